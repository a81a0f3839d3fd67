package concern

import (
	"strings"

	"halfday/visit/submission"
)

// document is one of the school's documents that is plain text.
type document struct {
	path string
	// about are the stems of its titles and its name.
	about set
	prose *prose
	// blocks are its headings, paragraphs, list items and rows, each taken apart
	// by itself.
	blocks []*prose
}

// readDocuments takes the documents apart, each once.
func (r *reading) readDocuments() {
	titles := map[string][]string{}
	name := func(list []submission.Evidence) {
		for _, e := range list {
			titles[e.File] = append(titles[e.File], e.Title)
		}
	}
	for _, review := range r.submission.Reviews {
		name(review.Evidence)
	}
	name(r.submission.Documents)
	for _, t := range r.submission.Texts {
		d := &document{path: t.Path, prose: r.read(t.Text), about: set{}}
		r.topics.gather(d.about, fileWords(t.Path))
		for _, title := range titles[t.Path] {
			r.topics.gather(d.about, title)
		}
		for _, block := range blocksOf(t.Text) {
			d.blocks = append(d.blocks, r.read(block))
		}
		r.documents[t.Path] = d
		r.order = append(r.order, d)
	}
}

// document is the text of a file; nil where it is none or did not come.
func (r *reading) document(file string) *document { return r.documents[file] }

// blocksOf cuts a document where a new thought begins: at empty lines, and at
// lines that begin as a list item, a heading or a row of a table does.
func blocksOf(text string) []string {
	var blocks []string
	var block strings.Builder
	end := func() {
		if strings.TrimSpace(block.String()) != "" {
			blocks = append(blocks, block.String())
		}
		block.Reset()
	}
	for line := range strings.Lines(text) {
		trimmed := strings.TrimSpace(line)
		switch {
		case trimmed == "", beginsBlock(trimmed):
			end()
		}
		block.WriteString(line)
		if strings.HasPrefix(trimmed, "#") {
			end()
		}
	}
	end()
	return blocks
}

// beginsBlock reports whether a line begins a list item, heading or row.
func beginsBlock(line string) bool {
	switch line[0] {
	case '#', '|', '-', '*', '+':
		return true
	}
	digits := len(line) - len(strings.TrimLeft(line, "0123456789."))
	return digits > 0 && digits < len(line) && (line[digits-1] == '.' || line[digits] == ')' || line[digits] == ' ' && digits < 5)
}
