package submission

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

// linked is a folder with a symbolic link in it.
func linked(name, target string) fstest.MapFS {
	return fstest.MapFS{name: {Data: []byte(target), Mode: fs.ModeSymlink | 0o777}}
}

func TestPaths(t *testing.T) {
	t.Parallel()
	files := folder("evidence/Vision.md", "v", "evidence/a.md", "lower", "evidence/A.md", "upper")
	files["link.md"] = &fstest.MapFile{Data: []byte("evidence/a.md"), Mode: fs.ModeSymlink}
	files["linked"] = &fstest.MapFile{Data: []byte("evidence"), Mode: fs.ModeSymlink}
	files["pipe"] = &fstest.MapFile{Mode: fs.ModeNamedPipe}
	files["film.avi"] = &fstest.MapFile{Data: make([]byte, maxDocument+1)}
	for _, c := range []struct {
		path, file string
		missing    bool
		found      string // of the problem, if any
	}{
		{"evidence/a.md", "evidence/a.md", false, ""},
		{"evidence/A.md", "evidence/A.md", false, ""},
		{`evidence\a.md`, "evidence/a.md", false, ""},
		{"./evidence//a.md", "evidence/a.md", false, ""},
		{"Evidence/VISION.md", "evidence/Vision.md", false, ""},
		{"evidence/gone.md", "evidence/gone.md", true, ""},
		{"evidence/a.md/b", "evidence/a.md/b", true, ""},
		{"evidence", "evidence", true, `"evidence", a folder`},
		{"link.md", "link.md", true, `"link.md", a link`},
		{"linked/a.md", "linked/a.md", true, `"linked/a.md", a link`},
		{"pipe", "pipe", true, `"pipe", a device`},
		{"film.avi", "film.avi", true, `"film.avi", a file of 52428801 bytes, where at most 52428800 (50 MB) are read`},
		{"submission.yaml", "submission.yaml", true, `"submission.yaml", a file that was passed over`},
		{"../secret", "../secret", true, `"../secret", which leads out of the folder`},
		{`..\secret`, `..\secret`, true, `"..\\secret", which leads out of the folder`},
		{"evidence/../a.md", "evidence/../a.md", true, `"evidence/../a.md", which leads out of the folder`},
		{"/etc/passwd", "/etc/passwd", true, `"/etc/passwd", which leads out of the folder`},
		{`\\server\share\x`, `\\server\share\x`, true, `"\\\\server\\share\\x", which leads out of the folder`},
		{`C:\x.doc`, `C:\x.doc`, true, `"C:\\x.doc", a drive or web address`},
		{"http://a.example/b.pdf", "http://a.example/b.pdf", true, `"http://a.example/b.pdf", a drive or web address`},
		{strings.Repeat("a/", 600), strings.Repeat("a/", 600), true, `"` + strings.Repeat("a/", 40) + `"…, which is longer than 1024 bytes`},
	} {
		t.Run(c.path, func(t *testing.T) {
			t.Parallel()
			with := fstest.MapFS{"submission.yaml": {Data: fmt.Appendf(nil, "reviews: {1a1: {}}\ndocuments:\n  - title: T\n    file: '%s'\n", c.path)}}
			for name, f := range files {
				with[name] = f
			}
			s, err := Read(with, "test", testFramework(t))
			if err != nil {
				t.Fatal(err)
			}
			want := Evidence{Title: "T", File: c.file, Missing: c.missing}
			if diff := cmp.Diff([]Evidence{want}, s.Documents); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
			found := ""
			for _, p := range s.Problems {
				if p.At == "documents.1.file" && p.Line == 4 {
					found = p.Found
				}
			}
			if found != c.found {
				t.Errorf("problem %q, want %q", found, c.found)
			}
		})
	}
}

// What stands in the folder and cannot be used is said once for the folder.
func TestFolder(t *testing.T) {
	t.Parallel()
	files := folder("submission.yaml", "reviews: {1a1: {}}", "b.md", "22", "a.md", "1", ".hidden", "x", "sub/.x/y", "x")
	files["link.md"] = &fstest.MapFile{Data: []byte("a.md"), Mode: fs.ModeSymlink}
	files["film.avi"] = &fstest.MapFile{Data: make([]byte, maxDocument+1)}
	s, err := Read(files, "test", testFramework(t))
	if err != nil {
		t.Fatal(err)
	}
	want := &Submission{
		Name:    "test",
		Reviews: []Review{{Item: "1a1", Line: 1}},
		Files:   []File{{"a.md", 1}, {"b.md", 2}},
		Problems: []Problem{
			{File: "film.avi", Found: "52428801 bytes", Expected: "at most 52428800 (50 MB); it counts as not supplied"},
			{File: "link.md", Found: "a link", Expected: "a file; it was not opened"},
		},
		Source: Source{File: "submission.yaml", Form: "YAML", Encoding: "UTF-8"},
	}
	if diff := cmp.Diff(want, s); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestTooManyFiles(t *testing.T) {
	t.Parallel()
	for _, pattern := range []string{"%d.md", "%d/.keep"} {
		files := folder("submission.yaml", "reviews: {1a1: {}}")
		for i := range 2000 {
			files[fmt.Sprintf(pattern, i)] = &fstest.MapFile{}
		}
		for _, want := range []error{nil, ErrTooLarge} {
			s, err := Read(files, "test", testFramework(t))
			if !errors.Is(err, want) || err == nil && len(s.Problems) > 0 {
				t.Errorf("%s: %d files: %v, want %v", pattern, len(files), err, want)
			}
			files[fmt.Sprintf(pattern, 9999)] = &fstest.MapFile{}
		}
	}
}

// On a real disk nothing outside the folder is read either.
func TestRealFolder(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("links need a privilege there")
	}
	dir := t.TempDir()
	school := filepath.Join(dir, "school")
	write := func(path, text string) {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(filepath.Join(dir, "secret.md"), "secret")
	write(filepath.Join(school, "evidence", "in.md"), "inside")
	write(filepath.Join(school, "submission.yaml"), `
reviews: {1a1: {level: 2}}
documents: [{file: evidence/in.md}, {file: out.md}, {file: up/secret.md}, {file: ../secret.md}]
`)
	for link, target := range map[string]string{"out.md": "../secret.md", "up": ".."} {
		if err := os.Symlink(target, filepath.Join(school, link)); err != nil {
			t.Fatal(err)
		}
	}
	root, err := os.OpenRoot(school)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	s, err := Read(root.FS(), "school", testFramework(t))
	if err != nil {
		t.Fatal(err)
	}
	want := []Evidence{
		{Title: "in.md", File: "evidence/in.md"},
		{Title: "out.md", File: "out.md", Missing: true},
		{Title: "secret.md", File: "up/secret.md", Missing: true},
		{Title: "secret.md", File: "../secret.md", Missing: true},
	}
	if diff := cmp.Diff(want, s.Documents); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if diff := cmp.Diff([]File{{"evidence/in.md", 6}}, s.Files); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
