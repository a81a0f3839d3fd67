package table

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"halfday/visit/internal/raw"
)

// sound checks what holds of every reading.
func sound(t *testing.T, sheets []Sheet, faults []raw.Fault, err error) {
	t.Helper()
	if err != nil {
		if !errors.Is(err, raw.ErrEmpty) && !errors.Is(err, raw.ErrTooLarge) && !errors.Is(err, raw.ErrMalformed) {
			t.Errorf("the error is %v", err)
		}
		return
	}
	for _, f := range faults {
		if f.Found == "" || f.Expected == "" {
			t.Errorf("the fault %v", f)
		}
	}
	for _, s := range sheets {
		last := Row{}
		for _, row := range s.Rows {
			n := len(row.Cells)
			if row.Number <= last.Number || row.Line < last.Line || n == 0 || n > maxColumns || strings.TrimSpace(row.Cells[n-1]) == "" {
				t.Errorf("%v behind %v", row, last)
			}
			last = row
		}
		if len(s.Rows) > maxRows {
			t.Errorf("%d rows", len(s.Rows))
		}
	}
}

// FuzzSeparated reads a text with each separator: no letter or digit of it is
// lost, and each row begins at the line that is said.
func FuzzSeparated(f *testing.F) {
	for _, s := range []string{
		"Aspect;Level\n1a1;2\n\n;;\n", "a,\"b\nc\",d\r\n\r\"e\"\"\",\n", "\"a\nb,\"c\n\nd,\"e f\"", "id,level,comment\n1a,2,\"Good,e1\n1b,3,17\",e3\n",
		"\"\"a\n\"\"b\n\"\"\"c\n", "\"\n\",\"\"\t\"", "a\x00\"b", "\"a\"b\"\n1,2\n3,4\",5\n6,7", "\"\r\n\"", "\t\n \n\x0b,\u00a0,x\n",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			t.Skip("raw.Decode gives none")
		}
		lines := strings.Split(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text), "\n")
		for _, separator := range []rune{',', ';', '\t'} {
			s, faults, err := Separated(text, separator)
			sound(t, []Sheet{s}, faults, err)
			if err != nil {
				continue
			}
			var all strings.Builder
			for _, row := range s.Rows {
				for _, cell := range row.Cells {
					all.WriteString(cell)
				}
				first, _, _ := strings.Cut(row.Cells[0], "\n")
				if row.Line > len(lines) || !strings.HasPrefix(letters(lines[row.Line-1]), letters(first)) {
					t.Errorf("row %d begins with %q, which is not in line %d", row.Number, first, row.Line)
				}
			}
			if want, got := letters(text), letters(all.String()); want != got {
				t.Errorf("of %q there is %q", want, got)
			}
			for _, f := range faults {
				if f.Line < 1 || f.Line > len(lines) || !strings.Contains(lines[f.Line-1], `"`) {
					t.Errorf("the fault %v", f)
				}
			}
		}
	})
}

// letters are the letters and digits of a text.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if '0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || r > 0x3000 && r != utf8.RuneError {
			return r
		}
		return -1
	}, s)
}

// FuzzWorkbook reads a file as it is or, where it is empty, a workbook made of a
// sheet, shared texts, styles and a list of sheets.
func FuzzWorkbook(f *testing.F) {
	f.Add([]byte("PK\x05\x06"+strings.Repeat("\x00", 18)), "", "", "", "")
	f.Add(old("EncryptedPackage"), "", "", "", "")
	f.Add(review(f), "", "", "", "")
	f.Add(zipOf(f, "mimetype", "application/vnd.oasis.opendocument.spreadsheet"), "", "", "", "")
	f.Add([]byte(nil), sheetOf(`<row r="2"><c r="B2" s="1"><v>40973.5</v></c><c t="s"><v>0</v></c><c t="inlineStr"><is><r><t>x</t></r></is></c></row>`)+"<mergeCell ref='A1:B2'/>",
		"<sst><si><t>one _x000D_</t></si></sst>", `<styleSheet><numFmts><numFmt numFmtId="170" formatCode="[h]:mm;@"/></numFmts><cellXfs><xf/><xf numFmtId="170"/></cellXfs></styleSheet>`, oneSheet)
	f.Add([]byte(nil), sheetOf(`<row><c t="b"><v>1</v></c><c t="d"><v>2012-03-05T10:30:00</v></c><c><f>x</f></c><c t="e"><v>#N/A</v></c></row><row r="1048576"/>`), "<sst/>", "<styleSheet/>",
		strings.Replace(oneSheet, "<sheets>", `<workbookPr date1904="true"/><sheets>`, 1))
	f.Fuzz(func(t *testing.T, data []byte, sheet, shared, styles, list string) {
		if len(data) == 0 {
			data = byHand(t, map[string]string{sheet1: sheet, stringsPart: shared, stylesPart: styles, bookPart: list})
		}
		sheets, faults, err := Workbook(data)
		sound(t, sheets, faults, err)
	})
}
