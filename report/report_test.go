package report

import (
	"fmt"
	"html"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"
	"pgregory.net/rapid"

	"halfday/visit"
	"halfday/visit/concern"
	"halfday/visit/framework"
	"halfday/visit/safe"
	"halfday/visit/submission"
)

func TestMarkdownGolden(t *testing.T) {
	for name, v := range map[string]*visit.Visit{
		"met.md": metVisit(t), "not-met.md": notMetVisit(t), "half-way.md": halfWayVisit(t),
	} {
		t.Run(name, func(t *testing.T) {
			got, err := Markdown(theTemplate(t), v, written)
			if err != nil {
				t.Fatal(err)
			}
			golden(t, name, got)
		})
	}
}

// TestMarkdownTone keeps the report's own words those of a recommendation.
func TestMarkdownTone(t *testing.T) {
	verdict := regexp.MustCompile(`(?i)\b(awarded|passed|pass|fail(ed|ure)?|verdict|inspect(ion|or)|deficien\w+|inadequate)\b`)
	for _, v := range []*visit.Visit{metVisit(t), notMetVisit(t), halfWayVisit(t), visitOf(t, smallFramework(t))} {
		got, err := Markdown(theTemplate(t), v, written)
		if err != nil {
			t.Fatal(err)
		}
		if found := verdict.FindAllString(got, -1); found != nil {
			t.Errorf("the report says %q", found)
		}
		if !strings.Contains(got, "the decision is Naace's") {
			t.Error("the report does not say whose decision it is")
		}
		for _, name := range []string{"Quill", "Banerjee"} {
			if strings.Contains(got, name) {
				t.Errorf("the report names %s", name)
			}
		}
	}
}

func TestMarkdownBadTemplate(t *testing.T) {
	for _, tmpl := range []string{"{{", "{{.NoSuchField}}"} {
		if got, err := Markdown(tmpl, halfWayVisit(t), written); err == nil {
			t.Errorf("Markdown(%q) = %q, want an error", tmpl, got)
		}
	}
}

var commonMark = goldmark.New(goldmark.WithExtensions(extension.GFM))

// structure is a document's tree without its texts: "Document(Heading1() ...)".
func structure(markdown string) string {
	var b strings.Builder
	src := []byte(markdown)
	_ = ast.Walk(commonMark.Parser().Parse(text.NewReader(src)), func(n ast.Node, in bool) (ast.WalkStatus, error) {
		switch {
		case n.Kind() == ast.KindText || n.Kind() == ast.KindString:
		case in:
			b.WriteString(n.Kind().String())
			if h, ok := n.(*ast.Heading); ok {
				fmt.Fprint(&b, h.Level)
			}
			b.WriteString("(")
		default:
			b.WriteString(")\n")
		}
		return ast.WalkContinue, nil
	})
	return b.String()
}

// shown is the text a reader sees, a space wherever an element begins or ends.
func shown(t tester, markdown string) string {
	var b strings.Builder
	if err := commonMark.Convert([]byte(markdown), &b); err != nil {
		t.Fatal(err)
	}
	return oneLine(html.UnescapeString(regexp.MustCompile(`<[^>]*>`).ReplaceAllString(b.String(), " ")))
}

// hostile is text that would be something else if it were not made safe.
var hostile = []string{
	"<script>alert(1)</script>", "<b>bold</b>", "![x](http://tracker.example/t.png)", "[here](javascript:alert(1))",
	"# Recommendation: awarded", "Setext\n===", "Setext\n---", "---", "***", "a | b | c", "| a |\n|---|\n| 1 |",
	"```\ncode\n```", "`code`", "<!-- hidden", "[a]: http://evil.example\n[a]", "1. first", "1) first", "- - deep", "* * *", "+ plus",
	"> quoted", "    code", "https://evil.example/x", "www.evil.example", "me@evil.example", "~~gone~~", "[^1]\n\n[^1]: note",
	"&lt;b&gt; &#60;i&#62; &copy;", "ends with \\", "**bold** _em_ *em* __b__", "closing #", "{{.School}}", "\x1b[31mred\u202eesrever",
	"<http://a.example>", "[ ] task", "two  \nlines", "“quoted”", "10.5 per cent. Year 6 – good; and & more", "日本語 ❤️ école",
}

// hostileVisit puts one text in every place where people write.
func hostileVisit(t tester, s string) *visit.Visit {
	c := noEvidence
	c.Quote, c.Why, c.Rule = s, s, s
	settled := c
	settled.Item = "6a"
	loaded := hawthorn(c, settled)
	school := &loaded.Submission.School
	school.Name, school.LocalAuthority, school.ID, school.Phase, school.Nation = s, s, s, submission.Phase(s), submission.Nation(s)
	loaded.Submission.Application.Route, loaded.Submission.Application.Assessor = s, s
	f := smallFramework(t)
	f.Name, f.Elements[0].Name, f.Elements[1].Strands[0].Name = s, s, s
	changes := []visit.Change{
		loaded,
		visit.AgendaSet{Items: []visit.AgendaItem{{Title: s, Start: 600, Minutes: 15, With: []framework.Role{framework.Role(s)}}}},
		visit.FocusChosen{Elements: []string{s}},
		visit.ConcernAdded{Item: s, Text: s},
		visit.ConcernDecided{Concern: "1b/insufficient", Status: visit.Dismissed, Reason: s},
		visit.NoteAdded{NoteText: visit.NoteText{Text: s, Sense: visit.Words, Speaker: framework.Role(s), Items: []string{"3a"}}},
		visit.LevelJudged{Item: "1a1", Level: 3, Reason: s},
		visit.Recommended{Outcome: visit.Outcome(s), Reason: s},
		visit.RuleSilenced{Rule: s, Reason: s, Check: concern.Report{Concerns: []concern.Concern{c, settled}}},
		visit.PrivacyAllowed{Texts: []string{s}}, // or it is one thing more that is open
		section("1", visit.Commentary, s), section("1", visit.Strengths, "- "+s), section("1", visit.Areas, s+"\n- "+s),
	}
	by := visitOf(t, f, changes...).Notes[0].ID
	return visitOf(t, f, append(changes, visit.ConcernDecided{Concern: "6a/insufficient", Status: visit.Settled, Reason: s, Notes: []string{by}})...)
}

func TestHostileTextStaysText(t *testing.T) {
	render := func(s string) string {
		got, err := Markdown(theTemplate(t), hostileVisit(t, s), Options{Now: written.Now, Assessor: s})
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	paragraph, bullet := structure(render("harmless")), structure(render("- harmless"))
	for _, s := range hostile {
		s = strings.ReplaceAll(s, "\n\n", "\n") // in prose a blank line may begin a paragraph,
		want := paragraph
		if blocks(s)[0].bullet { // and a bullet is a bullet
			want = bullet
		}
		got := render(s)
		if diff := cmp.Diff(want, structure(got)); diff != "" {
			t.Errorf("%q changes the report's structure (-want +got):\n%s", s, diff)
		}
		if see := safe.Line(oneLine(s)); !strings.Contains(shown(t, got), see) {
			t.Errorf("%q is not to be read in the report", see)
		}
	}
}

// TestEverythingIsInTheReport checks for any log that nothing the assessor
// wrote for the report is left out.
func TestEverythingIsInTheReport(t *testing.T) {
	f, tmpl := smallFramework(t), theTemplate(t)
	items := f.Items()
	anyText := rapid.OneOf(rapid.SampledFrom(hostile), rapid.StringMatching(`[A-Za-z0-9 .,;:!?*_#<>&|~\[\]()\\-]{1,40}`), rapid.String())
	rapid.Check(t, func(t *rapid.T) {
		var expected []string
		expect := func(s string) string {
			expected = append(expected, s)
			return s
		}
		raised := concern.Concern{Item: "1b", Kind: concern.Insufficient, Rule: "thin-commentary", Why: anyText.Draw(t, "why")}
		changes := []visit.Change{hawthorn(raised)}
		for range rapid.IntRange(0, 4).Draw(t, "concerns") {
			changes = append(changes, visit.ConcernAdded{
				Item: rapid.SampledFrom([]string{"1", "3a", "application", "9z"}).Draw(t, "item"), Text: expect(anyText.Draw(t, "concern")),
			})
		}
		status := rapid.SampledFrom([]visit.Status{visit.Accepted, visit.Asked, visit.Settled, visit.Dismissed, visit.Open}).Draw(t, "status")
		if status == visit.Open { // once decided it may no longer be so
			expect(raised.Why)
		}
		changes = append(changes, visit.ConcernDecided{
			Concern: "1b/insufficient", Reason: expect(anyText.Draw(t, "reason")), Status: status,
		})
		levels := map[string]framework.Level{}
		for _, n := range items {
			if rapid.Bool().Draw(t, "judged") {
				levels[n.ID] = framework.Level(rapid.IntRange(1, 5).Draw(t, "level"))
				changes = append(changes, visit.LevelJudged{Item: n.ID, Level: levels[n.ID], Reason: expect(anyText.Draw(t, "because"))})
			}
		}
		for _, e := range f.Elements {
			for _, p := range visit.Parts() {
				if !rapid.Bool().Draw(t, "written") {
					continue
				}
				s := rapid.SampledFrom([]string{"", "- ", "* "}).Draw(t, "sign") + anyText.Draw(t, "section")
				for _, b := range blocks(s) {
					expect(b.text())
				}
				changes = append(changes, section(e.ID, p, s))
			}
		}
		v := visitOf(t, f, changes...)
		got, err := Markdown(tmpl, v, written)
		if err != nil {
			t.Fatal(err)
		}
		read := shown(t, got)
		for _, s := range expected {
			if see := oneLine(safe.Line(oneLine(s))); !strings.Contains(read, see) {
				t.Fatalf("%q is not in the report:\n%s", see, got)
			}
		}
		for _, n := range items {
			word := map[bool]string{true: "yes", false: "no"}[levels[n.ID].AtThreshold(n.Threshold())]
			if levels[n.ID] == 0 {
				word = "not judged"
			}
			row := fmt.Sprintf("| %s | %s | %s | %s | %s |", line(label(n)), v.Claimed(n.ID), levels[n.ID], n.Threshold(), word)
			if !slices.Contains(strings.Split(got, "\n"), row) {
				t.Fatalf("no row %q in the report:\n%s", row, got)
			}
		}
	})
}

func TestOwnConcernTellsTextAndReasonApart(t *testing.T) {
	for status, want := range map[visit.Status]string{
		visit.Dismissed: "  - Dismissed: Only testing",
		visit.Accepted:  "  - On the visit: not judged yet, no note for or against\n  - The assessor: Only testing",
		visit.Asked:     "  - On the visit: not judged yet, no note for or against\n  - The assessor: Only testing",
		visit.Settled:   "  - Settled: Only testing",
	} {
		v := decided(t, smallFramework(t), visit.ConcernAdded{Item: "3a", Text: "No baseline"}, status, "Only testing")
		got, err := Markdown(theTemplate(t), v, written)
		if err != nil {
			t.Fatal(err)
		}
		want = "- **3a Teaching and the learning process**: The assessor's own concern\n  - In the assessor's words: No baseline\n" + want + "\n"
		if !strings.Contains(got, want) {
			t.Errorf("%s: there is no\n%s\nin\n%s", status, want, got)
		}
	}
}

// A concern that was settled is told with how, and by which notes.
func TestSettledConcernTellsItsNotes(t *testing.T) {
	f := smallFramework(t)
	changes := []visit.Change{
		hawthorn(noEvidence), note(f, "+ the plan has costs #1b @ict-lead"), note(f, `" It's on the wall. #1b @pupil`),
		note(f, "saw it on the wall #1b"), note(f, "something else #1b"),
	}
	v := visitOf(t, f, changes...)
	by := []string{v.Notes[0].ID, v.Notes[1].ID, v.Notes[2].ID, "a note of another visit"}
	for want, change := range map[string]visit.Change{
		"### Settled\n\n- **1b A strategy to achieve the vision**: No evidence named\n  - In the submission: “We all know where we are going.”\n" +
			"  - Settled: The plan is there.\n  - Noted: the plan has costs (ICT lead)\n  - Noted: “It's on the wall.” (Pupil)\n  - Noted: saw it on the wall\n\n": v.Concerns()[0].SettleBy("The plan is there.", by...),
		"  - Settled: by what was noted\n  - Noted: the plan has costs (ICT lead)\n\n": v.Concerns()[0].SettleBy("", by[0]),
		"### Still open\n\n- **1b A strategy to achieve the vision**":                  v.Concerns()[0].SettleBy("", by[3]), // no such note
	} {
		got, err := Markdown(theTemplate(t), visitOf(t, f, append(changes, change)...), written)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(got, want) {
			t.Errorf("there is no\n%s\nin\n%s", want, got)
		}
	}
}

// The report says which rules the check left out, and why.
func TestSilencedRulesAreTold(t *testing.T) {
	v := visitOf(t, smallFramework(t), hawthorn(), visit.RuleSilenced{Rule: "no-level", Reason: "The table came\nwithout levels."})
	got, err := Markdown(theTemplate(t), v, written)
	if err != nil {
		t.Fatal(err)
	}
	if want := "\n- No level chosen: The table came without levels.\n"; !strings.Contains(got, want) {
		t.Errorf("there is no %q in\n%s", want, got)
	}
}

// TestQuotesAreToldOnce: words that stand in one of an element's sections are
// not given again below it.
func TestQuotesAreToldOnce(t *testing.T) {
	f := smallFramework(t)
	changes := []visit.Change{note(f, `" "It is  ours!" #1a @pupil`), note(f, `" We share. #1b @ta`)}
	v := visitOf(t, f, changes...)
	if n := len(newElement(v, v.Framework.Elements[0]).Quotes); n != 2 {
		t.Errorf("%d quotes with nothing written, want 2", n)
	}
	drafted := DraftSection(v, visit.SectionID{Element: "1", Part: visit.Commentary})
	v = visitOf(t, f, append(changes, section("1", visit.Commentary, strings.ReplaceAll(drafted, " ours", "\nours")), section("3", visit.Areas, "We share."))...)
	if q := newElement(v, v.Framework.Elements[0]).Quotes; len(q) != 0 {
		t.Errorf("%v is told twice", q)
	}
	v = visitOf(t, f, append(changes, section("1", visit.Areas, "- “It is ours!” say the pupils."))...)
	if diff := cmp.Diff([]quote{{"We share.", "Teaching assistant"}}, newElement(v, v.Framework.Elements[0]).Quotes); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func BenchmarkMarkdown(b *testing.B) {
	var yaml strings.Builder
	yaml.WriteString("{id: b, levels: {best: 1, worst: 5}, threshold: 2, elements: [")
	for e := 1; e <= 2; e++ {
		fmt.Fprintf(&yaml, "{id: '%d', name: Element, strands: [", e)
		for s := range 11 {
			fmt.Fprintf(&yaml, "{id: %d%c, name: Something to be judged},", e, 'a'+s)
		}
		yaml.WriteString("]},")
	}
	yaml.WriteString("]}")
	f, err := framework.Parse([]byte(yaml.String()))
	if err != nil {
		b.Fatal(err)
	}
	changes := []visit.Change{hawthorn(noEvidence, missingFile), theDay, halfDay}
	for i, n := range f.Items() {
		changes = append(changes, visit.LevelJudged{Item: n.ID, Level: framework.Level(1 + i%3), Reason: "It was seen and it was heard from three people."})
	}
	for i := range 300 {
		changes = append(changes, visit.NoteAdded{NoteText: visit.NoteText{
			Text:  "They showed the work of a whole term and said why they had chosen each piece of it.",
			Sense: []visit.Sense{visit.Plain, visit.Supports, visit.Words}[i%3], Speaker: "pupil", Items: []string{f.Items()[i%22].ID},
		}})
	}
	for _, e := range f.Elements {
		for _, p := range visit.Parts() {
			changes = append(changes, section(e.ID, p, strings.Repeat("- They showed the work of a whole term and said why.\n", 40)))
		}
	}
	v, tmpl := visitOf(b, f, changes...), theTemplate(b)
	if len(f.Items()) != 22 || len(v.Notes) != 300 {
		b.Fatalf("%d items and %d notes", len(f.Items()), len(v.Notes))
	}
	for b.Loop() {
		if _, err := Markdown(tmpl, v, written); err != nil {
			b.Fatal(err)
		}
	}
}
