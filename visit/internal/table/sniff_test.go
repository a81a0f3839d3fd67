package table

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"halfday/visit/internal/raw"
)

// zipOf makes a zip of files, given as a name and a content in turn.
func zipOf(t testing.TB, files ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		w, err := z.Create(files[i])
		if err == nil {
			_, err = io.WriteString(w, files[i+1])
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

// locked makes a workbook that needs a password.
func locked(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	f := excelize.NewFile()
	if err := errors.Join(f.Write(&b, excelize.Options{Password: "elm"}), f.Close()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// old makes a file of an old office program, in the little of it that is looked at.
func old(name string) []byte {
	return []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + strings.Repeat("\x00", 500) + strings.Join(strings.Split(name, ""), "\x00") + "\x00\x00\x00")
}

// A document is told by what is in it, and one that is not read by its name.
func TestOtherKinds(t *testing.T) {
	t.Parallel()
	types := []string{"[Content_Types].xml", "<Types/>"}
	mime := "application/vnd.oasis.opendocument."
	for _, c := range []struct {
		name     string
		data     []byte
		document bool
		says     string
	}{
		{"xlsx", review(t), true, ""},
		{"xlsb", zipOf(t, append(types, "xl/worksheets/sheet1.bin", "", "xl/workbook.bin", "")...), true, "it is a binary workbook (.xlsb)"},
		{"ods", zipOf(t, "mimetype", mime+"spreadsheet", "content.xml", ""), true, "an OpenDocument spreadsheet (.ods)"},
		{"odt", zipOf(t, "mimetype", mime+"text", "content.xml", ""), true, "no spreadsheet"},
		{"docx", zipOf(t, append(types, "word/document.xml", "")...), true, "a Word document (.docx)"},
		{"pptx", zipOf(t, append(types, "ppt/presentation.xml", "")...), true, "a presentation (.pptx)"},
		{"archive", zipOf(t, "submission.yaml", "", "xl/plan.txt", "", "mimetype", "text/plain"), false, "an archive of files"},
		{"another package", zipOf(t, append(types, "other/part.xml", "")...), false, "an archive of files"},
		{"nothing", zipOf(t), false, "an archive of files"},
		{"password", locked(t), false, "locked with a password"},
		{"xls", old("Workbook"), false, "an old Excel workbook (.xls)"},
		{"doc", old("WordDocument"), false, "an old Word document (.doc)"},
		{"ppt", old("PowerPoint Document"), false, "an old presentation (.ppt)"},
		{"text", []byte("id,level\n"), false, "it is no workbook"},
		{"cut off", review(t)[:3000], false, "damaged or not complete"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := IsWorkbookAt(bytes.NewReader(c.data), int64(len(c.data))); got != c.document {
				t.Errorf("it is a document: %v", got)
			}
			if IsZip(c.data) != bytes.HasPrefix(c.data, []byte("PK")) || IsOldOffice(c.data) != (c.data[0] == 0xD0) {
				t.Error("its beginning was mistaken")
			}
			_, _, err := Workbook(c.data)
			if (err == nil) != (c.says == "") || err != nil && (!errors.Is(err, raw.ErrMalformed) || !strings.Contains(err.Error(), c.says)) {
				t.Errorf("the error is %v", err)
			}
		})
	}
}

func TestFormats(t *testing.T) {
	t.Parallel()
	for code, want := range map[string]format{
		"General": plain, "0.00": plain, "@": plain, "#,##0;[Red]-#,##0": plain, `0 "days"`: plain, `\d\a\y 0`: plain, "0.00E+00": plain,
		"[$£-809]#,##0": plain, `_-* #,##0_-;d`: plain, `"unclosed`: plain, "[unclosed": plain, "": plain,
		"dd/mm/yyyy": day, "[$-809]d mmmm yyyy;@": day, "mmm": day, "mmmm-yy": day, "[Blue]yyyy": day, `yyyy"年"m"月"`: day,
		"h:mm": clock, "mm:ss.0": clock, "h:mm AM/PM": clock, "h a/p": clock,
		"dd/mm/yyyy hh:mm": dayAndClock, "m/d/yy h:mm": dayAndClock,
		"[h]:mm:ss": duration, "[mm]:ss": duration, "[s]": duration,
	} {
		if got := formatOf(code); got != want {
			t.Errorf("%q is %d, want %d", code, got, want)
		}
	}
	for id, want := range map[int]format{0: plain, 9: plain, 14: day, 17: day, 18: clock, 22: dayAndClock, 30: day, 45: clock, 46: duration, 49: plain, 57: day} {
		if got := builtIn(id); got != want {
			t.Errorf("format %d is %d, want %d", id, got, want)
		}
	}
}
