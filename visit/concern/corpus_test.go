package concern

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"go.yaml.in/yaml/v4"

	"halfday/visit/framework"
	"halfday/visit/submission"
)

// label is a concern that a careful assessor raises, or a trap: one that must
// not be raised.
type label struct {
	Item string `yaml:"item"`
	Kind Kind   `yaml:"kind"`
	Rule string `yaml:"rule"`
}

func (l label) key() Key { return Key{framework.CanonicalID(l.Item), l.Kind} }

type labels struct {
	Concerns []label `yaml:"concerns"`
	Traps    []label `yaml:"traps"`
}

// The labelled submissions, where they are at hand: how much of what these
// rules are for is found, and how much else.
func TestLabelledSubmissions(t *testing.T) {
	folders, err := filepath.Glob("../../../shared/corpus/*/labels.yaml")
	if err != nil || len(folders) == 0 {
		t.Skip("there are no labelled submissions here")
	}
	ours := []string{RuleNoLevel, RuleNoCommentary, RuleThinCommentary, RuleNoEvidence, RuleMissingFile, RuleBelowThreshold}
	f, lex := shipped(t)
	bare := parse(t, "../../templates/framework/srf-2010.yaml", framework.Parse)
	for _, n := range bare.Items() {
		n.Statements, n.Questions = nil, nil
	}
	for name, f := range map[string]*framework.Framework{"as shipped": f, "names only": bare} {
		t.Run(name, func(t *testing.T) {
			var found, missed, ruleAgrees, falseAlarms, traps int
			for _, file := range folders {
				folder := filepath.Dir(file)
				want := parse(t, file, func(data []byte) (l labels, err error) { return l, yaml.Load(data, &l) })
				s, err := submission.Read(os.DirFS(folder), filepath.Base(folder), f)
				if err != nil {
					t.Fatal(err)
				}
				got := map[Key]Concern{}
				for _, c := range Check(s, f, lex).Concerns {
					got[c.Key()] = c
				}
				labelled := map[Key]bool{}
				for _, l := range want.Concerns {
					labelled[l.key()] = true
					c, ok := got[l.key()]
					switch {
					case !slices.Contains(ours, l.Rule):
					case !ok:
						missed++
						t.Logf("%s: %s %s missed", s.Name, l.Item, l.Rule)
					default:
						found++
						if c.Rule == l.Rule || slices.Contains(c.Also, l.Rule) {
							ruleAgrees++
						}
					}
				}
				for _, l := range want.Traps {
					if c, ok := got[l.key()]; ok && !labelled[l.key()] {
						traps++
						t.Logf("%s: trap at %s: %s, %q", s.Name, l.Item, c.Rule, c.Quote)
					}
				}
				for key, c := range got {
					if !labelled[key] {
						falseAlarms++
						t.Logf("%s: false alarm at %s: %s, %q", s.Name, key.Item, c.Rule, c.Quote)
					}
				}
			}
			t.Logf("found %d, missed %d, rule agrees on %d; false alarms %d, traps %d", found, missed, ruleAgrees, falseAlarms, traps)
			if recall := float64(found) / float64(found+missed); recall < 0.8 {
				t.Errorf("recall %.2f, want 0.8 at least", recall)
			}
			if precision := float64(found) / float64(found+falseAlarms); precision < 0.8 {
				t.Errorf("precision %.2f, want 0.8 at least", precision)
			}
			if float64(ruleAgrees) < 0.8*float64(found) {
				t.Errorf("the rule agrees on %d of %d", ruleAgrees, found)
			}
			if traps > 1 {
				t.Errorf("%d traps flagged, want 1 at most", traps)
			}
		})
	}
}
