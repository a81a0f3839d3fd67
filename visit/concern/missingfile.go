package concern

import (
	"fmt"
	"strings"

	"halfday/visit/framework"
	"halfday/visit/submission"
)

// RuleMissingFile: names a file that was not supplied.
const RuleMissingFile = "missing-file"

// missingFile finds evidence that names a file which did not come. It matters
// most where nothing else is listed or the text relies on it; otherwise it is
// one more paper to ask for.
type missingFile struct{}

func (missingFile) find(r *reading) []Concern {
	var found []Concern
	for _, p := range r.longEnough(0) {
		if missing := r.missing(p); len(missing) > 0 {
			found = append(found, missingAt(p, missing, r.lexicon.supplied.stand(p.prose.words)))
		}
	}
	if missing := r.absent(r.submission.Documents); len(missing) > 0 {
		found = append(found, missingDocument(missing))
	}
	return found
}

// missingDocument is about a document named for the submission as a whole.
func missingDocument(missing []submission.Evidence) Concern {
	return Concern{
		Item: Application, Kind: Insufficient, Rule: RuleMissingFile, Severity: Low,
		Quote: missing[0].File, Source: sourceDocuments,
		Why:    "A document that the submission names did not come with it.",
		Settle: Settle{Ask: fmt.Sprintf("Could you send “%s” before the visit, or have it ready on the day?", title(missing[0])), Of: []framework.Role{"head", "ict-lead"}, See: titles(missing)},
	}
}

// missing is the listed evidence whose file came under no path at all.
func (r *reading) missing(p *passage) []submission.Evidence { return r.absent(p.review.Evidence) }

func (r *reading) absent(listed []submission.Evidence) []submission.Evidence {
	var missing []submission.Evidence
	for _, e := range listed {
		if e.Missing && e.File != "" && !r.files[submission.BaseName(e.File)] {
			missing = append(missing, e)
		}
	}
	return missing
}

func missingAt(p *passage, missing []submission.Evidence, saidSupplied bool) Concern {
	c := on(p, Insufficient, RuleMissingFile, Medium)
	c.Quote, c.Source = missing[0].File, sourceEvidence
	others := len(p.review.Evidence) - len(missing)
	switch {
	case others == 0:
		c.Why = "The evidence rests on a file that did not come with the submission; nothing else is listed."
	case saidSupplied:
		c.Why = "The commentary relies on a file that did not come with the submission."
	default:
		c.Severity = Low
		c.Why = "A file that is named did not come with the submission. Other evidence is listed beside it."
	}
	c.Settle = Settle{
		Ask: fmt.Sprintf("When it comes to %[2]s you name “%[1]s”: could you send it before the visit, or have it ready on the day?", title(missing[0]), called(p.node)),
		Of:  speakers(p.node),
		See: titles(missing),
	}
	return c
}

func titles(list []submission.Evidence) string {
	var all []string
	for _, e := range list {
		all = append(all, title(e))
	}
	return strings.Join(all, "; ")
}

// title is what a piece of evidence is called; a file without one by its path.
func title(e submission.Evidence) string {
	if t := shorten(e.Title); t != "" {
		return t
	}
	return e.File
}
