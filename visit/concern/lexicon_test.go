package concern

import (
	"reflect"
	"testing"
)

func TestParseLexicon(t *testing.T) {
	_, lex := shipped(t)
	groups := reflect.ValueOf(*lex)
	for i := range groups.NumField() {
		if groups.Field(i).IsZero() {
			t.Errorf("the shipped lexicon has nothing under %s", groups.Type().Field(i).Name)
		}
	}
	for _, bad := range []string{"documents: [a, b]", "no_such_group: x", "people: {a: b}", "cues: [{name: a, sense: perhaps}]", "\t"} {
		if _, err := ParseLexicon([]byte(bad)); err == nil {
			t.Errorf("%q was read without an error", bad)
		}
	}
	if _, err := ParseLexicon([]byte("documents: plan policy")); err != nil {
		t.Errorf("a lexicon of one group: %v", err)
	}
}

func TestTerms(t *testing.T) {
	p := newTerms([]string{"to follow", "to", "not yet done", ""})
	tests := []struct {
		text        string
		begins, are bool
	}{
		{"to follow", true, true},
		{"To follow.", true, true},
		{"to follow soon", true, false},
		{"to", true, true},
		{"not yet", false, false},
		{"", false, false},
	}
	for _, test := range tests {
		words := readProse(test.text).words
		if got := p.begins(words); got != test.begins {
			t.Errorf("%q begins: %v", test.text, got)
		}
		if got := p.are(words); got != test.are {
			t.Errorf("%q is one: %v", test.text, got)
		}
	}
}

func FuzzParseLexicon(f *testing.F) {
	f.Add([]byte("documents: plan\nsubjects: [{name: a, words: b}]"))
	f.Add([]byte("placeholders: [tbc, '']"))
	f.Fuzz(func(t *testing.T, data []byte) {
		lex, err := ParseLexicon(data)
		if err != nil {
			return
		}
		fw, _ := shipped(t)
		Check(with(fw, nil), fw, lex)
	})
}
