package framework

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

// equal compares what files say, not what follows from it.
var equal = cmp.Options{cmpopts.IgnoreUnexported(Framework{}, Node{}), cmpopts.EquateEmpty()}

// What is written is read back the same, whatever the texts are.
func TestEncode(t *testing.T) {
	texts := rapid.OneOf(
		rapid.StringMatching(`[ -~é–“”]{1,80}`), rapid.SampledFrom([]string{
			"1e1", "0x1f", "null", "~", "yes", "2010-02-03", ": x", "- x", "# x", "a: b", "*x", "&x", "!x", "a\nb", "'", `"`, "{", "[", "%x", "@x", "|", ">",
		}),
		rapid.Map(rapid.IntRange(20, 200), func(n int) string { return strings.Repeat("long words ", n) + "end." }),
	).Filter(func(s string) bool { return strings.TrimSpace(s) == s && s != "" })
	rapid.Check(t, func(t *rapid.T) {
		n := 0
		id := func() string { n++; return []string{"1e", "0x", "1a", "", "12e"}[n%5] + fmt.Sprint(n) }
		var part func(depth int) *Node
		part = func(depth int) *Node {
			p := &Node{ID: id(), Name: texts.Draw(t, "name"), Own: Level(rapid.IntRange(0, 5).Draw(t, "threshold"))}
			if rapid.Bool().Draw(t, "with statements") {
				p.Statements = rapid.MapOfN(rapid.Map(rapid.IntRange(1, 5), func(i int) Level { return Level(i) }), texts, 1, 5).Draw(t, "statements")
				p.Questions = map[Role][]string{"head": rapid.SliceOfN(texts, 1, 3).Draw(t, "questions")}
				p.Speakers = []Role{"head", "ict-lead"}
			}
			for range rapid.IntRange(0, 2).Draw(t, "parts") {
				if depth == 0 {
					p.Strands = append(p.Strands, part(1))
				} else if depth == 1 {
					p.Aspects = append(p.Aspects, part(2))
				}
			}
			return p
		}
		f := &Framework{ID: texts.Draw(t, "id"), Name: texts.Draw(t, "name"), Version: texts.Draw(t, "version"), Levels: Scale{1, 5}, Elements: []*Node{part(0), part(0)}}
		data, err := Encode(f)
		if err != nil {
			t.Fatal(err)
		}
		again, err := Parse(data)
		if err != nil {
			t.Fatalf("%v in\n%s", err, data)
		}
		if diff := cmp.Diff(f, again, equal); diff != "" {
			t.Errorf("-written +read:\n%s\n%s", diff, data)
		}
	})
}

func TestComplete(t *testing.T) {
	f, err := Parse([]byte(trial))
	if err != nil {
		t.Fatal(err)
	}
	first := f.Items()[0]
	before := f.Count()
	official := []*Node{{ID: "1", Name: "Direction", Strands: []*Node{{ID: first.Parent().ID, Aspects: []*Node{
		{ID: strings.ToUpper(first.ID), Name: "A new name", Statements: map[Level]string{1: "Best.", 2: "Good."}},
		{ID: first.Parent().ID + "9", Name: "One more", Statements: map[Level]string{1: "Best."}},
	}}}}, {ID: "77", Name: "Another element"}}
	done, err := f.Complete(official)
	if err != nil {
		t.Fatal(err)
	}
	n := done.Find(first.ID)
	if n.Name != "A new name" || n.Statements[2] != "Good." || n.Threshold() != first.Threshold() || len(n.Speakers) != len(first.Speakers) {
		t.Errorf("completed is %+v", n)
	}
	after := done.Count()
	if after.Elements != before.Elements+1 || after.Aspects != before.Aspects+1 || done.Find("77") == nil {
		t.Errorf("completed has %+v, before it were %+v", after, before)
	}
	if f.Count() != before || f.Find(first.ID).Name == "A new name" {
		t.Error("the framework itself was changed")
	}
	if _, err := f.Complete([]*Node{{ID: "1", Statements: map[Level]string{9: "x"}}}); err == nil || !strings.Contains(err.Error(), "level 9") {
		t.Errorf("statements of another scale: %v", err)
	}
}
