package framework

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const head = "levels: {best: 1, worst: 5}\nthreshold: 2\n"

func TestParseRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		in, says   string
		incomplete bool
	}{
		"nothing":              {"", "framework file", false},
		"only a comment":       {"# later\n", "framework file", false},
		"null":                 {"null", "levels", true},
		"a list":               {"[]", "line 1", false},
		"a word":               {"words", "line 1", false},
		"no YAML":              {head + "elements: [", "framework file", false},
		"not UTF-8":            {"name: \xff", "UTF-8", false},
		"two documents":        {head + "elements: [{id: a}]\n---\n" + head, "framework file", false},
		"an unknown field":     {head + "elements: [{id: a, nmae: x}]", "nmae", false},
		"a field twice":        {head + "threshold: 3\nelements: [{id: a}]", "threshold", false},
		"itself inside":        {head + "elements: &a [{id: '1', strands: *a}]", "framework file", false},
		"levels missing":       {"threshold: 2\nelements: [{id: a}]", "levels", true},
		"levels reversed":      {"levels: {best: 5, worst: 1}\nelements: [{id: a}]", "levels", true},
		"best is not 1":        {"levels: {best: 2, worst: 5}\nelements: [{id: a}]", "levels", true},
		"best is 0":            {"levels: {best: 0, worst: 5}\nelements: [{id: a}]", "levels", true},
		"one level":            {"levels: {best: 1, worst: 1}\nelements: [{id: a}]", "levels", true},
		"a level as a word":    {"levels: {best: first, worst: 5}\nelements: [{id: a}]", "line 1", false},
		"threshold too low":    {"levels: {best: 1, worst: 4}\nthreshold: 5\nelements: [{id: a}]", "threshold 5", true},
		"threshold negative":   {"levels: {best: 1, worst: 4}\nthreshold: -1\nelements: [{id: a}]", "threshold -1", true},
		"an own threshold":     {head + "elements: [{id: a, strands: [{id: b, threshold: 6}]}]", "threshold 6 at b", true},
		"half a threshold":     {head + "elements: [{id: a, threshold: 2.5}]", "line 3", false},
		"no elements":          {head, "no elements", true},
		"an empty list":        {head + "elements: []", "no elements", true},
		"an element is null":   {head + "elements: [null]", "a part of the framework has no id", true},
		"an element has no id": {head + "elements: [{name: A}]", "a part of the framework has no id", true},
		"an aspect has no id":  {head + "elements: [{id: a, strands: [{id: b, aspects: [{name: C}]}]}]", "a part of b has no id", true},
		"an id of no letters":  {head + "elements: [{id: '--'}]", "no id", true},
		"an id twice":          {head + "elements: [{id: a}, {id: b, strands: [{id: a}]}]", "id a is used twice", true},
		"an id twice, spelled differently": {
			head + "elements: [{id: '1', aspects: [{id: 1a-1}, {id: 1A.1}]}]", "id 1a1 is used twice", true,
		},
		"strands and aspects":        {head + "elements: [{id: a, strands: [{id: b}], aspects: [{id: c}]}]", "a has both", true},
		"a statement out of scale":   {head + "elements: [{id: a, levels: {6: x}}]", "a has a statement for level 6", true},
		"a statement for no level":   {head + "elements: [{id: a, levels: {0: x}}]", "a has a statement", true},
		"a statement's level a word": {head + "elements: [{id: a, levels: {six: x}}]", "line 3", false},
		"questions in no list":       {head + "elements: [{id: a, questions: {head: {why: x}}}]", "line 3", false},
	} {
		t.Run(name, func(t *testing.T) {
			f, err := Parse([]byte(c.in))
			if err == nil || f != nil {
				t.Fatalf("it was read: %v, error %v", f, err)
			}
			if !strings.Contains(err.Error(), c.says) {
				t.Errorf("the error does not say %q: %v", c.says, err)
			}
			if errors.Is(err, ErrIncomplete) != c.incomplete {
				t.Errorf("the error is ErrIncomplete: %v, want %v", !c.incomplete, c.incomplete)
			}
		})
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
