package report

import (
	"strings"

	"halfday/visit"
)

// AddDraft is a section's text with what its notes say added: those bullets or
// paragraphs of the draft that do not stand in it yet.
func AddDraft(v *visit.Visit, id visit.SectionID) string {
	text := strings.TrimSpace(v.Sections[id])
	between := "\n"
	if id.Part == visit.Commentary {
		between = "\n\n"
	}
	for _, piece := range strings.Split(strings.TrimSpace(DraftSection(v, id)), between) {
		switch piece = strings.TrimSpace(piece); {
		case piece == "" || strings.Contains(text, piece):
		case text == "":
			text = piece
		default:
			text += between + piece
		}
	}
	return text
}
