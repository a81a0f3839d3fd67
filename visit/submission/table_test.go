package submission

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"halfday/visit/framework"
)

// expected is what a careful reader gets from the messy tables.
type expected struct {
	Items, UnknownItems map[string]struct {
		Level            framework.Level
		CommentaryStart  string `json:"commentary_start"`
		CommentaryLength int    `json:"commentary_length"`
		Evidence         int
	}
	Files map[string]struct {
		Encoding, Separator, Sheet string
		HeaderRows                 []int `json:"header_rows"`
		Rows                       map[string]int
		Problems                   []struct {
			Row   int
			Cell  string
			Line  int
			Found string
		}
		SchoolSheet *struct {
			Sheet       string
			School      map[string]any
			Application map[string]string
		} `json:"school_sheet"`
	}
}

// The messy tables are read as a careful reader would.
func TestReadTables(t *testing.T) {
	t.Parallel()
	const dir = "../../../shared/tables"
	data, err := os.ReadFile(filepath.Join(dir, "expected.json"))
	if err != nil {
		t.Skip("no tables beside the repository")
	}
	var want expected
	if err := json.Unmarshal([]byte(strings.Replace(string(data), `"unknown_items"`, `"UnknownItems"`, 1)), &want); err != nil {
		t.Fatal(err)
	}
	fw := testFramework(t)
	for name, f := range want.Files {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			papers, err := Open(os.DirFS(dir), "hatherleigh", name)
			if err != nil {
				t.Fatal(err)
			}
			s, err := papers.Read(fw)
			if err != nil {
				t.Fatal(err)
			}
			for _, items := range []map[string]struct {
				Level            framework.Level
				CommentaryStart  string `json:"commentary_start"`
				CommentaryLength int    `json:"commentary_length"`
				Evidence         int
			}{want.Items, want.UnknownItems} {
				for item, w := range items {
					r := s.Review(item)
					if r == nil {
						t.Errorf("no review of %s", item)
						continue
					}
					start := strings.ReplaceAll(w.CommentaryStart, "\n", " ")
					if r.Level != w.Level || utf8.RuneCountInString(r.Commentary) != w.CommentaryLength ||
						!strings.HasPrefix(strings.ReplaceAll(r.Commentary, "\n", " "), start) || len(r.Evidence) != w.Evidence {
						t.Errorf("%s: %d characters %q, level %s, %d pieces of evidence; want %+v",
							item, utf8.RuneCountInString(r.Commentary), r.Commentary, r.Level, len(r.Evidence), w)
					}
					if r.Row != f.Rows[item] {
						t.Errorf("%s is said to stand in row %d, want %d", item, r.Row, f.Rows[item])
					}
				}
			}
			if len(s.Reviews) != len(want.Items)+len(want.UnknownItems) {
				t.Errorf("%d reviews", len(s.Reviews))
			}
			if len(s.Problems) != len(f.Problems) {
				t.Errorf("problems %v", s.Problems)
			} else {
				for i, w := range f.Problems {
					p := s.Problems[i]
					if p.Row != w.Row || p.Cell != w.Cell || p.Line != w.Line || !strings.Contains(p.Found, w.Found) {
						t.Errorf("problem %+v, want %+v", p, w)
					}
				}
			}
			src := s.Source
			if diff := cmp.Diff(f.HeaderRows, src.Heading); diff != "" || src.Sheet != f.Sheet ||
				f.Encoding != "workbook" && src.Encoding != f.Encoding {
				t.Errorf("read from %+v, want heading in %v", src, f.HeaderRows)
			}
			if f.SchoolSheet == nil {
				return
			}
			if src.SchoolSheet != f.SchoolSheet.Sheet {
				t.Errorf("facts about the school were read from %q", src.SchoolSheet)
			}
			for field, w := range f.SchoolSheet.School {
				if got := s.Text("school." + field); got != fmt.Sprint(w) {
					t.Errorf("school.%s is %q, want %v", field, got, w)
				}
			}
			for field, w := range f.SchoolSheet.Application {
				if got := s.Text("application." + field); got != w {
					t.Errorf("application.%s is %q, want %v", field, got, w)
				}
			}
		})
	}
}

// readTable reads a table of one file.
func readTable(t *testing.T, name, text string) *Submission {
	t.Helper()
	s, err := Read(folder(name, text), "test", testFramework(t))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// Headings are found by what they mean, wherever they stand.
func TestMeaning(t *testing.T) {
	t.Parallel()
	for heading, want := range map[string]Holds{
		"Aspect": HoldsItem, "Aspect no.": HoldsItem, "Ref": HoldsItem, "Agwedd": HoldsItem,
		"Level (1-5)": HoldsLevel, "Our level": HoldsLevel, "SELF-ASSESSED LEVEL": HoldsLevel, "Lefel": HoldsLevel,
		"Aspect level": HoldsLevel, "Target level": NotRead, "Previous level": NotRead, "Threshold level": NotRead,
		"Comments": HoldsCommentary, "How we meet this": HoldsCommentary, "Comments on the level": HoldsCommentary, "Sylwadau": HoldsCommentary,
		"Evidence": HoldsEvidence, "Where to find it": HoldsEvidence, "Tystiolaeth": HoldsEvidence,
		"Next steps": HoldsActions, "Areas for development": HoldsActions, "Camau nesaf": HoldsActions,
		"Checked by": NotRead, "": NotRead, "Date": NotRead,
		"The level of evidence that we have for this aspect is more than enough, we think": NotRead,
	} {
		if got := meaning(heading); got != want {
			t.Errorf("%q holds %q, want %q", heading, got, want)
		}
	}
}

func TestTables(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, file, text string
		check            func(s *Submission) bool
	}{
		{
			"columns in another order", "submission.csv", "Comments;Ref;Grade\nWe do;1a1;2\n",
			func(s *Submission) bool { return s.Review("1a1").Commentary == "We do" && s.Claimed("1a1") == 2 },
		},
		{
			"content decides, not the ending", "submission.yaml", "aspect,level,commentary\n1a1,2,We do\n",
			func(s *Submission) bool { return s.Source.Form == "table" && s.Claimed("1a1") == 2 },
		},
		{
			"fields in a file called a table", "submission.csv", wholeYAML,
			func(s *Submission) bool { return s.Source.Form == "YAML" && s.School.Name != "" },
		},
		{
			"JSON in a file called a table", "submission.csv", wholeJSON,
			func(s *Submission) bool { return s.Source.Form == "JSON" && s.School.Name != "" },
		},
		{
			"no heading", "submission.csv", "1a1,2,We have a vision and everybody has helped to write it down.\n1a2,2,Every June we look at it with governors and change what is old.\n1b1,1,The head leads and is helped by two others who meet each week.\n",
			func(s *Submission) bool {
				return s.Claimed("1b1") == 1 && strings.HasPrefix(s.Review("1a2").Commentary, "Every June") && len(s.Source.Heading) == 0
			},
		},
		{
			"names behind the ids, titles between the rows", "submission.csv", "Aspect,Level,Comments\nLeadership,,\n1a ICT and the vision,,\n1a1: The vision,2,We do\nAspect 1a2,3,So so\n",
			func(s *Submission) bool {
				return s.Claimed("1a1") == 2 && s.Claimed("1a2") == 3 && s.Review("1a") == nil && len(s.Problems) == 0 && len(s.Source.Passed) == 1
			},
		},
		{
			"two columns of evidence and an unknown one", "submission.csv", "Aspect,Level,Evidence 1,Evidence 2,Checked\n1a1,2,Plan,Minutes,yes\n",
			func(s *Submission) bool {
				return len(s.Review("1a1").Evidence) == 2 && s.Source.Columns[4].Holds == NotRead && s.Source.Columns[4].Filled == 1
			},
		},
		{
			"words in a row without an id", "submission.csv", "Aspect,Level,Comments\n1a1,2,We do\n,,And more of it\n",
			func(s *Submission) bool {
				return len(s.Problems) == 1 && s.Problems[0].Cell == "A3" && strings.Contains(s.Problems[0].Found, "And more of it")
			},
		},
		{
			"the only table of a folder", "Our self-review 2011.csv", "Aspect,Level\n1a1,2\n",
			func(s *Submission) bool { return s.Claimed("1a1") == 2 && s.Source.File == "Our self-review 2011.csv" },
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if s := readTable(t, c.file, c.text); !c.check(s) {
				t.Errorf("read as %+v", s)
			}
		})
	}
}

// Columns that hold what the assessor says are read so, whatever their headings.
func TestColumnsByHand(t *testing.T) {
	t.Parallel()
	papers := Kept("test", "review.csv", []byte("Aspect,A,B,Level\n1a1,2,We do,4\n"), nil)
	papers.Columns = map[string]Holds{"A": HoldsItem, "B": HoldsLevel, "C": HoldsCommentary}
	s, err := papers.Read(testFramework(t))
	if err != nil {
		t.Fatal(err)
	}
	if s.Claimed("1a1") != 2 || s.Review("1a1").Commentary != "We do" || !s.Source.ByHand {
		t.Errorf("read as %+v", s)
	}
	papers.Columns = map[string]Holds{"B": HoldsLevel}
	if _, err := papers.Read(testFramework(t)); err == nil {
		t.Error("without a column for the items it was read all the same")
	}
}
