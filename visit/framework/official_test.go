package framework

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// element1 are the SHA-256 sums of the statements of each aspect of element 1, the
// lowest level first, as a person reads them.
var element1 = map[string]string{
	"1a1": "2bbb703f3176b596",
	"1a2": "8e54cb67de8496ee",
	"1b1": "d5f15bf7de68b3ba",
	"1b2": "76a049b6a4b6dba2",
	"1b3": "69fdf658a6feedb6",
	"1b4": "401616717fb86b50",
	"1b5": "8416e054e48f0033",
	"1b6": "3c093fcbde5f362b",
	"1c1": "546d77a71ca2b396",
	"1c2": "cab7de338c7fb68d",
	"1c3": "550ea47356b11939",
	"1c4": "c679c4fd27f5dc68",
}

// The official text of element 1 gives every statement whole and clean.
func TestReadOfficialElement(t *testing.T) {
	data, err := os.ReadFile("../../../shared/framework/element-1.txt")
	if err != nil {
		t.Skip("no official text beside the repository")
	}
	for name, change := range map[string]func(string) string{
		"as it is":           func(s string) string { return s },
		"Windows line ends":  func(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") },
		"page breaks":        func(s string) string { return strings.ReplaceAll(s, "\n1b2:", "\n12\n\f\nPage 13\n1b2:") },
		"no gaps":            func(s string) string { return strings.ReplaceAll(s, "\n\nLEVEL", "\nLEVEL") },
		"hard spaces":        func(s string) string { return strings.ReplaceAll(s, " ICT", "\u00a0ICT") },
		"soft hyphens":       func(s string) string { return strings.ReplaceAll(s, "strategic", "stra\u00adtegic") },
		"space before heads": func(s string) string { return strings.ReplaceAll(s, "\n1", "\n  1") },
	} {
		t.Run(name, func(t *testing.T) {
			text, err := OfficialText([]byte(change(string(data))))
			if err != nil {
				t.Fatal(err)
			}
			read, err := ReadOfficial(text)
			if err != nil {
				t.Fatal(err)
			}
			if want := "1 element, 3 strands, 12 aspects, 60 statements"; read.Count().String() != want || len(read.Problems) > 0 {
				t.Errorf("read %s with %v, want %s", read.Count(), read.Problems, want)
			}
			f, err := read.Framework("", "element-1")
			if err != nil {
				t.Fatal(err)
			}
			for id, want := range element1 {
				if got := sumOf(f.Find(id)); got != want {
					t.Errorf("the statements of %s are others: %s", id, got)
				}
			}
		})
	}
}

func sumOf(n *Node) string {
	h := sha256.New()
	for l := Level(5); l >= 1; l-- {
		fmt.Fprintln(h, n.Statements[l])
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// block is an aspect in the layout of the official text.
const block = `
 2. Gardens and grounds 
Read me first: there are 12 sheds.
• 1 list
2a: Growing things
2a1: The kitchen garden
LEVEL 5

LEVEL 4
LEVEL 3

LEVEL 2

LEVEL 1

There is no garden, and nobody has asked for one.
Some beds have been dug but they are not looked after, and what grows there is not
eaten.
The garden is planted every spring. It feeds the kitchen for some weeks of the year and
most classes look after a bed.
Gardening is part of what every class does, and the ofﬁce keeps a plan of the beds.
Produce is sold at the gate.
The garden feeds the kitchen through the year, and other schools come to see how that
is done. It is planned by the pupils.
2a2: Bees
LEVEL 2

LEVEL 1

There are no bees.
There are bees, and every class knows how they live.

Next steps
There are other elements in the frame-
work.
`

func TestReadOfficialLayouts(t *testing.T) {
	want := map[Level]string{
		5: "There is no garden, and nobody has asked for one.",
		4: "Some beds have been dug but they are not looked after, and what grows there is not eaten.",
		3: "The garden is planted every spring. It feeds the kitchen for some weeks of the year and most classes look after a bed.",
		2: "Gardening is part of what every class does, and the office keeps a plan of the beds. Produce is sold at the gate.",
		1: "The garden feeds the kitchen through the year, and other schools come to see how that is done. It is planned by the pupils.",
	}
	inline := "2. Gardens and grounds\n2a. Growing things\n2a-1 The kitchen garden\n"
	between := inline
	for l := Level(5); l >= 1; l-- {
		inline += fmt.Sprintf("LEVEL %s  %s\n", l, strings.ReplaceAll(want[l], " and ", "\nand "))
		between += fmt.Sprintf("Level %s:\n%s\n\n", l, want[l])
	}
	for name, text := range map[string]string{
		"labels together": block, "labels before their statements": inline, "labels over their statements": between + "The end.\n",
	} {
		read, err := ReadOfficial(text)
		if err != nil {
			t.Fatal(err)
		}
		if len(read.Problems) > 0 || read.Elements[0].Name != "Gardens and grounds" || read.Elements[0].Strands[0].Name != "Growing things" {
			t.Errorf("%s: read %+v with %v", name, read.Elements[0], read.Problems)
		}
		if diff := cmp.Diff(want, read.Elements[0].Strands[0].Aspects[0].Statements); diff != "" {
			t.Errorf("%s: -want +got:\n%s", name, diff)
		}
	}
	read, err := ReadOfficial(block)
	if err != nil {
		t.Fatal(err)
	}
	if bees := read.Elements[0].Strands[0].Aspects[1].Statements[1]; bees != "There are bees, and every class knows how they live." {
		t.Errorf("the last statement is %q", bees)
	}
}

func TestReadOfficialFaults(t *testing.T) {
	for _, text := range []string{"", "Dear assessor,\nwe look forward to it.", "1a1: A name\nbut no label", "LEVEL 5\nalone"} {
		if _, err := ReadOfficial(text); !errors.Is(err, ErrNoText) {
			t.Errorf("of %q the error is %v", text, err)
		}
	}
	read, err := ReadOfficial("1a1: One\nLEVEL 3\nLEVEL 2\nLEVEL 1\nThere is nothing.\nThere is something.\n")
	if err != nil {
		t.Fatal(err)
	}
	if len(read.Problems) != 3 || read.Problems[2].Line != 1 || len(read.Elements[0].Strands[0].Aspects[0].Statements) != 2 {
		t.Errorf("read %s with %v", read.Count(), read.Problems)
	}
}

// Statements broken into lines at any width come back, if each begins as
// statements do.
func TestReadOfficialAtAnyWidth(t *testing.T) {
	words := rapid.SampledFrom(strings.Fields("pupils staff plan garden water tools spring often some most every class look after grow share know keep"))
	statement := rapid.Custom(func(t *rapid.T) string {
		s := "The school has " + strings.Join(rapid.SliceOfN(words, 4, 14).Draw(t, "words"), " ") + "."
		if rapid.Bool().Draw(t, "more") {
			s += " It will " + strings.Join(rapid.SliceOfN(words, 4, 14).Draw(t, "more words"), " ") + "."
		}
		return s
	})
	rapid.Check(t, func(t *rapid.T) {
		width := rapid.IntRange(50, 100).Draw(t, "width")
		want := rapid.SliceOfN(statement, 5, 5).Draw(t, "statements")
		text := "1. One\n1a: Two\n1a1: Three\nLEVEL 5\nLEVEL 4\nLEVEL 3\nLEVEL 2\nLEVEL 1\n\n"
		for _, s := range want {
			column := 0
			for _, w := range strings.Fields(s) {
				if column > 0 && column+1+len(w) > width {
					text, column = text+"\n", 0
				} else if column > 0 {
					text, column = text+" ", column+1
				}
				text, column = text+w, column+len(w)
			}
			text += "\n"
		}
		read, err := ReadOfficial(text)
		if err != nil {
			t.Fatal(err)
		}
		for i, s := range want {
			if got := read.Elements[0].Strands[0].Aspects[0].Statements[Level(5-i)]; got != s {
				t.Errorf("level %d is %q, want %q, in\n%s", 5-i, got, s, text)
			}
		}
	})
}

// FuzzReadOfficial gives the reader what no extractor would. What it reads must be
// a framework.
func FuzzReadOfficial(f *testing.F) {
	f.Add(block)
	for _, s := range []string{
		"1a1 x\nLEVEL 5 a\nLEVEL 5 b", "1. A\n1a: B\n1a1: C\nLEVEL 1", "9z99: A\nLevel 0\nx", "1a: B\n1a: B\n1a1: C\nLEVEL 2\nA.\n1a1: C\nLEVEL 2\nB.",
		strings.Repeat("1a1: A\nLEVEL 1\nThe end.\n", 50), "1a1: A\n" + strings.Repeat("LEVEL 1\n", 40) + strings.Repeat("The end.\n", 300), "1a1: Ä\nLEVEL 1\n\u00ad\n-\n",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		read, err := ReadOfficial(strings.ToValidUTF8(text, "?")) // as the readers of files make it
		if err != nil {
			return
		}
		for _, e := range read.Elements {
			for _, s := range e.Strands {
				for _, a := range s.Aspects {
					for l, text := range a.Statements {
						if l < 0 || l > 9 || strings.TrimSpace(text) == "" || strings.ContainsAny(text, "\n\r\uFB01\uFFFD") {
							t.Errorf("%s at level %d: %q", a.ID, l, text)
						}
					}
				}
			}
		}
		if fw, err := read.Framework("x", "y"); err == nil && len(fw.Items()) == 0 {
			t.Error("a framework without items")
		}
	})
}
