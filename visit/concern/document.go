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
	// about are the telling stems of its titles and its name.
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
		d.isAbout(r.read(fileWords(t.Path)))
		for _, title := range titles[t.Path] {
			d.title = cmp.Or(d.title, shorten(title))
			d.isAbout(r.read(title))
		}
		r.documents[t.Path] = d
		r.order = append(r.order, d)
	}
}

// isAbout adds what a title or a name says that the document is about.
func (d *document) isAbout(title *prose) {
	for _, w := range title.words {
		if w.telling && !w.figure {
			d.about[w.stem] = true
		}
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
