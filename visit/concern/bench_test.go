package concern

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"halfday/visit/framework"
	"halfday/visit/submission"
)

// large is a submission with a text of about so many bytes at each item, and ten
// documents of 4 KB. Its sentences are those of sound texts and some that are
// not, and others made of their words by chance.
func large(f *framework.Framework, bytesEach int) *submission.Submission {
	random := rand.New(rand.NewPCG(1, 2))
	sentences := []string{
		"We would like to write a plan for this next year.", "A paper is to be prepared for the governors in the summer.",
		"No room is without a switch that turns everything off.", "Practice varies and depends on the teacher.",
		"12 of our 22 teachers have been trained since October 2010.", "The policy has not yet been approved by the committee.",
	}
	for _, n := range f.Items() {
		sentences = append(sentences, soundTexts[n.ID])
	}
	words := strings.Fields(strings.Join(sentences, " "))
	write := func(most int) string {
		var b strings.Builder
		for b.Len() < most {
			b.WriteString(sentences[random.IntN(len(sentences))])
			for range 3 {
				fmt.Fprintf(&b, " Room %d", random.IntN(1000))
				for range 12 {
					b.WriteString(" " + strings.Trim(words[random.IntN(len(words))], ".,;"))
				}
				b.WriteString(".")
			}
			b.WriteString(" ")
		}
		return b.String()
	}
	s := &submission.Submission{Name: "large"}
	s.Application.Assessor = "Mr Abel Finch"
	s.Application.Submitted = submission.Date{Year: 2011, Month: 6}
	for i, n := range f.Items() {
		review := submission.Review{Item: n.ID, Level: 2, Commentary: write(bytesEach)}
		if i < 10 {
			file := fmt.Sprintf("paper-%d.md", i)
			s.Texts = append(s.Texts, submission.Text{Path: file, Text: strings.ReplaceAll(write(4<<10), ". ", ".\n\n- ")})
			s.Files = append(s.Files, submission.File{Path: file, Size: 4 << 10})
			review.Evidence = []submission.Evidence{{Title: "Paper", File: file}}
		}
		s.Reviews = append(s.Reviews, review)
	}
	return s
}

// BenchmarkCheck is the whole check of submissions of growing length. Per byte
// it should stay the same: the time is linear in the text.
func BenchmarkCheck(b *testing.B) {
	f, lex := shipped(b)
	items := len(f.Items())
	for _, size := range []int{100 << 10, 200 << 10, 1 << 20, 5 << 20} {
		s := large(f, size/items)
		total := 0
		for _, r := range s.Reviews {
			total += len(r.Commentary)
		}
		b.Run(fmt.Sprintf("%dKB", size>>10), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Check(s, f, lex)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(total), "ns/byte")
		})
	}
}

// BenchmarkExplain is the reading of one item of a submission of usual length.
func BenchmarkExplain(b *testing.B) {
	f, lex := shipped(b)
	s := large(f, 1<<10)
	for b.Loop() {
		Explain(s, f, lex, "1b4")
	}
}

// BenchmarkHostile is the check of one sentence without an end, of words that set
// off as many rules as may be. Per byte it should not grow with the text.
func BenchmarkHostile(b *testing.B) {
	f, lex := shipped(b)
	for _, word := range []string{"will ", "not all ", "3 of 10 staff ", "not ", "Quokka Gadget not bought 2012 "} {
		for _, size := range []int{64 << 10, 1 << 20} {
			s := with(f, nil, text("1a1", strings.Repeat(word, size/len(word))))
			s.Reviews[0].Evidence = []submission.Evidence{{Title: "Paper", File: "p.md"}}
			s.Texts = []submission.Text{{Path: "p.md", Text: strings.Repeat(word, (32<<10)/len(word))}}
			b.Run(fmt.Sprintf("%s%dKB", strings.ReplaceAll(word, " ", "_"), size>>10), func(b *testing.B) {
				for b.Loop() {
					Check(s, f, lex)
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(size), "ns/byte")
			})
		}
	}
}
