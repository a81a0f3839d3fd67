package table

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// beside times two readings of the same file in turn and reports how many times
// as long ours takes.
func beside(b *testing.B, ours, bare func() error) {
	b.Helper()
	var spent [2]time.Duration
	for b.Loop() {
		for i, read := range []func() error{ours, bare} {
			start := time.Now()
			if err := read(); err != nil {
				b.Fatal(err)
			}
			spent[i] += time.Since(start)
		}
	}
	b.ReportMetric(float64(spent[0])/float64(spent[1]), "×bare")
	b.ReportMetric(float64(spent[0].Microseconds())/float64(b.N)/1000, "ms/file")
}

// BenchmarkSeparated compares with the standard library's own reading of a text:
// 60 rows with quoted cells of several lines, 200 kB; and the most rows there
// may be.
func BenchmarkSeparated(b *testing.B) {
	review := func(rows int, comment string) string {
		var text strings.Builder
		text.WriteString("Aspect,Level,Comments,Evidence,Next steps\n")
		for i := range rows {
			fmt.Fprintf(&text, "%d%c%d,%d,%s,Minutes; survey,Ask again\n", 1+i%6, 'a'+i%3, 1+i%5, 1+i%5, comment)
		}
		return text.String()
	}
	prose := "In year 4, all pupils keep what they make, and “show” it: parents see it at home.\n"
	for name, text := range map[string]string{
		"60 rows":    review(60, `"`+strings.Repeat(prose, 38)+`"`),
		"5,000 rows": review(4999, strings.ReplaceAll(prose[:60], ",", "")),
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			beside(b, func() error {
				_, faults, err := Separated(text, ',')
				if len(faults) > 0 {
					return errors.New(faults[0].Found)
				}
				return err
			}, func() error {
				r := csv.NewReader(strings.NewReader(text))
				r.LazyQuotes, r.FieldsPerRecord = true, -1
				_, err := r.ReadAll()
				return err
			})
		})
	}
}

// BenchmarkWorkbook compares with a library for workbooks that gives the cells
// as they are written, a row at a time; days and merged cells are not told.
func BenchmarkWorkbook(b *testing.B) {
	files := map[string][]byte{"60 rows": largeWorkbook(b, 60, 40), "5,000 rows": largeWorkbook(b, 5000, 10)}
	if data, err := os.ReadFile(filepath.Join("../../../../shared/tables", "hatherleigh.xlsx")); err == nil {
		files["a school's"] = data
	}
	for name, data := range files {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			beside(b, func() error {
				_, _, err := Workbook(data)
				return err
			}, func() error { return bareRows(data) })
		})
	}
}

func bareRows(data []byte) error {
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{RawCellValue: true})
	if err != nil {
		return err
	}
	for _, name := range f.GetSheetList() {
		rows, err := f.Rows(name)
		if err != nil {
			return err
		}
		for rows.Next() {
			if _, err := rows.Columns(); err != nil {
				return err
			}
		}
		if err := rows.Close(); err != nil {
			return err
		}
	}
	return f.Close()
}
