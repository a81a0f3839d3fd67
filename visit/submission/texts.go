package submission

import (
	"io"
	"path"
	"strings"
)

// Limits of what is read of the documents, in bytes: of one, and of all.
const (
	mostOfText  = 64 << 10
	mostOfTexts = 1 << 20
)

// Text is what one of the school's documents says, of a long one its beginning.
type Text struct {
	// Path is the file's path in the submission.
	Path string `json:"path"`
	Text string `json:"text"`
}

// readTexts reads the documents that the submission names and that are plain
// text, each once. A document that cannot be read is not one of them: the
// assessor will find out on opening it.
func (r *reader) readTexts() {
	left, have := mostOfTexts, map[string]bool{}
	read := func(list []Evidence) {
		for _, e := range list {
			if e.File == "" || e.Missing || have[e.File] || !isProse(e.File) || left <= 0 {
				continue
			}
			have[e.File] = true
			if text := r.beginning(e.File, min(left, mostOfText)); text != "" {
				left -= len(text)
				r.sub.Texts = append(r.sub.Texts, Text{Path: e.File, Text: text})
			}
		}
	}
	for _, review := range r.sub.Reviews {
		read(review.Evidence)
	}
	read(r.sub.Documents)
}

func isProse(file string) bool {
	ext := strings.ToLower(path.Ext(file))
	return ext == ".md" || ext == ".txt"
}

// beginning is what a document says within its first bytes; empty where it is
// no text or cannot be read. A word that the limit cuts in two is left out.
func (r *reader) beginning(file string, most int) string {
	f, err := r.fsys.Open(file)
	if err != nil {
		return ""
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, int64(most)))
	if err != nil {
		return ""
	}
	text, ok := PlainText(file, data)
	if !ok {
		return ""
	}
	if len(data) == most || len(text) > most { // decoded it may have become longer
		text = text[:min(len(text), most)]
		text = text[:1+strings.LastIndexAny(text, " \n")]
	}
	return text
}
