package submission

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"halfday/visit/framework"
)

func testFramework(t testing.TB) *framework.Framework {
	t.Helper()
	data, err := os.ReadFile("testdata/framework.yaml")
	if err != nil {
		t.Fatal(err)
	}
	fw, err := framework.Parse(data)
	if err != nil {
		t.Fatal(err)
	}
	return fw
}

// folder makes a file system of names and contents in turn.
func folder(files ...string) fstest.MapFS {
	m := fstest.MapFS{}
	for i := 0; i < len(files); i += 2 {
		m[files[i]] = &fstest.MapFile{Data: []byte(files[i+1]), Mode: 0o600}
	}
	return m
}

// readYAML reads a submission of one file.
func readYAML(t *testing.T, text string) *Submission {
	t.Helper()
	s, err := Read(folder("submission.yaml", text), "test", testFramework(t))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

const wholeYAML = `framework: srf-2010
school:
  name: Quayside Junior School
  nation: england
  id: "198765"
  phase: primary
  pupils: 187
  local_authority: Tideshire
  headteacher: Mrs A Penhale
  ict_lead: Mr J Roe
  website: quayside.example
application:
  submitted: 2011-02-14
  route: full
  previous_award: 01/03/2008
  assessor: Ms K Lamb
  supported_by:
    - {name: Mr T Stone, organisation: Tideshire, help: read it through}
day:
  - {from: "10:30", to: "10:45", what: break}
reviews:
  1a1:
    level: 2
    commentary: |
      First paragraph.

      Second paragraph.
    evidence:
      - {title: Vision, file: evidence/vision.md, date: 2010-09}
      - Council minutes, 12 January 2011
    actions: Print it larger.
  1a: {commentary: For the strand.}
documents:
  - {title: Policy, file: evidence/policy.md, date: 2010-03-01}
`

const wholeJSON = `{
"framework": "srf-2010",
"school": {"name": "Quayside Junior School", "nation": "england", "id": "198765", "phase": "primary",
  "pupils": 187, "local_authority": "Tideshire", "headteacher": "Mrs A Penhale", "ict_lead": "Mr J Roe",
  "website": "quayside.example"},
"application": {"submitted": "2011-02-14", "route": "full", "previous_award": "01/03/2008", "assessor": "Ms K Lamb",
  "supported_by": [{"name": "Mr T Stone", "organisation": "Tideshire", "help": "read it through"}]},
"day": [{"from": "10:30", "to": "10:45", "what": "break"}],
"reviews": {
  "1a1": {"level": 2, "commentary": "First paragraph.\n\nSecond paragraph.\n",
    "evidence": [{"title": "Vision", "file": "evidence/vision.md", "date": "2010-09"}, "Council minutes, 12 January 2011"],
    "actions": "Print it larger."},
  "1a": {"commentary": "For the strand."}},
"documents": [{"title": "Policy", "file": "evidence/policy.md", "date": "2010-03-01"}]
}`

// whole is what both files say; only the lines differ, and how they were read.
func whole(line1a1, line1a int, source Source) *Submission {
	return &Submission{
		Name:      "quayside",
		Source:    source,
		Framework: "srf-2010",
		School: School{
			Name: "Quayside Junior School", Nation: England, ID: "198765", Phase: "primary", Pupils: 187,
			LocalAuthority: "Tideshire", Headteacher: "Mrs A Penhale", ICTLead: "Mr J Roe", Website: "quayside.example",
		},
		Application: Application{
			Submitted: Date{2011, time.February, 14}, Route: "full", PreviousAward: Date{2008, time.March, 1}, Assessor: "Ms K Lamb",
			SupportedBy: []Helper{{Name: "Mr T Stone", Organisation: "Tideshire", Help: "read it through"}},
		},
		Day: []Bell{{From: 630, To: 645, What: "break"}},
		Reviews: []Review{
			{
				Item: "1a1", Level: 2, Commentary: "First paragraph.\n\nSecond paragraph.", Actions: "Print it larger.", Line: line1a1,
				Evidence: []Evidence{
					{Title: "Vision", File: "evidence/vision.md", Date: Date{2010, time.September, 0}},
					{Title: "Council minutes, 12 January 2011", Date: Date{2011, time.January, 12}},
				},
			},
			{Item: "1a", Commentary: "For the strand.", Line: line1a},
		},
		Documents: []Evidence{{Title: "Policy", File: "evidence/policy.md", Date: Date{2010, time.March, 1}, Missing: true}},
		Files:     []File{{Path: "evidence/vision.md", Size: 9}, {Path: "notes.txt", Size: 2}},
		Texts:     []Text{{Path: "evidence/vision.md", Text: "# Vision\n"}},
	}
}

func TestRead(t *testing.T) {
	t.Parallel()
	crlf := strings.ReplaceAll(wholeYAML, "\n", "\r\n")
	for _, c := range []struct {
		name, file, text string
		want             *Submission
	}{
		{"yaml", "submission.yaml", wholeYAML, whole(22, 32, Source{File: "submission.yaml", Form: "YAML", Encoding: "UTF-8"})},
		{"yml", "submission.yml", wholeYAML, whole(22, 32, Source{File: "submission.yml", Form: "YAML", Encoding: "UTF-8"})},
		{"other case", "Submission.YAML", wholeYAML, whole(22, 32, Source{File: "Submission.YAML", Form: "YAML", Encoding: "UTF-8"})},
		{"byte order mark", "submission.yaml", "\uFEFF" + wholeYAML, whole(22, 32, Source{File: "submission.yaml", Form: "YAML", Encoding: "UTF-8 with BOM"})},
		{"CRLF", "submission.yaml", crlf, whole(22, 32, Source{File: "submission.yaml", Form: "YAML", Encoding: "UTF-8"})},
		{"json", "submission.json", wholeJSON, whole(10, 13, Source{File: "submission.json", Form: "JSON", Encoding: "UTF-8"})},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			files := folder(c.file, c.text, "evidence/vision.md", "# Vision\n", "notes.txt", "ok", ".DS_Store", "x", ".git/config", "x", "~$notes.docx", "x")
			got, err := Read(files, "quayside", testFramework(t))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
			data, err := json.Marshal(got)
			if err != nil {
				t.Fatal(err)
			}
			kept := &Submission{}
			if err := json.Unmarshal(data, kept); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(got, kept); diff != "" {
				t.Errorf("kept in a log it changes, -read +kept:\n%s", diff)
			}
		})
	}
}

func TestReadPrefersYAML(t *testing.T) {
	t.Parallel()
	got, err := Read(folder("submission.json", `{"school": {"name": "B"}}`, "submission.yaml", "school: {name: A}\nreviews: {1a1: {level: 1}}"), "two", testFramework(t))
	if err != nil {
		t.Fatal(err)
	}
	want := []Problem{{File: "submission.json", Found: "a second submission file", Expected: "one; only submission.yaml was read"}}
	if diff := cmp.Diff(want, got.Problems); diff != "" || got.School.Name != "A" {
		t.Errorf("school %q, -want +got:\n%s", got.School.Name, diff)
	}
}

// Every error names the place, and what to do.
func TestReadErrors(t *testing.T) {
	t.Parallel()
	big := strings.Repeat("x", 1<<20)
	for _, c := range []struct {
		name string
		fsys fs.FS
		is   error
		says []string
	}{
		{"no such folder", os.DirFS(filepath.Join(t.TempDir(), "gone")), fs.ErrNotExist, []string{"folder", "check"}},
		{"empty folder", folder(), ErrNoSubmission, []string{"put submission.yaml"}},
		{"other files only", folder("readme.md", "x"), ErrNoSubmission, []string{"put submission.yaml"}},
		{"a folder of that name", folder("submission.yaml/x", "x"), ErrNoSubmission, []string{"submission.yaml is a folder", "put"}},
		{"a link of that name", linked("submission.yaml", "/etc/passwd"), ErrNoSubmission, []string{"submission.yaml is a link"}},
		{"unreadable", unreadable{folder("submission.yaml", "x")}, fs.ErrPermission, []string{"submission.yaml", "check"}},
		{"empty file", folder("submission.yaml", ""), ErrEmpty, []string{"submission.yaml", "filled in"}},
		{"blank file", folder("submission.yaml", "\uFEFF \n\t\n"), ErrEmpty, nil},
		{"comments only", folder("submission.yaml", "# to do\n"), ErrEmpty, nil},
		{"null", folder("submission.yaml", "~"), ErrEmpty, nil},
		{"json null", folder("submission.json", "null"), ErrEmpty, nil},
		{"prose", folder("submission.yaml", "Dear assessor"), ErrMalformed, []string{`"Dear assessor"`, "reviews"}},
		{"a list", folder("submission.yaml", "- 1a1\n"), ErrMalformed, []string{"a list"}},
		{"something else's file", folder("submission.yaml", "version: 3\nservices: {}\n"), ErrMalformed, []string{"school"}},
		{"broken yaml", folder("submission.yaml", "school:\n  name: St Anne: Upper\n"), ErrMalformed, []string{"line 2", "quotes"}},
		{"broken json", folder("submission.json", "{\n\"school\": {\n}"), ErrMalformed, []string{"line 3", "bracket"}},
		{"alias", folder("submission.yaml", "school: &s {name: A}\nday: *s\n"), ErrMalformed, []string{"line 1", "&s"}},
		{"tag", folder("submission.yaml", "school: !important {name: A}\n"), ErrMalformed, []string{"line 1", "!important"}},
		{"large yaml", folder("submission.yaml", "school: "+big), ErrTooLarge, []string{"1048584 bytes", "1048576"}},
		{"large json", folder("submission.json", `{"school": "`+big+big+big+big+big+`"}`), ErrTooLarge, []string{"5242894 bytes", "5242880"}},
		{"deep yaml", folder("submission.yaml", strings.Repeat("[", 40_000)), ErrTooLarge, []string{"32"}},
		{"deeper yaml", folder("submission.yaml", strings.Repeat("[", 195_000)), ErrTooLarge, []string{"195000", "50000"}},
		{"deep json", folder("submission.json", strings.Repeat("[", 195_000)), ErrTooLarge, []string{"32"}},
		{"many values", folder("submission.yaml", "school:\n"+strings.Repeat("- a\n", 60_000)), ErrTooLarge, []string{"50000"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s, err := Read(c.fsys, "quayside", testFramework(t))
			if !errors.Is(err, c.is) || s != nil {
				t.Fatalf("got %v and %v, want an error that is %q", s, err, c.is)
			}
			for _, words := range append(c.says, "quayside") {
				if !strings.Contains(err.Error(), words) {
					t.Errorf("%q does not say %q", err, words)
				}
			}
			if len(err.Error()) > 500 || strings.Contains(err.Error(), "\n") {
				t.Errorf("not one clear sentence: %q", err)
			}
		})
	}
}

// unreadable lists its files but opens none.
type unreadable struct{ fstest.MapFS }

func (u unreadable) Open(name string) (fs.File, error) {
	if name == "." {
		return u.MapFS.Open(name)
	}
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
}

// The labelled submissions load whole, and nothing is found wrong that is not.
func TestReadCorpus(t *testing.T) {
	t.Parallel()
	folders, err := filepath.Glob("../../../shared/corpus/*/submission.yaml")
	if err != nil || len(folders) == 0 {
		t.Skip("no corpus beside the repository")
	}
	fw := testFramework(t)
	for _, file := range folders {
		name := filepath.Base(filepath.Dir(file))
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			root, err := os.OpenRoot(filepath.Dir(file))
			if err != nil {
				t.Fatal(err)
			}
			defer root.Close()
			s, err := Read(root.FS(), name, fw)
			if err != nil {
				t.Fatal(err)
			}
			for _, p := range s.Problems {
				t.Errorf("not a problem: %s", p)
			}
			for _, item := range fw.Items() {
				if s.Review(item.ID) == nil {
					t.Errorf("no review of %s", item.ID)
				}
			}
			if s.School.Name == "" || s.Application.Submitted.IsZero() || len(s.Day) == 0 || len(s.Documents) == 0 || len(s.Files) == 0 {
				t.Errorf("a part is missing: %+v", s)
			}
		})
	}
}
