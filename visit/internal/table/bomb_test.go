package table

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"halfday/visit/internal/raw"
)

// padded puts text that does not shrink behind the first tag of a large part, so
// that the part is not refused for how small it was packed.
func padded(part string) string {
	const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+/"
	random := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // no secret
	b := make([]byte, len(part)/50)
	for i := range b {
		b[i] = letters[random.IntN(len(letters))]
	}
	tag, rest, _ := strings.Cut(part, ">")
	return tag + "><!--" + string(b) + "-->" + rest
}

// bomb is a workbook that costs as much as it can: one part of it with as many of
// one thing as the limits let through, or more. says is what is said of it,
// nothing where it is read.
type bomb struct{ name, says, part, text string }

const (
	stringsPart = "xl/sharedStrings.xml"
	stylesPart  = "xl/styles.xml"
	bookPart    = "xl/workbook.xml"
	relsPart    = "xl/_rels/workbook.xml.rels"
)

func bombs() []bomb {
	rep := strings.Repeat
	sheet := func(name, says, rows string) bomb { return bomb{name, says, sheet1, sheetOf(rows)} }
	const (
		all     = maxElements - 1000 // of elements, with their ends
		one     = "<row><c><v>1</v></c></row>"
		many    = "cells, values and other elements"
		tooMany = "more than 8192 attributes"
	)
	return []bomb{
		sheet("one cell", "hold more than 16777216 bytes of text", `<row><c t="str"><v>`+rep("x", 18<<20)+`</v></c></row>`),
		sheet("one larger cell", "unpacked, where at most 20971520", `<row><c t="str"><v>`+rep("x", 21<<20)+`</v></c></row>`),
		sheet("rows", many, rep("<row/>", 2*all)),
		sheet("empty rows", "it is empty", rep("<row/>", all)),
		sheet("cells", "it is empty", "<row>"+rep("<c/>", all)+"</row>"),
		sheet("days", "", rep("<row>"+rep(`<c s="1"><v>40973</v></c>`, 100)+"</row>", all/402)),
		sheet("full rows", many, rep("<row>"+rep("<c><v>1</v></c>", 200)+"</row>", 5000)),
		sheet("many rows", "row 5001 of the sheet “Review” is past", rep(one, all/6)),
		sheet("a wide row", "row 1 of the sheet “Review” reaches column XFD", "<row>"+rep("<c><v>1</v></c>", 1<<14)+"</row>"),
		sheet("a row without end", "reaches column", "<row>"+rep("<c><v>1</v></c>", all/4)+"</row>"),
		sheet("formulas", "formulas without their values", "<row>"+rep("<c><f>A1</f></c>", all/4)+"</row>"),
		sheet("runs", "", `<row><c t="inlineStr"><is>`+rep("<r><rPr><b/></rPr><t>a</t></r>", all/7)+`</is></c></row>`),
		sheet("escapes", "", `<row><c t="inlineStr"><is><t>`+rep("_x0041_", 2<<20)+`</t></is></c></row>`),
		sheet("attributes", tooMany, "<row "+rep(`a="" `, 3<<20)+"/>"),
		sheet("attributes at the end", tooMany, "<row/><row "+rep(`a='' `, 1<<20)),
		sheet("attributes with >", tooMany, "<row "+rep(`a=">" `, 1<<20)+"/>"),
		sheet("name spaces", tooMany, "<row "+rep(`xmlns:a="b" `, 1<<20)+"/>"),
		sheet("fewer attributes", "", rep("<row "+rep(`a="" `, 8000)+"/>", 400)+one),
		sheet("depth in a cell", "", "<row><c><v>1</v>"+rep("<a>", all/2)+rep("</a>", all/2)+"</c></row>"),
		sheet("merged cells", "", one+`</sheetData><mergeCells>`+rep(`<mergeCell ref="A1:B2"/>`, all*3/4)+"</mergeCells><sheetData>"),
		{"texts", "", stringsPart, "<sst>" + rep("<si/>", all) + "</sst>"},
		{"runs of texts", "", stringsPart, "<sst>" + rep("<si><r><rPr/><t>a</t></r></si>", all/7) + "</sst>"},
		{"styles", "", stylesPart, "<styleSheet><cellXfs>" + rep("<xf/>", all) + "</cellXfs></styleSheet>"},
		{"formats", "", stylesPart, "<styleSheet><numFmts>" + rep(`<numFmt numFmtId="1" formatCode="d"/>`, all/2) + "</numFmts><cellXfs><xf/></cellXfs></styleSheet>"},
		{"a long format", "", stylesPart, `<styleSheet><numFmts><numFmt formatCode="` + rep("[", 18<<20) + `"/></numFmts><cellXfs><xf/></cellXfs></styleSheet>`},
		{"sheets", "300000 sheets", bookPart, "<workbook><sheets>" + rep("<sheet/>", 300000) + "</sheets></workbook>"},
		{"depth of the book", "nothing of the sheet", bookPart, "<workbook><sheets>" + rep("<sheet>", all/2) + rep("</sheet>", all/2) + "</sheets></workbook>"},
		{"relations", "", relsPart, strings.Replace(sheetRelations, "</", rep(`<Relationship Id="x" Type="a" Target="b"/>`, all/3)+"</", 1)},
	}
}

// pack packs the bomb.
func (b bomb) pack(t testing.TB) []byte {
	if len(b.text) > harmless {
		b.text = padded(b.text)
	}
	parts := map[string]string{sheet1: sheetOf(`<row><c><v>1</v></c></row>`)}
	parts[b.part] = b.text
	return byHand(t, parts)
}

// Every bomb is refused with its figure or read, and soon: within 0.6 s and 140 MB
// of memory where nothing else runs. It is left out with -short: the race
// detector makes it slow and has nothing to find there.
func TestBombs(t *testing.T) {
	if testing.Short() {
		t.Skip("reads much")
	}
	for _, b := range bombs() {
		explode(t, b.name, b.says, b.pack(t))
	}
	manyParts := []string{"[Content_Types].xml", ""}
	for i := range 2000 {
		manyParts = append(manyParts, fmt.Sprintf("xl/media/%d.png", i), "")
	}
	explode(t, "parts", "2001 parts", zipOf(t, manyParts...))
	explode(t, "zeros", "more than 100 times", byHand(t, map[string]string{sheet1: strings.Repeat("\x00", 19<<20)}))
	explode(t, "one sheet many times", "elements, where at most", byHand(t, map[string]string{
		bookPart: "<workbook><sheets>" + strings.Repeat(`<sheet name="Review" id="r1"/>`, 200) + "</sheets></workbook>",
		sheet1:   sheetOf(strings.Repeat("<row/>", 10000)),
	}))
	explode(t, "one text many times", "up to cell A513 of the sheet “Review” its cells hold more than 16777216 bytes", byHand(t, map[string]string{
		stringsPart: "<sst><si><t>" + strings.Repeat("x", 32767) + "</t></si></sst>",
		sheet1:      sheetOf(strings.Repeat(`<row><c t="s"><v>0</v></c></row>`, 5000)),
	}))
}

func explode(t *testing.T, name, says string, data []byte) {
	t.Helper()
	start := time.Now()
	_, faults, err := Workbook(data)
	took := time.Since(start)
	said := ""
	switch {
	case err != nil:
		said = err.Error()
	case len(faults) > 0:
		said = faults[0].Found
	}
	t.Logf("%-22s %8d bytes %5d ms  %.90s", name, len(data), took.Milliseconds(), said)
	if took > 3*time.Second || !strings.Contains(said, says) || says == "" && said != "" {
		t.Errorf("%s: after %v it says %q, want %q", name, took, said, says)
	}
	if err != nil && !errors.Is(err, raw.ErrTooLarge) && !errors.Is(err, raw.ErrMalformed) && !errors.Is(err, raw.ErrEmpty) {
		t.Errorf("%s: the error is %v", name, err)
	}
}
