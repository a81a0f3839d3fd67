package visit

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"halfday/visit/framework"
)

// judge gives levels to the items of the trial scheme in its order: 1a1
// (threshold 2), 1a2 (3), 1b (2), 2a (1) and 3 (2); 0 leaves one unjudged.
func judge(levels ...framework.Level) []Change {
	var changes []Change
	for i, id := range []string{"1a1", "1a2", "1b", "2a", "3"} {
		if levels[i] != 0 {
			changes = append(changes, LevelJudged{Item: id, Level: levels[i]})
		}
	}
	return changes
}

func TestOutcomeOfTheJudgements(t *testing.T) {
	for name, c := range map[string]struct {
		levels  []framework.Level
		judged  int
		below   []string
		outcome Outcome
	}{
		"none judged":                       {[]framework.Level{0, 0, 0, 0, 0}, 0, nil, ""},
		"all just at their thresholds":      {[]framework.Level{2, 3, 2, 1, 2}, 5, nil, Met},
		"all at the best level":             {[]framework.Level{1, 1, 1, 1, 1}, 5, nil, Met},
		"one not judged":                    {[]framework.Level{2, 3, 2, 1, 0}, 4, nil, ""},
		"one below, one not judged":         {[]framework.Level{3, 3, 2, 1, 0}, 4, []string{"1a1"}, NotMet},
		"the best levels outweigh nothing":  {[]framework.Level{1, 1, 1, 2, 1}, 5, []string{"2a"}, NotMet},
		"a lower threshold of an aspect":    {[]framework.Level{2, 4, 2, 1, 2}, 5, []string{"1a2"}, NotMet},
		"all at the worst level":            {[]framework.Level{5, 5, 5, 5, 5}, 5, []string{"1a1", "1a2", "1b", "2a", "3"}, NotMet},
		"a level for nothing we know of":    {[]framework.Level{2, 3, 2, 1, 2}, 5, nil, Met},
		"the only one judged is at its own": {[]framework.Level{0, 0, 0, 1, 0}, 1, nil, ""},
	} {
		t.Run(name, func(t *testing.T) {
			v := made(t, append(judge(c.levels...), LevelJudged{Item: "9z9", Level: 5})...)
			st := v.Standing()
			var below []string
			for _, n := range st.Below {
				below = append(below, n.ID)
			}
			if diff := cmp.Diff(c.below, below); diff != "" {
				t.Errorf("below (-want +got):\n%s", diff)
			}
			if st.Judged != c.judged || st.Items != 5 || st.Outcome() != c.outcome {
				t.Errorf("%d of %d judged, outcome %q; want %d of 5, %q", st.Judged, st.Items, st.Outcome(), c.judged, c.outcome)
			}
		})
	}
}

func TestOutcomeWithAnOpenThreshold(t *testing.T) {
	f, err := framework.Parse([]byte(`{id: old, levels: {best: 1, worst: 4}, elements: [{id: "1", name: A}, {id: "2", name: B, threshold: 2}]}`))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		a, b framework.Level
		want Outcome
	}{{1, 1, ""}, {4, 2, ""}, {1, 3, NotMet}, {0, 1, ""}} {
		l, _, err := Begin(author("ann"), Opened{f}, LevelJudged{Item: "1", Level: c.a}, LevelJudged{Item: "2", Level: c.b})
		if err != nil {
			t.Fatal(err)
		}
		st := l.Visit().Standing()
		if len(st.Open) != 1 || st.Open[0].ID != "1" {
			t.Errorf("open are %v", st.Open)
		}
		if st.Outcome() != c.want {
			t.Errorf("levels %s and %s come to %q, want %q", c.a, c.b, st.Outcome(), c.want)
		}
	}
}

func TestOutcomeNames(t *testing.T) {
	for o, want := range map[Outcome]string{Met: "met threshold", NotMet: "not met", Referred: "referred", "": "not yet recommended"} {
		if got := o.Name(); got != want {
			t.Errorf("%q is named %q, want %q", o, got, want)
		}
	}
}
