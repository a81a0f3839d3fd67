package table

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"halfday/visit/internal/raw"
)

func TestSeparated(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, text string
		separator  rune
		want       []Row
	}{
		{"rows", "a,b\n1,2\n", ',', []Row{{1, 1, []string{"a", "b"}}, {2, 2, []string{"1", "2"}}}},
		{"no line at the end", "a;b\n1;2", ';', []Row{{1, 1, []string{"a", "b"}}, {2, 2, []string{"1", "2"}}}},
		{"empty rows and cells", "\n\na\t\t\n\n\t\t\n \n\tb", '\t', []Row{{3, 3, []string{"a"}}, {7, 7, []string{"", "b"}}}},
		{"lines in cells", "a,\"1\n\n2\",b\n\nc,\"\n\"\nd", ',', []Row{
			{1, 1, []string{"a", "1\n\n2", "b"}}, {3, 5, []string{"c"}}, {4, 7, []string{"d"}},
		}},
		{"ends of lines", "a\r\n\r\nb\rc\n\r\"d\re\r\nf\"\r", ',', []Row{
			{1, 1, []string{"a"}}, {3, 3, []string{"b"}}, {4, 4, []string{"c"}}, {6, 6, []string{"d\ne\nf"}},
		}},
		{"quotation marks", `a,"b ""c""","""d""",""` + "\n" + `"e,f",17" screens,"g ""h""` + "\ni\"\n", ',', []Row{
			{1, 1, []string{"a", `b "c"`, `"d"`}}, {2, 2, []string{"e,f", `17" screens`, "g \"h\"\ni"}},
		}},
		{"marks not doubled", `a,"so "b" said",c`, ',', []Row{{1, 1, []string{"a", `so "b" said`, "c"}}}},
		{"marks that begin a cell only in looks", "a,\"b\n\"\"c\"\", d\",e\n", ',', []Row{{1, 1, []string{"a", "b\n\"c\", d", "e"}}}},
		{"an empty quoted cell of two lines", "\"\n\",a\n", ',', []Row{{1, 1, []string{"\n", "a"}}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got, faults, err := Separated(c.text, c.separator)
			if err != nil || len(faults) > 0 {
				t.Fatal(faults, err)
			}
			if diff := cmp.Diff(Sheet{Rows: c.want}, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// A quotation mark that is not closed is text, and the rows behind it are rows.
func TestMarksNotClosed(t *testing.T) {
	t.Parallel()
	const never, runsOn = "a quotation mark that is never closed", "a quotation mark that is not closed before the next rows"
	for _, c := range []struct {
		name, text string
		found      []raw.Fault
		want       []Row
	}{
		{"the last", "id,level,comment\n1a,2,\"fine, here\n1b,3,good\n", []raw.Fault{{Line: 2, Found: never}}, []Row{
			{1, 1, []string{"id", "level", "comment"}}, {2, 2, []string{"1a", "2", `"fine`, " here"}}, {3, 3, []string{"1b", "3", "good"}},
		}},
		{"two", "\"a\nb,\"c\n\nd,\"e f\"", []raw.Fault{{Line: 1, Found: runsOn}, {Line: 2, Found: runsOn}}, []Row{
			{1, 1, []string{`"a`}}, {2, 2, []string{"b", `"c`}}, {4, 4, []string{"d", "e f"}},
		}},
		{"pairs", "\"\"a\n\"\"b\n\"\"\"c\n", []raw.Fault{{Line: 1, Found: never}, {Line: 2, Found: never}, {Line: 3, Found: never}}, []Row{
			{1, 1, []string{`""a`}}, {2, 2, []string{`""b`}}, {3, 3, []string{`"""c`}},
		}},
		{"before a quoted cell", "id,level,comment,evidence\n1a,2,\"Good,e1\n1b,3,Fine,e2\n1c,2,\"Well, also\ngood\",e3\n", []raw.Fault{{Line: 2, Found: runsOn}}, []Row{
			{1, 1, []string{"id", "level", "comment", "evidence"}},
			{2, 2, []string{"1a", "2", `"Good`, "e1"}},
			{3, 3, []string{"1b", "3", "Fine", "e2"}},
			{4, 4, []string{"1c", "2", "Well, also\ngood", "e3"}},
		}},
		{"before a mark in a cell", "id,level,comment,evidence\n1a,2,\"Good,e1\n1b,3,Fine,e2\n1c,2,screens of 17\",e3\n1d,1,Poor,e4\n", []raw.Fault{{Line: 2, Found: runsOn}}, []Row{
			{1, 1, []string{"id", "level", "comment", "evidence"}},
			{2, 2, []string{"1a", "2", `"Good`, "e1"}},
			{3, 3, []string{"1b", "3", "Fine", "e2"}},
			{4, 4, []string{"1c", "2", `screens of 17"`, "e3"}},
			{5, 5, []string{"1d", "1", "Poor", "e4"}},
		}},
		{"a space behind the mark", "id,level,comment\n1a,2,\"Good\" \n1b,3,\"Fine\"\n", []raw.Fault{{Line: 2, Found: runsOn}}, []Row{
			{1, 1, []string{"id", "level", "comment"}}, {2, 2, []string{"1a", "2", `"Good" `}}, {3, 3, []string{"1b", "3", "Fine"}},
		}},
		{"a row in a cell", "id,level,comment,evidence\n1a,2,\"Before:\n1b,1,Poor,e0\",e1\n1b,3,Fine,e2\n", nil, []Row{
			{1, 1, []string{"id", "level", "comment", "evidence"}},
			{2, 2, []string{"1a", "2", "Before:\n1b,1,Poor,e0", "e1"}},
			{3, 4, []string{"1b", "3", "Fine", "e2"}},
		}},
		{"prose with as many commas", "id,level,comment,evidence\n1a,2,\"We met, talked.\nThen, in May, went on, gladly\",e1\n1b,3,Fine,e2\n", nil, []Row{
			{1, 1, []string{"id", "level", "comment", "evidence"}},
			{2, 2, []string{"1a", "2", "We met, talked.\nThen, in May, went on, gladly", "e1"}},
			{3, 4, []string{"1b", "3", "Fine", "e2"}},
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got, faults, err := Separated(c.text, ',')
			if err != nil {
				t.Fatal(err)
			}
			for i := range c.found {
				c.found[i].Expected = "one at either end of a cell; it was taken as text"
			}
			if diff := cmp.Diff(c.found, faults); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
			if diff := cmp.Diff(c.want, got.Rows); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
	_, faults, err := Separated(strings.Repeat("\"a\n", 50), ',')
	if err != nil || len(faults) != 21 || faults[20].Line != 21 || !strings.HasPrefix(faults[20].Found, "30 more") {
		t.Errorf("of 50 marks: %v %v", faults, err)
	}
}

func TestSeparatedTooLarge(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, text, says string }{
		{"rows", strings.Repeat("\na,b", 5001), "row 5002 is past the first 5000"},
		{"columns", "a\n" + strings.Repeat(",", 200) + "b\n", "row 2 reaches column GS, where at most 200"},
		{"separators", "\n\n" + strings.Repeat(",", 2e6), "line 3 has 2000000 separators"},
	} {
		if _, _, err := Separated(c.text, ','); !errors.Is(err, raw.ErrTooLarge) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: the error is %v", c.name, err)
		}
	}
	if _, _, err := Separated(",,\n\n", ','); !errors.Is(err, raw.ErrEmpty) {
		t.Errorf("the error is %v", err)
	}
	if _, _, err := Separated("a\"b", '"'); !errors.Is(err, raw.ErrMalformed) {
		t.Errorf("the error is %v", err)
	}
	for name, text := range map[string]string{
		"rows":    strings.Repeat("a,b\n,\n\n", 5000),
		"columns": strings.Repeat(",", 199) + "b" + strings.Repeat(",", 100),
	} {
		if _, faults, err := Separated(text, ','); err != nil || len(faults) > 0 {
			t.Errorf("%s: %v %v", name, faults, err)
		}
	}
}

// No text of 5 MB takes long, whatever stands in it: 0.3 s where nothing else
// runs.
func TestHostileText(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("reads much")
	}
	for name, part := range map[string]string{
		"marks":               `"`,
		"marks at beginnings": "\"a\n",
		"pairs at beginnings": "\"\"a\n",
		"pairs in one line":   `""a,`,
		"marks in one line":   `"a,`,
		"separators":          ",",
		"lines":               "\n",
		"cells with lines":    "\"\n\",",
		"rows like others":    "1a,b\n\"",
		"rows in cells":       "\"\n1a,b\",\n",
	} {
		text := strings.Repeat(part, 5<<20/len(part))
		for _, text := range []string{text, text + `"`, "1a,b\n\"" + text + "\"\n"} {
			start := time.Now()
			_, faults, err := Separated(text, ',')
			if took := time.Since(start); took > 2*time.Second {
				t.Errorf("%s: it took %v", name, took)
			}
			if len(faults) > 21 || err != nil && !errors.Is(err, raw.ErrTooLarge) && !errors.Is(err, raw.ErrEmpty) {
				t.Errorf("%s: %d faults and %v", name, len(faults), err)
			}
		}
	}
}

// Rows come back as they were written, with the numbers that are counted.
func TestRoundTrip(t *testing.T) {
	t.Parallel()
	cell := rapid.OneOf(
		rapid.SampledFrom([]string{"", "1a1", "2", "Level: 2", "x"}),
		rapid.StringMatching(`[a-z ,;"\n\t“é–]{0,20}`),
	)
	rapid.Check(t, func(t *rapid.T) {
		separator := rapid.SampledFrom([]rune{',', ';', '\t'}).Draw(t, "separator")
		crlf := rapid.Bool().Draw(t, "CRLF")
		rows := rapid.SliceOfN(rapid.SliceOfN(cell, 2, 6), 1, 20).Draw(t, "rows")
		var b bytes.Buffer
		w := csv.NewWriter(&b)
		w.Comma, w.UseCRLF = separator, crlf
		var want []Row
		line := 1
		for i, cells := range rows {
			used := len(cells)
			for used > 0 && strings.TrimSpace(cells[used-1]) == "" {
				used--
			}
			if used > 0 {
				want = append(want, Row{i + 1, line, cells[:used]})
			}
			if err := w.Write(cells); err != nil {
				t.Fatal(err)
			}
			line += 1 + strings.Count(strings.Join(cells, ""), "\n")
		}
		w.Flush()
		got, faults, err := Separated(b.String(), separator)
		if errors.Is(err, raw.ErrEmpty) {
			err = nil
		}
		if err != nil {
			t.Fatal(err)
		}
		if len(faults) > 0 { // a cell that looks as if rows ran into each other
			t.Skip("a fault")
		}
		if diff := cmp.Diff(want, got.Rows); diff != "" {
			t.Errorf("of\n%s\n-want +got:\n%s", b.String(), diff)
		}
	})
}

func TestColumn(t *testing.T) {
	t.Parallel()
	for i, want := range map[int]string{0: "A", 25: "Z", 26: "AA", 51: "AZ", 52: "BA", 701: "ZZ", 702: "AAA", 16383: "XFD"} {
		if got := Column(i); got != want {
			t.Errorf("column %d is %q, want %q", i, got, want)
		}
	}
}

// expected is what a careful reader gets from the tables of one school.
type expected struct {
	Items map[string]struct {
		Start  string `json:"commentary_start"`
		Length int    `json:"commentary_length"`
	} `json:"items"`
	Files map[string]struct {
		Rows     map[string]int `json:"rows"`
		Heading  []int          `json:"header_rows"`
		Problems []struct {
			Row, Line   int
			Cell, Found string
		} `json:"problems"`
		SchoolSheet struct {
			School      map[string]any `json:"school"`
			Application map[string]any `json:"application"`
		} `json:"school_sheet"`
	} `json:"files"`
}

// tables is the folder of the tables beside the repository, with what is in them.
func tables(t *testing.T) (dir string, want expected) {
	t.Helper()
	dir = "../../../../shared/tables"
	data, err := os.ReadFile(filepath.Join(dir, "expected.json"))
	if err != nil {
		t.Skip("no tables beside the repository")
	}
	if err := json.Unmarshal(data, &want); err != nil {
		t.Fatal(err)
	}
	return dir, want
}

func TestTables(t *testing.T) {
	t.Parallel()
	dir, want := tables(t)
	for file, separator := range map[string]rune{"hatherleigh.csv": ',', "hatherleigh-cp1252.csv": ';', "hatherleigh.tsv": '\t'} {
		t.Run(file, func(t *testing.T) {
			t.Parallel()
			data, err := os.ReadFile(filepath.Join(dir, file))
			if err != nil {
				t.Fatal(err)
			}
			text, err := raw.Decode(data)
			if err != nil {
				t.Fatal(err)
			}
			sheet, faults, err := Separated(text.Text, separator)
			if err != nil || len(faults) > 0 {
				t.Fatal(faults, err)
			}
			want.check(t, file, sheet)
		})
	}
}

// check checks a table's row numbers, lines and cells against what is expected.
func (e expected) check(t *testing.T, file string, s Sheet) {
	t.Helper()
	rows := map[int]Row{}
	for _, row := range s.Rows {
		rows[row.Number] = row
	}
	f := e.Files[file]
	for _, p := range f.Problems {
		row := rows[p.Row]
		column := int(p.Cell[0] - 'A')
		if row.Line != p.Line || len(row.Cells) <= column || strings.TrimSpace(row.Cells[column]) != p.Found {
			t.Errorf("%s has %v, want %q at line %d", p.Cell, row, p.Found, p.Line)
		}
	}
	for item, number := range f.Rows {
		row, ok := rows[number]
		if !ok {
			t.Errorf("%s: no row %d", item, number)
			continue
		}
		id := strings.NewReplacer("-", "", ".", "", " ", "", "\u00a0", "").Replace(strings.ToLower(row.Cells[0]))
		commentary := ""
		if len(row.Cells) > 2 {
			commentary = strings.TrimSpace(row.Cells[2])
		}
		want := e.Items[item]
		if id != item || want.Length > 0 && (!strings.HasPrefix(commentary, want.Start) || len([]rune(commentary)) != want.Length) {
			t.Errorf("%s: row %d is %q", item, number, row.Cells)
		}
	}
}
