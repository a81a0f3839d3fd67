package table

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"halfday/visit/internal/raw"
)

// saved is what a spreadsheet library saves.
func saved(t testing.TB, f *excelize.File) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := errors.Join(f.Write(&b), f.Close()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// review makes a workbook of two sheets with all that may be in a cell.
func review(t testing.TB) []byte {
	t.Helper()
	f := excelize.NewFile()
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	style := func(id int, own string) int {
		s := &excelize.Style{NumFmt: id}
		if own != "" {
			s.CustomNumFmt = &own
		}
		i, err := f.NewStyle(s)
		check(err)
		return i
	}
	check(f.SetSheetName("Sheet1", "Review"))
	check(f.MergeCell("Review", "A1", "C1"))
	check(f.MergeCell("Review", "B3", "B4"))
	for cell, value := range map[string]any{
		"A1": "Elm Park ICT self-review", "A3": "Aspect", "B3": "Level", "C3": "Comments",
		"A5": "1a1", "B5": 2, "C5": "“We show” & tell,\nthen ask <twice>", "A6": "1a2", "B6": 2.0, "C6": "plan_x.doc", "D6": true,
		"A7": 197316, "B7": 0.1 + 0.2, "C7": -3.5, "D7": 1e20, "E7": 12345678, "F7": 0.95,
		"A9": 40973, "B9": 40973.4375, "C9": 0.4375, "D9": 1.5, "E9": "5 March", "F9": 59, "G9": 60, "H9": -1, "I9": 40973.999999, "J9": 0.43751,
		"A10": 40973, "B10": 40973, "C10": 40973, "D10": 40973, "E10": 40973,
	} {
		check(f.SetCellValue("Review", cell, value))
	}
	for cell, s := range map[string]int{
		"F7": style(9, ""), "A9": style(14, ""), "B9": style(22, ""), "C9": style(20, ""), "D9": style(46, ""), "E9": style(14, ""),
		"F9": style(14, ""), "G9": style(14, ""), "H9": style(14, ""), "I9": style(22, ""), "J9": style(21, ""),
		"A10": style(0, `dddd, d "of" mmmm yyyy`), "B10": style(0, "[$-809]mmm\\-yy;@"), "C10": style(0, `0.0 "days"`), "D10": style(0, "[Red]0"), "E10": style(0, "hh:mm AM/PM"),
	} {
		check(f.SetCellStyle("Review", cell, cell, s))
	}
	check(f.SetCellRichText("Review", "C8", []excelize.RichTextRun{{Text: "Good, "}, {Text: "very", Font: &excelize.Font{Bold: true}}, {Text: " good"}}))
	check(f.SetCellFormula("Review", "D8", "SUM(B5:B6)"))
	check(f.SetCellFormula("Review", "E8", "B5"))
	_, err := f.NewSheet("School")
	check(err)
	check(f.SetSheetRow("School", "B2", &[]any{"Elm Park", nil, "primary"}))
	check(f.SetSheetVisible("School", false))
	_, err = f.NewSheet("Empty")
	check(err)
	check(f.AddChartSheet("Chart", &excelize.Chart{Type: excelize.Col, Series: []excelize.ChartSeries{{Values: "Review!$B$5:$B$6"}}}))
	return saved(t, f)
}

func TestWorkbook(t *testing.T) {
	t.Parallel()
	got, faults, err := Workbook(review(t))
	if err != nil {
		t.Fatal(err)
	}
	want := []Sheet{
		{Name: "Review", Merged: []Range{{1, 0, 1, 2}, {3, 1, 4, 1}}, Rows: []Row{
			{1, 0, []string{"Elm Park ICT self-review"}},
			{3, 0, []string{"Aspect", "Level", "Comments"}},
			{5, 0, []string{"1a1", "2", "“We show” & tell,\nthen ask <twice>"}},
			{6, 0, []string{"1a2", "2", "plan_x.doc", "TRUE"}},
			{7, 0, []string{"197316", "0.3", "-3.5", "100000000000000000000", "12345678", "0.95"}},
			{8, 0, []string{"", "", "Good, very good"}},
			{9, 0, []string{"2012-03-05", "2012-03-05 10:30", "10:30", "36:00", "5 March", "1900-02-28", "60", "-1", "2012-03-06", "10:30:01"}},
			{10, 0, []string{"2012-03-05", "2012-03-05", "40973", "40973", "00:00"}},
		}},
		{Name: "School", Hidden: true, Rows: []Row{{2, 0, []string{"", "Elm Park", "", "primary"}}}},
		{Name: "Empty"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	wantFaults := []raw.Fault{{
		Found:    "formulas without their values on the sheet “Review” (2 in all, the first in D8)",
		Expected: "a workbook that was saved by a spreadsheet program; " + saveAgain,
	}}
	if diff := cmp.Diff(wantFaults, faults); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// What a library that writes workbooks reads of its own, without formats.
func TestSameCells(t *testing.T) {
	t.Parallel()
	data := largeWorkbook(t, 300, 12)
	sheets, _, err := Workbook(data)
	if err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := f.GetRows(sheets[0].Name, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	var want []Row
	for i, cells := range rows {
		if len(cells) > 0 {
			want = append(want, Row{i + 1, 0, cells})
		}
	}
	if diff := cmp.Diff(want, sheets[0].Rows); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// largeWorkbook has a review of so many rows in so many columns, every tenth row
// empty.
func largeWorkbook(t testing.TB, rows, columns int) []byte {
	t.Helper()
	f := excelize.NewFile()
	for i := range rows {
		cells := []any{fmt.Sprintf("%d%c%d", 1+i%6, 'a'+i%3, 1+i%5), 1 + i%5}
		for j := 2; j < columns; j++ {
			cells = append(cells, fmt.Sprintf("In year %d all pupils keep what they make, and “show” it:\nparents see it at home (%d).", i, j))
		}
		if err := f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", 1+i+i/10), &cells); err != nil {
			t.Fatal(err)
		}
	}
	return saved(t, f)
}

const (
	rootRelations = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="/xl/workbook.xml"/></Relationships>`
	sheetRelations = `<Relationships>` +
		`<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>` +
		`<Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/>` +
		`<Relationship Id="r3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`
	oneSheet = `<workbook><sheets><sheet name="Review" sheetId="1" r:id="r1"/></sheets></workbook>`
)

// byHand makes a workbook of parts, as no program would write it. What is not
// among them is that of a workbook with one sheet.
func byHand(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	all := map[string]string{
		"[Content_Types].xml": "<Types/>", "_rels/.rels": rootRelations, "xl/workbook.xml": oneSheet, "xl/_rels/workbook.xml.rels": sheetRelations,
		"xl/styles.xml": "<styleSheet><cellXfs><xf/></cellXfs></styleSheet>",
	}
	maps.Copy(all, parts)
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, part := range all {
		w, err := z.Create(name)
		if err == nil {
			_, err = io.WriteString(w, part)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const sheet1 = "xl/worksheets/sheet1.xml"

// sheetOf is a sheet with rows.
func sheetOf(rows string) string {
	return "<worksheet><sheetData>" + rows + "</sheetData></worksheet>"
}

// What programs write in other ways than most.
func TestByHand(t *testing.T) {
	t.Parallel()
	shared := "<sst><si><t>one</t></si><si><r><t>t</t></r><r><t>w</t></r><r><t>o</t></r><rPh><t>oops</t></rPh><phoneticPr/></si>" +
		"<si><t>l_x000D_\nine&#13;s_x000B_t_x0007_ab_x005F_x0041_ _x0042_</t></si><si/></sst>"
	for _, c := range []struct {
		name  string
		parts map[string]string
		want  []Row
	}{
		{"no names", map[string]string{sheet1: sheetOf(`<row><c t="str"><v>a</v></c><c/><c t="str"><v>b</v></c></row><row r="4"/><row><c><v>7</v></c></row>`)}, []Row{
			{1, 0, []string{"a", "", "b"}}, {5, 0, []string{"7"}},
		}},
		{"no order", map[string]string{sheet1: sheetOf(`<row r="3"><c r="C3"><v>1</v></c><c r="A3"><v>2</v></c></row><row r="2"><c r="B2"><v>3</v></c></row>`)}, []Row{
			{2, 0, []string{"", "3"}}, {3, 0, []string{"2", "", "1"}},
		}},
		{"prefixes", map[string]string{sheet1: `<?xml version="1.0" encoding="utf-8"?><x:worksheet xmlns:x="y"><x:sheetData><x:row x:r="2"><x:c r="A2" t="inlineStr"><x:is><x:t>a</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>`}, []Row{
			{2, 0, []string{"a"}},
		}},
		{"shared texts", map[string]string{"xl/sharedstrings.xml": shared, sheet1: sheetOf(`<row><c t="s"><v>1</v></c><c t="s"><v> 0 </v></c><c t="s"><v>2</v></c><c t="s"><v>3</v></c></row>`)}, []Row{
			{1, 0, []string{"two", "one", "l\nine\ns\nt\uFFFDab_x0041_ B"}},
		}},
		{"kinds", map[string]string{sheet1: sheetOf(`<row><c t="b"><v>1</v></c><c t="b"><v>0</v></c><c t="e"><v>#REF!</v></c><c t="d"><v>2012-03-05T00:00:00</v></c><c t="d"><v>2012-03-05T10:30:00.000Z</v></c>` +
			`<c t="str"><f>x</f><v/></c><c><f>y</f><v>3</v></c><c t="n"><v>2.0</v></c><c><v>010</v></c><c><v>0.30000000000000004</v></c><c><v>1e400</v></c><c t="d"><v>soon</v></c><c t="b"><v>2</v></c></row>`)}, []Row{
			{1, 0, []string{"TRUE", "FALSE", "#REF!", "2012-03-05", "2012-03-05 10:30", "", "3", "2", "010", "0.3", "1e400", "soon", "2"}},
		}},
		{"days from 1904", map[string]string{
			"xl/workbook.xml": strings.Replace(oneSheet, "<sheets>", `<workbookPr date1904="1"/><sheets>`, 1),
			"xl/styles.xml":   `<styleSheet><numFmts><numFmt numFmtId="170" formatCode="[$-F800]dddd\,\ mmmm\ dd\,\ yyyy"/></numFmts><cellXfs><xf/><xf numFmtId="14"/><xf numFmtId="170"/></cellXfs></styleSheet>`,
			sheet1:            sheetOf(`<row><c s="1"><v>39511</v></c><c s="2"><v>0</v></c><c s="2"><v>60</v></c><c s="3"><v>7</v></c><c s="x"><v>8</v></c></row>`),
		}, []Row{{1, 0, []string{"2012-03-05", "1904-01-01", "1904-03-01", "7", "8"}}}},
		{"rows elsewhere", map[string]string{sheet1: `<worksheet><extLst><row r="1"/></extLst><sheetData><row><c><v>1</v></c></row></sheetData><controls><from><row>12</row></from></controls></worksheet>`}, []Row{
			{1, 0, []string{"1"}},
		}},
		{"far apart", map[string]string{sheet1: sheetOf(`<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="4"/></row><row r="1048576"><c r="GR1048576"><v>1</v></c><c r="XFD1048576"><f>1</f><v></v></c></row>`)}, []Row{
			{1, 0, []string{"1"}}, {1048576, 0, append(make([]string, 199), "1")},
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			sheets, _, err := Workbook(byHand(t, c.parts))
			if err != nil || len(sheets) != 1 {
				t.Fatal(sheets, err)
			}
			if diff := cmp.Diff(c.want, sheets[0].Rows); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// What is broken is said; nothing is passed over.
func TestBroken(t *testing.T) {
	t.Parallel()
	row := func(cells string) map[string]string {
		return map[string]string{sheet1: sheetOf("<row>" + cells + "</row>")}
	}
	for _, c := range []struct {
		name  string
		parts map[string]string
		is    error
		says  string
	}{
		{"cut off", map[string]string{sheet1: "<worksheet><sheetData><row><c><v>1</v></c></row>"}, raw.ErrMalformed, "unexpected EOF"},
		{"a control character", row("<c><v>1</v></c><c t=\"str\"><v>\x0b</v></c>"), raw.ErrMalformed, "xl/worksheets/sheet1.xml"},
		{"an entity", row(`<c><v>&bomb;</v></c>`), raw.ErrMalformed, "&bomb;"},
		{"other characters", map[string]string{sheet1: `<?xml version="1.0" encoding="UTF-16"?>` + sheetOf("")}, raw.ErrMalformed, "UTF-16"},
		{"a text that is not there", row(`<c t="s"><v>3</v></c>`), raw.ErrMalformed, "cell A1: it has the text “3” of 0"},
		{"a cell twice", row(`<c r="B1"><v>1</v></c><c r="B1"><v>2</v></c>`), raw.ErrMalformed, "cell B1 is there twice"},
		{"a row twice", map[string]string{sheet1: sheetOf(`<row r="2"><c><v>1</v></c></row><row r="2"><c><v>1</v></c></row>`)}, raw.ErrMalformed, "row 2 is there twice"},
		{"a cell of another row", row(`<c r="B2"><v>1</v></c>`), raw.ErrMalformed, "row 1 has a cell “B2”"},
		{"a cell without a column", row(`<c r="11"><v>1</v></c>`), raw.ErrMalformed, "row 1 has a cell “11”"},
		{"a row past the last", map[string]string{sheet1: sheetOf(`<row r="1048577"/>`)}, raw.ErrMalformed, "“1048577”"},
		{"a row before the first", map[string]string{sheet1: sheetOf(`<row r="-1"/>`)}, raw.ErrMalformed, "“-1”"},
		{"styles", map[string]string{"xl/styles.xml": "<styleSheet><cellXfs>", sheet1: sheetOf("")}, raw.ErrMalformed, "xl/styles.xml"},
		{"no book", map[string]string{"_rels/.rels": strings.Replace(rootRelations, "workbook", "other", 1)}, raw.ErrMalformed, "xl/other.xml: it is not there"},
		{"relations", map[string]string{"xl/_rels/workbook.xml.rels": "<Relationships/>"}, raw.ErrMalformed, "nothing of the sheet “Review”"},
		{"nothing", map[string]string{sheet1: sheetOf(`<row><c/><c t="str"><v> </v></c></row>`)}, raw.ErrEmpty, ""},
		{"no sheets", map[string]string{"xl/workbook.xml": "<workbook/>"}, raw.ErrEmpty, ""},
		{"no parts", map[string]string{"xl/workbook.xml": "", "_rels/.rels": "<Relationships/>"}, raw.ErrMalformed, "xl/workbook.xml"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			sheets, _, err := Workbook(byHand(t, c.parts))
			if !errors.Is(err, c.is) || sheets != nil {
				t.Fatalf("got %v and %v, want %v", sheets, err, c.is)
			}
			if !strings.Contains(err.Error(), c.says) || c.is == raw.ErrMalformed && !strings.Contains(err.Error(), saveAgain) {
				t.Errorf("%q does not say %q and what to do", err, c.says)
			}
		})
	}
}

func TestSheetNotThere(t *testing.T) {
	t.Parallel()
	data := byHand(t, map[string]string{
		"xl/workbook.xml": strings.Replace(oneSheet, "</sheets>", `<sheet name="School" r:id="r7"/></sheets>`, 1),
		sheet1:            sheetOf("<row><c><v>1</v></c></row>"),
	})
	sheets, faults, err := Workbook(data)
	if err != nil || len(sheets) != 1 {
		t.Fatal(sheets, err)
	}
	want := []raw.Fault{{Found: "nothing of the sheet “School”", Expected: "every sheet; " + saveAgain}}
	if diff := cmp.Diff(want, faults); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// A workbook that was damaged on its way is never read as a shorter one.
func TestDamagedWorkbook(t *testing.T) {
	t.Parallel()
	data := review(t)
	whole, said, err := Workbook(data)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(data); i += 7 {
		if _, _, err := Workbook(data[:i]); !errors.Is(err, raw.ErrMalformed) {
			t.Fatalf("cut off at %d the error is %v", i, err)
		}
		damaged := bytes.Clone(data)
		damaged[i] ^= 0x10
		got, faults, err := Workbook(damaged)
		if err == nil && cmp.Equal(said, faults) && !cmp.Equal(whole, got) {
			t.Fatalf("damaged at %d it is read as\n%s", i, cmp.Diff(whole, got))
		}
	}
}

func TestTablesWorkbook(t *testing.T) {
	t.Parallel()
	dir, want := tables(t)
	data, err := os.ReadFile(filepath.Join(dir, "hatherleigh.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	sheets, faults, err := Workbook(data)
	if err != nil || len(faults) > 0 {
		t.Fatal(faults, err)
	}
	facts := map[string]string{}
	for _, s := range sheets {
		if s.Name == "Review" {
			want.check(t, "hatherleigh.xlsx", s)
			if len(s.Merged) == 0 {
				t.Error("no merged cells")
			}
			continue
		}
		for _, row := range s.Rows {
			if len(row.Cells) == 2 {
				facts[row.Cells[1]] = row.Cells[0]
			}
		}
	}
	school := want.Files["hatherleigh.xlsx"].SchoolSheet
	for _, fact := range []any{school.School["name"], school.School["id"], school.School["pupils"], school.Application["submitted"]} {
		if facts[fmt.Sprint(fact)] == "" {
			t.Errorf("no cell with %v in %v", fact, facts)
		}
	}
}
