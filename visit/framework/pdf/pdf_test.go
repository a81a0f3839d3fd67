package pdf

import (
	"bytes"
	"compress/zlib"
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"halfday/visit/framework"
)

// TestMain lets the test be the child.
func TestMain(m *testing.M) {
	if len(os.Args) == 2 && os.Args[1] == ChildArgument {
		os.Exit(Child(os.Stdin, os.Stdout))
	}
	os.Exit(m.Run())
}

// made is a PDF with a page for each text, whose lines stand where a typesetter
// would put them.
func made(packed bool, pages ...string) []byte {
	var b bytes.Buffer
	var at []int
	object := func(body string) {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", len(at), body)
	}
	b.WriteString("%PDF-1.4\n")
	object("<< /Type /Catalog /Pages 2 0 R >>")
	var kids strings.Builder
	for i := range pages {
		fmt.Fprintf(&kids, "%d 0 R ", 4+2*i)
	}
	object(fmt.Sprintf("<< /Type /Pages /Kids [%s] /Count %d >>", kids.String(), len(pages)))
	object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /FirstChar 32 /LastChar 255 /Widths [" + strings.Repeat("500 ", 224) +
		"] /Encoding << /Type /Encoding /BaseEncoding /WinAnsiEncoding /Differences [ 1 /fi /fl ] >> >>")
	for i, text := range pages {
		object(fmt.Sprintf("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources << /Font << /F1 3 0 R >> >> >>", 5+2*i))
		content := "BT /F1 10 Tf 1 0 0 1 50 800 Tm\n"
		for _, line := range strings.Split(text, "\n") {
			label, rest, two := strings.Cut(line, "\t")
			content += fmt.Sprintf("(%s) Tj ", escaped(label))
			if two { // a column of its own
				content += fmt.Sprintf("80 0 Td [(%s) -20 (%s)] TJ -80 0 Td ", escaped(rest[:len(rest)/2]), escaped(rest[len(rest)/2:]))
			}
			content += "0 -12 Td\n"
		}
		content += "ET"
		filter := ""
		if packed {
			var z bytes.Buffer
			w := zlib.NewWriter(&z)
			_, _ = w.Write([]byte(content))
			_ = w.Close()
			content, filter = z.String(), "/Filter /FlateDecode "
		}
		object(fmt.Sprintf("<< %s/Length %d >>\nstream\n%s\nendstream", filter, len(content), content))
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, offset := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", offset)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, start)
	return b.Bytes()
}

func escaped(s string) string {
	return strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`, "ﬁ", "\x01", "’", "\x92").Replace(s)
}

const (
	firstPage = "1. Gardens and grounds\n\n1a: Growing things\n1a1: The kitchen garden\nLEVEL 2\n\nLEVEL 1\n\n" +
		"There is no garden, and nobody has asked for one (yet).\nThe school’s garden feeds the kitchen, and the ofﬁce\nkeeps a plan of it."
	secondPage = "2\n1a2: Bees\nLEVEL 2\tThere are no bees.\nLEVEL 1\tThe school has bees, and every class\n\tknows how they live."
)

func TestTexts(t *testing.T) {
	t.Parallel()
	for name, packed := range map[string]bool{"plain": false, "packed": true} {
		texts, err := Apart(context.Background(), os.Args[0], made(packed, firstPage, secondPage))
		if err != nil {
			t.Fatal(err)
		}
		read, err := framework.ReadOfficial(texts[0])
		if err != nil {
			t.Fatalf("%s: %v in %q", name, err, texts)
		}
		if len(read.Problems) > 0 || read.Count().Statements != 4 {
			t.Fatalf("%s: read %s with %v from\n%s", name, read.Count(), read.Problems, texts[0])
		}
		aspects := read.Elements[0].Strands[0].Aspects
		if got, want := aspects[0].Statements[1], "The school’s garden feeds the kitchen, and the office keeps a plan of it."; got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
		if got, want := aspects[1].Statements[1], "The school has bees, and every class knows how they live."; got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

func TestTextsRefuses(t *testing.T) {
	t.Parallel()
	whole := made(true, firstPage)
	for name, c := range map[string]struct {
		data []byte
		is   error
	}{
		"pictures only": {made(false, ""), ErrNoText},
		"cut off":       {whole[:len(whole)/2], ErrMalformed},
		"nothing in it": {[]byte("%PDF-1.4\n"), ErrMalformed},
		"no PDF":        {[]byte("Dear assessor,"), ErrMalformed},
		"pages that are their own parents": {
			bytes.Replace(made(false, firstPage), []byte("/Kids [4 0 R ]"), []byte("/Kids [2 0 R ]"), 1), ErrMalformed,
		},
		"too large": {make([]byte, maxFile+1), ErrTooLarge},
	} {
		texts, err := Apart(context.Background(), os.Args[0], c.data)
		if !errors.Is(err, c.is) || texts != nil {
			t.Errorf("%s: %q, %v, want %v", name, texts, err, c.is)
		}
	}
}

// FuzzTexts gives the library files that nobody would make. The child may end in
// any way; what it says must be an answer.
func FuzzTexts(f *testing.F) {
	f.Add(made(false, firstPage))
	f.Add(made(true, firstPage, secondPage))
	f.Add([]byte("%PDF-1.4\n1 0 obj<</Root 1 0 R>>endobj\nxref\n0 1\ntrailer<</Root 1 0 R/Prev 0>>\nstartxref\n9\n%%EOF"))
	f.Fuzz(func(t *testing.T, data []byte) {
		texts, err := Apart(context.Background(), os.Args[0], data)
		if err == nil && len(texts) != 2 || err != nil && (texts != nil || strings.Contains(err.Error(), "\n")) {
			t.Errorf("%q, %v", texts, err)
		}
	})
}
