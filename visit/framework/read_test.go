package framework

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const head = "levels: {best: 1, worst: 5}\nthreshold: 2\n"

func TestParseRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		in, says string
		is       error
	}{
		"nothing":              {"", "framework file", ErrEmpty},
		"only a comment":       {"# later\n", "framework file", ErrEmpty},
		"null":                 {"null", "framework file", ErrEmpty},
		"no YAML":              {head + "elements: [", "framework file", ErrMalformed},
		"itself inside":        {head + "elements: &a [{id: '1', strands: *a}]", "line 3", ErrMalformed},
		"a bomb":               {strings.Repeat("[", 60_000), "60000", ErrTooLarge},
		"a list":               {"[]", "line 1: found a list", ErrIncomplete},
		"a word":               {"words", "line 1", ErrIncomplete},
		"not UTF-8":            {head + "name: tŷ \xff\nelements: [{id: a}]", "line 3: found characters that are not UTF-8", ErrIncomplete},
		"two documents":        {head + "elements: [{id: a}]\n---\n" + head, "line 5", ErrIncomplete},
		"an unknown field":     {head + "elements: [{id: a, nmae: x}]", `line 3, a: found the field "nmae"`, ErrIncomplete},
		"a field twice":        {head + "threshold: 3\nelements: [{id: a}]", "line 3: found the field threshold a second time", ErrIncomplete},
		"levels missing":       {"threshold: 2\nelements: [{id: a}]", "levels", ErrIncomplete},
		"levels reversed":      {"levels: {best: 5, worst: 1}\nelements: [{id: a}]", "levels: found from 5 to 1", ErrIncomplete},
		"best is not 1":        {"levels: {best: 2, worst: 5}\nelements: [{id: a}]", "levels", ErrIncomplete},
		"best is 0":            {"levels: {best: 0, worst: 5}\nelements: [{id: a}]", "levels", ErrIncomplete},
		"one level":            {"levels: {best: 1, worst: 1}\nelements: [{id: a}]", "levels", ErrIncomplete},
		"a level as a word":    {"levels: {best: first, worst: 5}\nelements: [{id: a}]", "line 1, levels.best", ErrIncomplete},
		"threshold too low":    {"levels: {best: 1, worst: 4}\nthreshold: 5\nelements: [{id: a}]", "threshold 5", ErrIncomplete},
		"threshold negative":   {"levels: {best: 1, worst: 4}\nthreshold: -1\nelements: [{id: a}]", "threshold -1", ErrIncomplete},
		"an own threshold":     {head + "elements:\n- id: a\n  strands:\n  - {id: b, threshold: 6}", "line 6, b.threshold: found threshold 6", ErrIncomplete},
		"half a threshold":     {head + "elements: [{id: a, threshold: 2.5}]", "line 3, a.threshold", ErrIncomplete},
		"no elements":          {head, "no elements", ErrIncomplete},
		"an empty list":        {head + "elements: []", "no elements", ErrIncomplete},
		"an element is null":   {head + "elements: [null]", "line 3, elements.1: found nothing", ErrIncomplete},
		"an element has no id": {head + "elements: [{name: A}]", "line 3: found a part of the framework without an id", ErrIncomplete},
		"an aspect has no id":  {head + "elements: [{id: a, strands: [{id: b, aspects: [{name: C}]}]}]", "a part of b without an id", ErrIncomplete},
		"an id of no letters":  {head + "elements: [{id: '--'}]", "without an id", ErrIncomplete},
		"an id twice":          {head + "elements:\n- {id: a}\n- {id: b, strands: [{id: a}]}", "line 5, a: found the id a used twice", ErrIncomplete},
		"an id twice, spelled differently": {
			head + "elements: [{id: '1', aspects: [{id: 1a-1}, {id: 1A.1}]}]", "the id 1a1 used twice", ErrIncomplete,
		},
		"strands and aspects":        {head + "elements: [{id: a, strands: [{id: b}], aspects: [{id: c}]}]", "a: found both", ErrIncomplete},
		"a statement out of scale":   {head + "elements: [{id: a, levels: {6: x}}]", "a.levels: found a statement for level 6", ErrIncomplete},
		"a statement for no level":   {head + "elements: [{id: a, levels: {0: x}}]", `a.levels: found "0"`, ErrIncomplete},
		"a statement twice":          {head + "elements: [{id: a, levels: {1: x, 1: y}}]", "level 1 a second time", ErrIncomplete},
		"a statement's level a word": {head + "elements: [{id: a, levels: {six: x}}]", "line 3", ErrIncomplete},
		"questions in no list":       {head + "elements: [{id: a, questions: {head: {why: x}}}]", "line 3", ErrIncomplete},
	} {
		t.Run(name, func(t *testing.T) {
			f, err := Parse([]byte(c.in))
			if !errors.Is(err, c.is) || f != nil {
				t.Fatalf("read %v, error %v, want one that is %q", f, err, c.is)
			}
			if !strings.Contains(err.Error(), c.says) {
				t.Errorf("the error does not say %q: %v", c.says, err)
			}
		})
	}
}

// All that is wrong is listed, not only the first of it.
func TestReadListsEverything(t *testing.T) {
	_, problems, err := Read([]byte("levels: {best: 1, worst: 5}\nthreshold: 9\nelements:\n- {id: a, colour: red}\n- {id: a, levels: {7: x}}\n"))
	if err != nil {
		t.Fatal(err)
	}
	var lines []int
	for _, p := range problems {
		lines = append(lines, p.Line)
	}
	if diff := cmp.Diff([]int{4, 2, 5, 5}, lines); diff != "" {
		t.Errorf("%v; lines, -want +got:\n%s", problems, diff)
	}
}

func TestParseReads(t *testing.T) {
	for name, in := range map[string]string{
		"the least there can be": "levels: {best: 1, worst: 2}\nelements: [{id: a}]",
		"an id as a number":      head + "elements: [{id: 1}]",
		"a byte order mark":      "\ufeff" + head + "elements: [{id: a}]",
		"Windows line ends":      strings.ReplaceAll(head+"elements:\n  - id: a\n", "\n", "\r\n"),
		"no threshold":           "levels: {best: 1, worst: 4}\nelements: [{id: a, strands: [{id: b, threshold: 4}]}]",
	} {
		f, err := Parse([]byte(in))
		if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if len(f.Items()) != 1 {
			t.Errorf("%s: items %v", name, f.Items())
		}
	}
}

func TestIncompleteFrameworksInALogAreRefused(t *testing.T) {
	for _, in := range []string{`{}`, `{"levels": {"best": 1, "worst": 5}}`, `{"levels": 5}`, `[]`} {
		var f Framework
		if err := json.Unmarshal([]byte(in), &f); err == nil {
			t.Errorf("%s was read", in)
		}
	}
}

func TestReadFile(t *testing.T) {
	dir := t.TempDir()
	good, bad := filepath.Join(dir, "good.yaml"), filepath.Join(dir, "bad.yaml")
	for path, text := range map[string]string{good: trial, bad: head} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if f, err := ReadFile(good); err != nil || f.ID != "trial" {
		t.Errorf("read %v, error %v", f, err)
	}
	if _, err := ReadFile(bad); !errors.Is(err, ErrIncomplete) || !strings.Contains(err.Error(), bad) {
		t.Errorf("an incomplete file: error %v", err)
	}
	if _, err := ReadFile(filepath.Join(dir, "none.yaml")); !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), "none.yaml") {
		t.Errorf("no such file: error %v", err)
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(trial))
	f.Add([]byte(head + "elements: [{id: a, strands: [{id: b, threshold: 6}]}]"))
	f.Add([]byte(`{"levels": {"best": 1, "worst": 2}, "elements": [{"id": "1", "aspects": [{"id": "1é"}]}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 1<<16 {
			return
		}
		fw, err := Parse(data)
		if err != nil {
			return
		}
		if len(fw.Items()) == 0 {
			t.Error("read a framework without items")
		}
		for _, n := range fw.Items() {
			if fw.Find(n.ID) != n || !n.IsItem() || !n.Within(n.Element()) {
				t.Errorf("item %q is not in its place", n.ID)
			}
			if th := n.Threshold(); th != 0 && !fw.Levels.Has(th) {
				t.Errorf("item %q has threshold %d", n.ID, th)
			}
		}
		text, err := json.Marshal(fw)
		if err != nil {
			t.Fatal(err)
		}
		var again Framework
		if err := json.Unmarshal(text, &again); err != nil {
			t.Errorf("not read as it was written: %v\n%s", err, text)
		}
	})
}
