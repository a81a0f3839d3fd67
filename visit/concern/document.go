package concern

import (
	"cmp"

	"halfday/visit/submission"
)

// document is one of the school's documents that is plain text.
type document struct {
	path string
	// title is what the school calls it.
	title string
	// about are the stems of its titles and its name.
	about set
	prose *prose
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
			d.title = cmp.Or(d.title, shorten(title))
			r.topics.gather(d.about, title)
		}
		r.documents[t.Path] = d
		r.order = append(r.order, d)
	}
}

// document is the text of a file; nil where it is none or did not come.
func (r *reading) document(file string) *document { return r.documents[file] }

// named is what a document is called where a school is spoken to: by its title in
// the list of evidence, another it has, or its path.
func (d *document) named(listed submission.Evidence) string {
	if title := cmp.Or(shorten(listed.Title), d.title); title != "" {
		return "“" + title + "”"
	}
	return d.path
}
