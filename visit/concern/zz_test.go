package concern

import (
	"fmt"
	"go.yaml.in/yaml/v4"
	"halfday/visit/framework"
	"halfday/visit/submission"
	"os"
	"path/filepath"
	"sort"
	"testing"
)

type rawE struct{ v submission.Evidence }

func (e *rawE) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind == yaml.ScalarNode {
		e.v.Title = n.Value
		return nil
	}
	var m map[string]string
	if err := n.Decode(&m); err != nil {
		return err
	}
	e.v.Title = m["title"]
	e.v.File = m["file"]
	if m["date"] != "" {
		fmt.Sscanf(m["date"], "%d", &e.v.Date.Year)
	}
	return nil
}
func load(dir string, f *framework.Framework) *submission.Submission {
	b, _ := os.ReadFile(dir + "/submission.yaml")
	var raw struct {
		Reviews map[string]struct {
			Level      int
			Commentary string
			Evidence   []rawE
			Actions    string
		}
	}
	if err := yaml.Load(b, &raw); err != nil {
		panic(err)
	}
	s := &submission.Submission{}
	var ids []string
	for id := range raw.Reviews {
		ids = append(ids, id)
	}
	sort.Strings(ids)
	for _, id := range ids {
		x := raw.Reviews[id]
		rv := submission.Review{Item: framework.CanonicalID(id), Level: framework.Level(x.Level), Commentary: x.Commentary, Actions: x.Actions}
		for _, e := range x.Evidence {
			if e.v.File != "" {
				if _, err := os.Stat(dir + "/" + e.v.File); err != nil {
					e.v.Missing = true
				}
			}
			rv.Evidence = append(rv.Evidence, e.v)
		}
		s.Reviews = append(s.Reviews, rv)
	}
	return s
}
func TestZZ(t *testing.T) {
	lb, _ := os.ReadFile("../../templates/lexicon/concern.yaml")
	lex, err := ParseLexicon(lb)
	if err != nil {
		t.Fatal(err)
	}
	fb, _ := os.ReadFile("../../templates/framework/srf-2010.yaml")
	f, err := framework.Parse(fb)
	if err != nil {
		t.Fatal(err)
	}
	dirs, _ := filepath.Glob("../../../shared/corpus/*")
	for _, d := range dirs {
		s := load(d, f)
		rep := Check(s, f, lex)
		lb, _ := os.ReadFile(d + "/labels.yaml")
		var L struct {
			Concerns, Traps []struct{ Item, Kind, Rule string }
		}
		_ = yaml.Load(lb, &L)
		fmt.Println("==", filepath.Base(d))
		for _, c := range rep.Concerns {
			st := "FALSE"
			for _, l := range L.Traps {
				if l.Item == c.Item && l.Kind == string(c.Kind) {
					st = "TRAP"
				}
			}
			for _, l := range L.Concerns {
				if l.Item == c.Item && l.Kind == string(c.Kind) {
					st = "hit " + l.Rule
				}
			}
			fmt.Printf("%s %s %s %s also=%v [%s]\n   q=%q (%s)\n   why=%s\n   ask=%s %v\n   see=%s\n", c.Item, c.Kind, c.Rule, c.Severity, c.Also, st, c.Quote, c.Source, c.Why, c.Settle.Ask, c.Settle.Of, c.Settle.See)
		}
		for _, l := range L.Concerns {
			ok := false
			for _, c := range rep.Concerns {
				if l.Item == c.Item && l.Kind == string(c.Kind) {
					ok = true
				}
			}
			if !ok {
				fmt.Println("  MISS", l.Item, l.Rule)
			}
		}
		for _, x := range rep.Focus {
			fmt.Println("  FOCUS", x)
		}
	}
}
