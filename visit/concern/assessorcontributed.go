package concern

import (
	"halfday/visit/framework"
)

// RuleAssessorContributed: the assessor, or somebody of that name, helped with
// the self-review or its evidence.
const RuleAssessorContributed = "assessor-contributed"

// assessorContributed finds the name of the assessor whom the school asked for
// among those who helped. The code of practice for assessors keeps who helped
// with a self-review from assessing it; training that the school had from the
// assessor along with others is no help with it, nor is a colleague's help.
type assessorContributed struct{}

func (assessorContributed) find(r *reading) []Concern {
	assessor := r.parseName(r.submission.Application.Assessor)
	if len(assessor.surname) == 0 {
		return nil
	}
	for _, h := range r.submission.Application.SupportedBy {
		if _, ok := assessor.stands(r, r.read(h.Name)); ok && !r.isOnlyTraining(r.read(h.Help)) {
			return []Concern{contributed(sourceApplication, shorten(h.Name+": "+h.Help), "among those who supported the self-review")}
		}
	}
	for _, p := range r.longEnough(0) {
		if quote, ok := r.helped(assessor, p.prose); ok {
			return []Concern{contributed(sourceCommentary, quote, "in the text at "+p.node.ID)}
		}
		for _, e := range p.review.Evidence {
			if _, ok := r.helped(assessor, r.read(e.Title)); ok {
				return []Concern{contributed(sourceEvidence, shorten(e.Title), "in the evidence at "+p.node.ID)}
			}
		}
	}
	for _, d := range r.order {
		if quote, ok := r.helped(assessor, d.prose); ok {
			return []Concern{contributed(sourceDocuments, quote, "in the document "+d.path)}
		}
	}
	return nil
}

// helped is the sentence of a text that names somebody and says that they helped
// with the self-review or wrote a paper for it.
func (r *reading) helped(who name, p *prose) (quote string, ok bool) {
	if _, ok := who.stands(r, p); !ok {
		return "", false // by far the most texts, told at once
	}
	for i, s := range p.sentences {
		if _, ok := who.stands(r, &prose{text: p.text, words: p.in(s)}); !ok {
			continue
		}
		if r.lexicon.contributions.stand(p.in(s)) {
			return p.says(s), true
		}
		if i+1 < len(p.sentences) {
			next := p.sentences[i+1]
			if pronouns[p.words[next.from].lower] && r.lexicon.contributions.stand(p.in(next)) {
				return p.says(span{s.from, next.to}), true
			}
		}
	}
	return "", false
}

// pronouns begin a sentence about whom the one before it named.
var pronouns = set{"he": true, "she": true, "they": true}

// isOnlyTraining reports whether a text tells of training or a talk, and of no
// help with the self-review.
func (r *reading) isOnlyTraining(p *prose) bool {
	return r.lexicon.trainings.stand(p.words) && !r.lexicon.contributions.stand(p.words)
}

func contributed(source, quote, where string) Concern {
	return Concern{
		Item: Application, Kind: Independence, Rule: RuleAssessorContributed, Severity: High,
		Quote: quote, Source: source,
		Why: "The assessor the school asked for, or somebody of that name, is named " + where + " as having helped. Who helped with a self-review cannot assess it: tell the awarding body before you go on, which decides whether another assessor is needed.",
		Settle: Settle{
			Ask: "Who helped you to write the self-review or to bring its evidence together, and what did each of them do?",
			Of:  []framework.Role{"head", "ict-lead"},
		},
	}
}
