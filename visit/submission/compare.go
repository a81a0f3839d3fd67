package submission

import (
	"slices"
	"strings"
)

// Difference is something that one version of a school's papers says otherwise
// than another.
type Difference struct {
	// Item is the id of the node it is about, empty for the school and its
	// application.
	Item string
	// Field names what differs: that of a Fact, or one of the fields below.
	Field string
	// Old and New are what the versions say, empty where one says nothing. Of a
	// list it is one entry: what is new has no Old, and what is gone no New.
	Old, New string
}

// Fields of differences, beside those of facts and DayField.
const (
	FrameworkField  = "framework"
	HelpersField    = "application.supported_by"
	ReviewField     = "review" // the review as a whole: it is new, or gone
	ClaimField      = "level"
	CommentaryField = "commentary"
	EvidenceField   = "evidence"
	ActionsField    = "actions"
	DocumentsField  = "documents"
)

// Name names what differs for people.
func (d Difference) Name() string {
	switch d.Field {
	case FrameworkField:
		return "Framework"
	case HelpersField:
		return "Supported by"
	case DayField:
		return "The school’s day"
	case ReviewField:
		return "Review"
	case ClaimField:
		return "Level"
	case CommentaryField:
		return "Commentary"
	case EvidenceField:
		return "Evidence"
	case ActionsField:
		return "Action points"
	case DocumentsField:
		return "Documents"
	}
	return FieldName(d.Field)
}

// Prose reports whether Old and New are prose, of which Words shows what changed.
func (d Difference) Prose() bool { return d.Field == CommentaryField || d.Field == ActionsField }

// Compare lists what is different in a new version of a school's papers: about
// the school and its application, then item by item in the order of the new
// version, then of reviews that are gone, and last of the documents. How a text
// is broken into lines and the order of a list make no difference.
func Compare(old, new *Submission) []Difference {
	var c comparison
	for _, f := range Facts() {
		c.text(f.Field, f.text(old), f.text(new))
	}
	c.text(FrameworkField, old.Framework, new.Framework)
	c.list(HelpersField, helperEntries(old.Application.SupportedBy), helperEntries(new.Application.SupportedBy))
	c.list(DayField, bellEntries(old.Day), bellEntries(new.Day))
	for i := range new.Reviews {
		c.review(old.Review(new.Reviews[i].Item), &new.Reviews[i])
	}
	for i := range old.Reviews {
		if new.Review(old.Reviews[i].Item) == nil {
			c.review(&old.Reviews[i], nil)
		}
	}
	c.item = ""
	c.list(DocumentsField, evidenceEntries(old.Documents), evidenceEntries(new.Documents))
	return c.found
}

// comparison collects differences about an item.
type comparison struct {
	item  string
	found []Difference
}

func (c *comparison) differ(field, old, new string) {
	c.found = append(c.found, Difference{c.item, field, old, new})
}

// text compares texts word by word.
func (c *comparison) text(field, old, new string) {
	if old != new && oneSpace(old) != oneSpace(new) {
		c.differ(field, old, new)
	}
}

// review compares two reviews of an item, of which one may be missing.
func (c *comparison) review(old, new *Review) {
	switch {
	case old == nil:
		c.item, old = new.Item, &Review{}
		c.differ(ReviewField, "", c.item)
	case new == nil:
		c.item, new = old.Item, &Review{}
		c.differ(ReviewField, c.item, "")
	default:
		c.item = new.Item
	}
	c.text(ClaimField, claim(old), claim(new))
	c.text(CommentaryField, old.Commentary, new.Commentary)
	c.list(EvidenceField, evidenceEntries(old.Evidence), evidenceEntries(new.Evidence))
	c.text(ActionsField, old.Actions, new.Actions)
}

// claim is the level that a review chose, empty for none.
func claim(r *Review) string {
	if r.Level == 0 {
		return ""
	}
	return r.Level.String()
}

// entry is an entry of a list: what is said of it, and what it is known by in
// another version of the list, first what tells it best.
type entry struct {
	text string
	keys []string
}

func newEntry(text string, keys ...string) entry {
	e := entry{text: oneSpace(text)}
	for _, k := range keys {
		e.keys = append(e.keys, strings.ToLower(oneSpace(k)))
	}
	return e
}

// list compares lists, whatever the order of their entries.
func (c *comparison) list(field string, old, new []entry) {
	gone := without(old, new)
	for _, e := range without(new, old) {
		before := ""
		if i := e.former(gone); i >= 0 {
			before = gone[i].text
			gone = slices.Delete(gone, i, i+1)
		}
		c.differ(field, before, e.text)
	}
	for _, e := range gone {
		c.differ(field, e.text, "")
	}
}

// without are the entries that others do not have, or have less often.
func without(all, others []entry) (left []entry) {
	have := map[string]int{}
	for _, o := range others {
		have[o.text]++
	}
	for _, e := range all {
		if have[e.text]--; have[e.text] < 0 && e.text != "" {
			left = append(left, e)
		}
	}
	return left
}

// former is the place of the entry that e was in another version, -1 where it is
// in none of them.
func (e entry) former(all []entry) int {
	for k, key := range e.keys {
		i := slices.IndexFunc(all, func(o entry) bool { return key != "" && o.keys[k] == key })
		if i >= 0 {
			return i
		}
	}
	return -1
}

func evidenceEntries(all []Evidence) (entries []entry) {
	for _, e := range all {
		entries = append(entries, newEntry(e.line(), e.File, e.Title))
	}
	return entries
}

// line says what the evidence is, with its date and file.
func (e Evidence) line() string {
	line := e.Title
	if !e.Date.IsZero() {
		line += ", " + e.Date.String()
	}
	switch {
	case e.Missing:
		line += " (" + e.File + ": not supplied)"
	case e.File != "":
		line += " (" + e.File + ")"
	}
	return line
}

func bellEntries(all []Bell) (entries []entry) {
	for _, b := range all {
		entries = append(entries, newEntry(b.Line(), b.What))
	}
	return entries
}

func helperEntries(all []Helper) (entries []entry) {
	for _, h := range all {
		line := h.Name
		for _, more := range []string{h.Organisation, h.Help} {
			if more != "" {
				line += ", " + more
			}
		}
		entries = append(entries, newEntry(strings.TrimPrefix(line, ", "), h.Name, h.Organisation))
	}
	return entries
}
