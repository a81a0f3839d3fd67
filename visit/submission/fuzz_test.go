package submission

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// FuzzRead gives the reader files that no school would write, under names that
// promise one form or another. It must refuse them in one sentence, or read them
// into a submission that holds together.
func FuzzRead(f *testing.F) {
	names := []string{"submission.yaml", "submission.json", "submission.csv", "submission.tsv"}
	f.Add(wholeYAML, 0)
	f.Add(wholeJSON, 1)
	for _, table := range []string{
		"Aspect,Level,Comments,Evidence,Actions\n1a1,2,\"We, do\nso\",a; b\nhere.md,\n1A.1,Level: 3,,,\n,,x,,\n9z,two,,,\n",
		"Title;;\n\n Ref ;What we do;\n;Comments;Grade\n1a 2;\"open;2\n1a1;b;1\n", "aspect\tlevel\n1a1\t2\textra\n\t\n1a2 The vision\t5",
		"1a1,2,x\n1a2,2,y\n1b1,3,z\n", ",\n,\n", "a,level\n", "\"", "aspect,level\n\"1a1,2\n1a2,2\n1b1,2\n",
	} {
		f.Add(table, 2)
		f.Add(table, 3)
	}
	for _, yaml := range []string{
		"", "~", "- a", "a: b: c", "reviews: {1a1: 2, 1A1: {level: x, Level: 3}, '': }", "school: [a, b]\nday: 5\ndocuments: {title: a}",
		"day: [{from: 9, to: 930, what: a}, {from: 1:00pm, to: 0900}]", "reviews: [{id: 1a, evidence: 'a; b\n- c 2010'}, [], 5]",
		"documents: [{file: ../x}, {file: 'C:\\x'}, {file: here.md}, here.md, {file: link.md}, {file: \"\\0\"}]",
		"school: &a {}\nday: *a", "<<: {a: b}\nschool: {<<: {name: x}}", "? [a]\n: b\n? {c: d}\n: e", "--- \n...\n%TAG ! x\n", "school: {name: \"\\e]0;\\a\\x85\"}",
		"school: {pupils: '1,000', id: 1, nation: wales}\nschool: {nation: x}", "reviews:\n\t1a1: x", "\xff\xfe", "school: {name: \x80\x00}", "[[[[{{{{",
	} {
		f.Add(yaml, 0)
	}
	f.Add(`{"reviews": {"1a1": {"level": 1e0, "level": "2", "commentary": ["a", {"b": null}]}}} x`, 1)
	fw := testFramework(f)
	f.Fuzz(func(t *testing.T, text string, which int) {
		name := names[uint(which)%uint(len(names))]
		folder := folder(name, text, "here.md", "x")
		folder["link.md"] = linked("link.md", "here.md")["link.md"]
		s, err := Read(folder, "test", fw)
		if err != nil {
			if s != nil || strings.Contains(err.Error(), "\n") || utf8.RuneCountInString(err.Error()) > 700 {
				t.Fatalf("%v with the error %q", s, err)
			}
			return
		}
		check(t, folder, s)
		kept := &Submission{}
		data, err := json.Marshal(s)
		if err == nil {
			err = json.Unmarshal(data, kept)
		}
		if diff := cmp.Diff(s, kept); err != nil || diff != "" {
			t.Fatalf("kept in a log: %v, -read +kept:\n%s", err, diff)
		}
	})
}

// check checks what holds of every submission that was read.
func check(t *testing.T, fsys fs.FS, s *Submission) {
	t.Helper()
	if len(s.Problems) > maxProblems+1 {
		t.Errorf("%d problems", len(s.Problems))
	}
	for _, p := range s.Problems {
		if p.File == "" || p.Found == "" || utf8.RuneCountInString(p.Found) > 1000 || strings.ContainsAny(p.Found+p.Expected, "\n\x1b\x00") {
			t.Errorf("unclear problem %q", p)
		}
	}
	seen := map[string]bool{}
	evidence := s.Documents
	for _, r := range s.Reviews {
		if seen[r.Item] || r.Level < 0 || r.Level > 5 || r.Line < 1 || r.Row < 0 {
			t.Errorf("review %+v", r)
		}
		seen[r.Item] = true
		evidence = append(evidence, r.Evidence...)
	}
	for _, e := range evidence {
		if e.Title == "" || e.File == "" && e.Missing {
			t.Errorf("evidence %+v", e)
		}
		if e.File != "" && !e.Missing {
			if info, err := fs.Lstat(fsys, e.File); err != nil || !info.Mode().IsRegular() || !filepath.IsLocal(e.File) {
				t.Errorf("evidence %+v is no file that was supplied: %v", e, err)
			}
		}
	}
	for _, b := range s.Day {
		if b.From >= b.To || b.To >= 24*60 {
			t.Errorf("bell %+v", b)
		}
	}
}

// BenchmarkRead reads a submission of 22 items.
func BenchmarkRead(b *testing.B) {
	const folder = "../../../shared/corpus/ashcombe-primary"
	if _, err := os.Stat(folder); err != nil {
		b.Skip("no corpus beside the repository")
	}
	fw := testFramework(b)
	for b.Loop() {
		if _, err := Read(os.DirFS(folder), "ashcombe", fw); err != nil {
			b.Fatal(err)
		}
	}
}
