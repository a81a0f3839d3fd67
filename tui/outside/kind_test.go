package outside

import (
	"path"
	"strings"
	"testing"
)

func TestKindOf(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ file, data, name, why string }{
		{"plan.pdf", "%PDF-1.4", "PDF document", ""},
		{"a/b.c/PLAN.DocX", "PK", "Word document", ""},
		{"budget.csv", "a,b", "table", ""},
		{"film.mp4", "\x00\x00", "film", ""},
		{"vision.pdf.exe", "", "program", "nobody can tell what it would do"},
		{"vision.pdf:run.exe", "", "program", "nobody can tell"},
		{"start.sh", "", "program", "nobody can tell"},
		{"site.lnk", "", "link", "it leads somewhere else"},
		{"page.HTML", "", "web page", "fetch things from the internet"},
		{"logo.svg", "", "web page", "fetch things"},
		{"budget.xlsm", "", "document with macros", "ask the school for a copy without them"},
		{"all.zip", "", "archive", "ask the school for what is in it"},
		{"long.txt", "", "text", "too long"},
		{"vision", "", "file", "does not say"},
		{"vision.", "", "file", "does not say"},
		{"vision.pdf.", "", "file", "does not say"},
		{"vision.pdf ", "", "file", "Files that end in .pdf  are not opened"},
		{"x.never", "", "file", "Files that end in .never are not opened"},
		{"x." + strings.Repeat("y", 99), "", "file", "does not say"},
		{"", "", "file", "does not say"},

		// what is in a file counts too
		{"plan.pdf", "MZ\x90\x00\x03", "program", "not what its name says, but a program"},
		{"plan.csv", "MZ is the school's sign, it is said", "table", ""},
		{"plan.png", "\x7fELF\x02", "program", "but a program"},
		{"plan.csv", "#!/bin/sh\nrm", "script", "but a script"},
		{"plan.xls", "\uFEFF \r\n<HTML><body>", "web page", "but a web page"},
		{"plan.png", "<?xml version=\"1.0\"?><svg>", "web page", "but a web page"},
		{"plan.doc", "L\x00\x00\x00\x01\x14\x02\x00", "link", "but a link"},
		{"plan.doc", "[InternetShortcut]\nURL=", "link", "but a link"},
	} {
		k := KindOf(c.file, []byte(c.data))
		if k.Name != c.name || (k.Why == "") != (c.why == "") || !strings.Contains(k.Why, c.why) {
			t.Errorf("%q with %.10q is %+v, want %q, %q", c.file, c.data, k, c.name, c.why)
		}
	}
}

// An ending stands for one kind, and nothing that does something is opened.
func TestKindsAreApart(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, k := range kinds {
		for _, e := range k.endings {
			if seen[e] || e != strings.ToLower(e) || strings.ContainsAny(e, "./\\ ") {
				t.Errorf("the ending %q", e)
			}
			seen[e] = true
			if got := KindOf("x."+e, nil); got.Name != k.name || got.Why != k.why {
				t.Errorf("%q is %+v", e, got)
			}
		}
	}
	for _, e := range []string{"docm", "xlsm", "html", "svg", "exe", "lnk", "js", "desktop"} {
		if KindOf("x."+e, nil).Why == "" {
			t.Errorf("files that end in .%s are opened", e)
		}
	}
}

// FuzzKindOf gives it any name and beginning: what is opened is always on the list.
func FuzzKindOf(f *testing.F) {
	for _, name := range []string{"a.pdf", "../a.PDF", "a.pdf\x1b[2J", "a.p\u202efd", "a.exe.pdf", ".pdf", "a.pdf/"} {
		f.Add(name, []byte("x"))
	}
	f.Add("a.csv", []byte("\uFEFF<!DOCTYPE html>"))
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		k := KindOf(name, data)
		if k.Name == "" {
			t.Fatalf("%q is %+v", name, k)
		}
		if k.Why == "" && (k.ext == "" || strings.ToLower(path.Ext(name)) != k.ext || KindOf("x"+k.ext, nil).Why != "") {
			t.Fatalf("%q is opened as %+v", name, k)
		}
	})
}
