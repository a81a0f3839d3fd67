package report

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"halfday/visit"
)

// DraftSection is a first draft of a section, drawn from the notes on its
// element for the assessor to edit: supporting notes as strengths, contrary
// ones as areas for development, plain notes and people's words as short
// paragraphs with the speaker's role. Notes to follow up are questions and go
// nowhere. It is empty where no note has anything for the section.
func DraftSection(v *visit.Visit, id visit.SectionID) string {
	e := v.Framework.Find(id.Element)
	if e == nil {
		return ""
	}
	var bullets, paragraphs []string
	for _, n := range v.NotesOn(e) {
		switch words := oneLine(n.Text); {
		case words == "":
		case id.Part == visit.Strengths && n.Sense == visit.Supports,
			id.Part == visit.Areas && n.Sense == visit.Against:
			bullets = append(bullets, "- "+sentence(words))
		case id.Part == visit.Commentary && n.Sense == visit.Words:
			paragraphs = append(paragraphs, fmt.Sprintf("“%s” (%s)", unquoted(words), speaker(n)))
		case id.Part == visit.Commentary && n.Sense == visit.Plain:
			if words = sentence(words); n.Speaker != "" {
				words += fmt.Sprintf(" (%s)", n.Speaker.Name())
			}
			paragraphs = append(paragraphs, words)
		}
	}
	if len(bullets) > 0 {
		return strings.Join(bullets, "\n")
	}
	return strings.Join(paragraphs, "\n\n")
}

// sentence gives quickly typed words a sentence's beginning and end. A word
// with capitals of its own, such as iPad, stays as it is.
func sentence(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	word, _, _ := strings.Cut(s, " ")
	if unicode.IsLower(first) && word == strings.ToLower(word) {
		s = string(unicode.ToUpper(first)) + s[size:]
	}
	if last, _ := utf8.DecodeLastRuneInString(s); unicode.IsLetter(last) || unicode.IsDigit(last) {
		s += "."
	}
	return s
}
