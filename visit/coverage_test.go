package visit

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"halfday/visit/framework"
)

func TestCoverage(t *testing.T) {
	note := func(line string) Change {
		n, unknown := ParseNote(line, scheme(t))
		if len(unknown) > 0 {
			t.Fatalf("%q: %v not understood", line, unknown)
		}
		return NoteAdded{NoteText: n}
	}
	for name, c := range map[string]struct {
		notes []string
		want  Covered
	}{
		"no note":                  {nil, Covered{}},
		"a note on something else": {[]string{"+ good #2a @head"}, Covered{}},
		"a question only":          {[]string{"? how often #1a1 @head"}, Covered{Open: 1}},
		"one voice": {
			[]string{"+ yes #1a1 @head"},
			Covered{Coverage: Thin, Supports: 1, Voices: []framework.Role{"head"}},
		},
		"one voice twice": {
			[]string{"+ yes #1a1 @head", `" we do #1a1 @head`},
			Covered{Coverage: Thin, Supports: 1, Voices: []framework.Role{"head"}},
		},
		"own notes only": {
			[]string{"display in the hall #1a1", "+ plan on the wall #1a1"},
			Covered{Coverage: Thin, Supports: 1, Seen: true},
		},
		"two voices": {
			[]string{"+ yes #1a1 @head", "each week #1a1 @pupils"},
			Covered{Coverage: Enough, Supports: 1, Voices: []framework.Role{"head", "pupil"}},
		},
		"a voice and something seen": {
			[]string{"- not in Year 3 #1a1 @ta", "nothing on the wall #1a1"},
			Covered{Coverage: Enough, Against: 1, Voices: []framework.Role{"ta"}, Seen: true},
		},
		"a voice and a question to another": {
			[]string{"+ yes #1a1 @head", "? ask them #1a1 @pupils"},
			Covered{Coverage: Thin, Supports: 1, Open: 1, Voices: []framework.Role{"head"}},
		},
		"for and against, two voices": {
			[]string{"+ yes #1a1 @head", "- never #1a1 @pupils"},
			Covered{Coverage: Contradictory, Supports: 1, Against: 1, Voices: []framework.Role{"head", "pupil"}},
		},
		"for and against, one voice": {
			[]string{"+ yes #1a1 @head", "- but no #1a1 @head"},
			Covered{Coverage: Contradictory, Supports: 1, Against: 1, Voices: []framework.Role{"head"}},
		},
		"a note on the strand": {
			[]string{"+ yes #1a @head", "+ and yes #1a1 @governor"},
			Covered{Coverage: Enough, Supports: 2, Voices: []framework.Role{"head", "governor"}},
		},
		"a note on the element is too wide": {[]string{"+ yes #1 @head"}, Covered{}},
	} {
		t.Run(name, func(t *testing.T) {
			var changes []Change
			for _, line := range c.notes {
				changes = append(changes, note(line))
			}
			v := made(t, changes...)
			got := v.CoverageOf(v.Framework.Find("1a1"))
			if got.Item.ID != "1a1" {
				t.Errorf("it is the coverage of %s", got.Item.ID)
			}
			if diff := cmp.Diff(c.want, got, cmpopts.IgnoreFields(Covered{}, "Item")); diff != "" {
				t.Errorf("coverage (-want +got):\n%s", diff)
			}
		})
	}
}

func TestCoverageMap(t *testing.T) {
	v := made(t, NoteAdded{NoteText: NoteText{Text: "new", Items: []string{"1b"}}})
	var ids []string
	for _, c := range v.CoverageMap() {
		ids = append(ids, c.Item.ID)
		want := Unseen
		if c.Item.ID == "1b" {
			want = Thin
		}
		if c.Coverage != want {
			t.Errorf("%s is %s, want %s", c.Item.ID, c.Coverage.Name(), want.Name())
		}
	}
	if diff := cmp.Diff([]string{"1a1", "1a2", "1b", "2a", "3"}, ids); diff != "" {
		t.Errorf("order (-want +got):\n%s", diff)
	}
}

func TestCoverageIsToldApartWithoutColour(t *testing.T) {
	names, signs := map[string]bool{}, map[string]bool{}
	for _, c := range []Coverage{Unseen, Thin, Enough, Contradictory} {
		names[c.Name()], signs[c.Sign()] = true, true
	}
	if len(names) != 4 || len(signs) != 4 {
		t.Errorf("names %v, signs %v", names, signs)
	}
}
