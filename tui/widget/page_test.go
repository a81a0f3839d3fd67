package widget

import "testing"

func TestProseJoinsTheLinesOfAFile(t *testing.T) {
	for text, want := range map[string]string{
		"one\nline":                        "one line",
		"one\r\nline\n":                    "one line",
		"first\n\nsecond\nhalf":            "first\n\nsecond half",
		"first\n\n\nsecond":                "first\n\nsecond",
		"these:\n- one\n- two\n  and more": "these:\n- one\n- two and more",
		"these:\n1. one\n2) two":           "these:\n1. one\n2) two",
		"Section\n7 of it":                 "Section 7 of it",
		"in\n2010 we":                      "in 2010 we",
		"  \n indented\n   text ":          "indented text",
		"":                                 "",
	} {
		if got := joined(text).text; got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}
