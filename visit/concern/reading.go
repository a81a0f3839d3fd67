package concern

import (
	"slices"

	"halfday/visit/framework"
	"halfday/visit/submission"
)

// reading is a submission laid out against its framework: what the rules look
// at. It is made once, so that each text is taken apart once.
type reading struct {
	submission *submission.Submission
	framework  *framework.Framework
	*language
	// files are the names of the files that came, whatever their folder.
	files set
	// sent is the month the submission was sent in, counted from the year 0; 0
	// where it does not say.
	sent int

	// passages are what the school wrote, by the node it stands at.
	passages map[*framework.Node]*passage
	// entries are the judged items in the framework's order.
	entries []*entry
	topics  topics
	// like is made when it is first asked for: few submissions need it.
	like *likeness
	// documents are those that are plain text, by their path and in order.
	documents map[string]*document
	order     []*document
	// reversed is set where the school took the scale the other way round.
	reversed bool
}

// passage is what the school wrote for one node of the framework.
type passage struct {
	node   *framework.Node
	review submission.Review
	prose  *prose
	// stems are those of the text, where the node has parts it may speak of.
	stems set
	// grade is how the text reads.
	grade *grade
	// leads is how much the text and the list of evidence offer to look at.
	leads int
}

// entry is a judged item with all that the school says of it.
type entry struct {
	*passage
	// above are the texts at the item's strand and element that speak of it,
	// elsewhere those that stand there and speak of other things.
	above, elsewhere []*passage
}

// read lays out a submission. A review whose id the framework does not know
// stays in the submission, no rule can say anything of it; of two reviews for
// one node the first holds, as in Submission.Review.
func read(s *submission.Submission, f *framework.Framework, lex *Lexicon) *reading {
	r := &reading{
		submission: s, framework: f, language: newLanguage(lex), files: set{},
		passages:  map[*framework.Node]*passage{},
		documents: map[string]*document{},
	}
	r.topics = learn(f, r.language)
	if !s.Application.Submitted.IsZero() {
		r.sent = monthOf(s.Application.Submitted)
	}
	for _, file := range s.Files {
		r.files[submission.BaseName(file.Path)] = true
	}
	for _, review := range s.Reviews {
		if n := f.Find(review.Item); n != nil && r.passages[n] == nil {
			r.passages[n] = &passage{node: n, review: review, prose: r.commentary(review)}
		}
	}
	// A text may send the reader to another item, so all are read by now.
	for _, p := range r.passages {
		p.grade = r.grade(p.prose, r.leads(p.prose, p.node))
		p.leads = p.grade.leads + r.listed(p)
		if !p.node.IsItem() {
			p.stems = p.prose.stems()
		}
	}
	r.readDocuments()
	for _, n := range f.Items() {
		r.entries = append(r.entries, r.entry(n))
	}
	return r
}

// commentary is a review's text; one that only says that it is still to be
// written is none. Action points are never part of the assessment.
func (r *reading) commentary(review submission.Review) *prose {
	p := r.read(review.Commentary)
	if r.lexicon.placeholders.are(p.words) {
		return r.read("")
	}
	return p
}

func (r *reading) entry(n *framework.Node) *entry {
	e := &entry{passage: r.passages[n]}
	if e.passage == nil {
		none := r.read("")
		e.passage = &passage{node: n, prose: none, grade: r.grade(none, 0)}
	}
	for up := n.Parent(); up != nil; up = up.Parent() {
		switch p := r.passages[up]; {
		case p == nil || p.prose.isEmpty():
		case r.topics.speaks(p.stems, n, up):
			e.above = append(e.above, p)
		default:
			e.elsewhere = append(e.elsewhere, p)
		}
	}
	return e
}

// texts are the passages that speak of the item, its own first.
func (e *entry) texts() []*passage {
	var texts []*passage
	if !e.prose.isEmpty() {
		texts = append(texts, e.passage)
	}
	return append(texts, e.above...)
}

// substance is the number of words that speak of the item and what there is in
// them, and in the lists of evidence beside them, to look at.
func (e *entry) substance() (words, leads int) {
	leads = e.leads
	for _, p := range e.above {
		leads += p.leads
	}
	for _, p := range e.texts() {
		words += len(p.prose.words)
	}
	return words, leads
}

// quote is the first sentence that speaks of the item; empty where none does.
func (e *entry) quote() string {
	if texts := e.texts(); len(texts) > 0 {
		return texts[0].prose.quote()
	}
	return ""
}

// longEnough are the passages with enough text to be compared, in the
// framework's order.
func (r *reading) longEnough(fewest int) []*passage {
	var long []*passage
	for _, p := range r.passages {
		if len(p.prose.words) >= fewest {
			long = append(long, p)
		}
	}
	place := r.framework.Places()
	slices.SortFunc(long, func(a, b *passage) int { return place[a.node.ID] - place[b.node.ID] })
	return long
}
