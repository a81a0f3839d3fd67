package concern

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func TestWords(t *testing.T) {
	tests := []struct {
		text string
		want []string
	}{
		{"", nil},
		{"—!? …", nil},
		{"Plans, don’t plan", []string{"plans", "don't", "plan"}},
		{"the school's pupils'", []string{"the", "school", "pupils"}},
		{"at 9.05 on 14/9/11: 12,000 (1:3.5).", []string{"at", "9.05", "on", "14/9/11", "12,000", "1:3.5"}},
		{"half-termly e-safety", []string{"half", "termly", "e", "safety"}},
		{"blynyddoedd Siân €40", []string{"blynyddoedd", "siân", "40"}},
		{"bad \xff\xfe bytes", []string{"bad", "bytes"}},
	}
	for _, test := range tests {
		var got []string
		for _, w := range readProse(test.text).words {
			got = append(got, w.lower)
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", test.text, diff)
		}
	}
}

func TestFirstSentence(t *testing.T) {
	tests := []struct{ text, want string }{
		{"", ""},
		{"One sentence without a stop", "One sentence without a stop"},
		{"First. Second.", "First."},
		{"“First?” Second.", "“First?”"},
		{"Ask Mr. Shah. He knows.", "Ask Mr. Shah."},
		{"See p. 4 of the plan. Then ask.", "See p. 4 of the plan."},
		{"It is e.g. this. That too.", "It is e.g. this."},
		{"Level 4.5 is\n  odd. Yes.", "Level 4.5 is odd."},
		{"A heading\n\nA paragraph.", "A heading"},
		{"- one\n- two", "one"},
		{strings.Repeat("word ", 60), strings.TrimSpace(strings.Repeat("word ", 32)) + " …"},
		{strings.Repeat("é", 120), strings.Repeat("é", 80) + " …"},
		{strings.Repeat("\x80", 300), " …"},
	}
	for _, test := range tests {
		if got := readProse(test.text).quote(); got != test.want {
			t.Errorf("%q: %q, want %q", test.text, got, test.want)
		}
	}
}

// The forms of a word have one stem, and words that mean different things in a
// school have not.
func TestStem(t *testing.T) {
	for _, forms := range []string{
		"plan plans planned planning planner",
		"budget budgets budgetary budgeting",
		"environment environmental environmentally",
		"evaluate evaluates evaluated evaluating evaluation evaluations",
		"assess assesses assessed assessment assessments assessing",
		"policy policies",
		"strategy strategies strategic",
		"monitor monitored monitoring",
		"lead leads leader leaders leading leadership",
	} {
		words := strings.Fields(forms)
		for _, w := range words {
			if stem(w) != stem(words[0]) {
				t.Errorf("%s has the stem %s, %s has %s", w, stem(w), words[0], stem(words[0]))
			}
		}
	}
	for _, pair := range [][2]string{{"community", "communication"}, {"review", "revenue"}, {"report", "reporter's"}, {"ict", "is"}} {
		if stem(pair[0]) == stem(pair[1]) {
			t.Errorf("%s and %s have one stem, %s", pair[0], pair[1], stem(pair[0]))
		}
	}
}

func FuzzReadProse(f *testing.F) {
	for _, seed := range []string{"Ask Mr. Shah. He's in at 9.05!", "\x80\xff'9.", "- a\n\n* b…", "1.2.3,4"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		p := readProse(text)
		if !p.isEmpty() && !p.words[0].opens {
			t.Error("the first word opens no sentence")
		}
		for _, w := range p.words {
			if w.lower == "" || w.stem == "" {
				t.Errorf("word %+v", w)
			}
		}
		if q := p.quote(); utf8.ValidString(text) && !utf8.ValidString(q) || strings.ContainsAny(q, "\n\t") {
			t.Errorf("quote %q", q)
		}
	})
}

// readProse takes a text apart without knowing any words.
func readProse(text string) *prose { return newLanguage(&Lexicon{}).read(text) }
