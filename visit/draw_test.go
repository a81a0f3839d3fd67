package visit

import (
	"errors"
	"math/rand/v2"
	"slices"
	"time"

	"pgregory.net/rapid"

	"halfday/visit/concern"
	"halfday/visit/framework"
	"halfday/visit/submission"
)

// trial is the framework of schemeYAML, for use where there is no *testing.T.
func trial() *framework.Framework {
	f, err := framework.Parse([]byte(schemeYAML))
	if err != nil {
		panic(err)
	}
	return f
}

// drawnAuthor has a clock that jumps forwards, backwards and not at all.
func drawnAuthor(r *rapid.T, id string) Author {
	now := time.Date(2011, 3, 3, 9, 0, 0, 123_456, time.FixedZone("", 3600))
	seed := [32]byte{}
	copy(seed[:], id)
	return Author{
		ID: id,
		Now: func() time.Time {
			now = now.Add(time.Duration(rapid.SampledFrom([]int{0, 1, 700, 1500, -1, -90_000, 3_600_000}).Draw(r, "ms")) * time.Millisecond)
			return now
		},
		Entropy: rand.NewChaCha8(seed),
	}
}

var (
	itemIDs    = rapid.SampledFrom([]string{"1a1", "1a2", "1b", "2a", "3", "1a", "1", "9z9"})
	noteTexts  = rapid.Custom(drawNoteText)
	senses     = rapid.SampledFrom([]Sense{Plain, Supports, Against, FollowUp, Words})
	speakers   = rapid.SampledFrom([]framework.Role{"", "head", "pupil", "governor"})
	shortWords = rapid.SampledFrom([]string{"", "seen", "not seen", "“often”", "a\nb", "tŷ & <b>"})
)

func drawNoteText(r *rapid.T) NoteText {
	return NoteText{
		Text: shortWords.Draw(r, "text"), Sense: senses.Draw(r, "sense"), Speaker: speakers.Draw(r, "speaker"),
		Items: rapid.SliceOfNDistinct(itemIDs, 0, 3, rapid.ID[string]).Draw(r, "items"),
	}
}

// drawChange draws any change that can be taken back, mostly about what is there.
func drawChange(r *rapid.T, v *Visit) Change {
	noteID := func() string {
		ids := []string{"01ARZ3NDEKTSV4RRFFQ69G5FAV"}
		for _, n := range v.Notes {
			ids = append(ids, n.ID)
		}
		return rapid.SampledFrom(ids).Draw(r, "note")
	}
	switch rapid.IntRange(0, 18).Draw(r, "kind") {
	case 0:
		return Scheduled{submission.Date{Year: 2011, Month: time.March, Day: rapid.IntRange(1, 31).Draw(r, "day")}}
	case 1:
		return ConcernAdded{itemIDs.Draw(r, "item"), shortWords.Draw(r, "concern")}
	case 2:
		ids := []string{"no such concern"}
		for _, c := range v.Concerns() {
			ids = append(ids, c.ID)
		}
		status := rapid.SampledFrom([]Status{Open, Accepted, Asked, Settled, Dismissed}).Draw(r, "status")
		d := ConcernDecided{Concern: rapid.SampledFrom(ids).Draw(r, "concern"), Status: status, Reason: shortWords.Draw(r, "reason")}
		if status == Settled {
			d.Notes = rapid.SliceOfN(rapid.Custom(func(*rapid.T) string { return noteID() }), 0, 2).Draw(r, "notes")
		}
		return d
	case 3:
		return FocusChosen{rapid.SliceOfN(itemIDs, 0, 3).Draw(r, "focus")}
	case 4:
		return AgendaSet{[]AgendaItem{{ID: "a", Activity: Tour, Start: 600, Minutes: rapid.IntRange(5, 60).Draw(r, "minutes")}}}
	case 5:
		return LevelJudged{itemIDs.Draw(r, "item"), framework.Level(rapid.IntRange(0, 5).Draw(r, "level")), shortWords.Draw(r, "reason")}
	case 6:
		return Recommended{rapid.SampledFrom([]Outcome{Met, NotMet, Referred, ""}).Draw(r, "outcome"), shortWords.Draw(r, "reason")}
	case 7:
		return SectionWritten{SectionID{"1", rapid.SampledFrom(Parts()).Draw(r, "part")}, shortWords.Draw(r, "section")}
	case 8:
		return ReportSaved{File: "report.md", SHA256: "00"}
	case 9, 10:
		return NoteAmended{noteID(), noteTexts.Draw(r, "new text")}
	case 11:
		return NoteDeleted{noteID()}
	case 13:
		field := rapid.SampledFrom([]string{"school.name", submission.LevelField("1a2"), submission.LevelField("9z9"), submission.DayField, "none"}).Draw(r, "field")
		value := rapid.SampledFrom([]string{"", "2", "Hill View School", "10:30-10:45 break"}).Draw(r, "value")
		return SubmissionCorrected{Corrections: []submission.Correction{{Field: field, Was: v.Papers().Text(field), Value: value}}}
	case 14:
		rule := rapid.SampledFrom([]string{"below-threshold", "no-level", "no such rule"}).Draw(r, "rule")
		found := papers().Check
		found.Concerns = slices.DeleteFunc(found.Concerns, func(c concern.Concern) bool { return c.Rule == rule })
		found.Questions = []concern.Question{{Item: "1a1", Ask: shortWords.Draw(r, "ask")}}
		return RuleSilenced{Rule: rule, Reason: shortWords.Draw(r, "why"), Check: found}
	case 15:
		ids := []string{"no such concern"}
		for _, c := range v.Concerns() {
			ids = append(ids, c.ID)
		}
		return ConcernAmended{
			Concern: rapid.SampledFrom(ids).Draw(r, "amended"), Text: shortWords.Draw(r, "words"),
			Severity: rapid.SampledFrom([]concern.Severity{"", concern.High, concern.Low}).Draw(r, "severity"),
		}
	case 12:
		return PrivacyAllowed{rapid.SliceOfN(shortWords, 0, 2).Draw(r, "allowed")}
	}
	return NoteAdded{NoteText: noteTexts.Draw(r, "note text"), Slot: shortWords.Draw(r, "slot")}
}

// work lets an author make changes, undo and redo, on a log of their own.
func work(r *rapid.T, l *Log, a Author) *Log {
	for range rapid.IntRange(0, 12).Draw(r, "steps of "+a.ID) {
		var c Change
		var err error
		switch rapid.IntRange(0, 6).Draw(r, "step") {
		case 0:
			c, err = l.Undo(a.ID)
		case 1:
			c, err = l.Redo(a.ID)
		case 2:
			if rapid.IntRange(0, 5).Draw(r, "again") == 0 {
				c = papers()
				break
			}
			fallthrough
		default:
			c = drawChange(r, l.Visit())
		}
		if err != nil {
			if !errors.Is(err, ErrNothingToUndo) && !errors.Is(err, ErrNothingToRedo) {
				r.Fatal(err)
			}
			continue
		}
		l = then(r, l, a, c)
	}
	return l
}
