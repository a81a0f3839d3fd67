package report

import (
	"fmt"
	"slices"
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

// WhyNoDraft says in a sentence why a section cannot be drafted from the notes,
// or has been already; it is empty where a draft can be made.
func WhyNoDraft(v *visit.Visit, id visit.SectionID) string {
	var notes []visit.Note
	if e := v.Framework.Find(id.Element); e != nil {
		notes = v.NotesOn(e)
	}
	draft := DraftSection(v, id)
	switch {
	case len(notes) == 0:
		return "There are no notes on this element yet."
	case draft != "" && strings.Contains(v.Sections[id], draft):
		return "The notes stand in this section already."
	case draft != "":
		return ""
	case id.Part == visit.Strengths:
		return "No note on this element speaks for it yet: those begin with a +."
	case id.Part == visit.Areas:
		return "No note on this element counts against it: those begin with a -."
	case !slices.ContainsFunc(notes, func(n visit.Note) bool { return n.Sense == visit.Supports || n.Sense == visit.Against }):
		return "The notes on this element are still to be followed up."
	}
	return "The notes on this element are all for or against: they belong under strengths and areas for development."
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
