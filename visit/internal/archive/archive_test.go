package archive

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"halfday/visit/internal/raw"
)

// pack makes a zip of files, each with its own name for content. change, which
// may be nil, changes an entry's header before it is written.
func pack(t testing.TB, change func(*zip.FileHeader), names ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range names {
		h := &zip.FileHeader{Name: name, Method: zip.Deflate, Modified: time.Date(2012, 3, 5, 10, 30, 0, 0, time.UTC)}
		if change != nil {
			change(h)
		}
		w, err := z.CreateHeader(h)
		if err == nil && !strings.HasSuffix(name, "/") {
			_, err = io.WriteString(w, name)
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

func open(data []byte) (fs.FS, []Refused, error) {
	return Open(bytes.NewReader(data), int64(len(data)))
}

// files lists what an archive offers.
func files(t testing.TB, fsys fs.FS) (all []string) {
	t.Helper()
	err := fs.WalkDir(fsys, ".", func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			all = append(all, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestOpen(t *testing.T) {
	t.Parallel()
	fsys, refused, err := open(pack(t, nil,
		"Elm Park/", "Elm Park/submission.yaml", "Elm Park/evidence/vision.md", `Elm Park\evidence\minutes 2011.doc`,
		"./Elm Park//survey.csv", "Elm Park/empty/", `Elm Park\hollow\`, "Elm Park/tŷ.txt", "Elm Park/Sia\u0302n.txt",
		"__MACOSX/Elm Park/._survey.csv", "__MACOSX/Icon\r", ".DS_Store", "Elm Park/.git/config", "Elm Park/~$minutes.doc", "Elm Park/Thumbs.db",
	))
	if err != nil || len(refused) > 0 {
		t.Fatal(refused, err)
	}
	want := []string{
		"Elm Park/Siân.txt", "Elm Park/evidence/minutes 2011.doc", "Elm Park/evidence/vision.md",
		"Elm Park/submission.yaml", "Elm Park/survey.csv", "Elm Park/tŷ.txt",
	}
	if diff := cmp.Diff(want, files(t, fsys)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if err := fstest.TestFS(fsys, want...); err != nil {
		t.Error(err)
	}
	data, err := fs.ReadFile(fsys, "Elm Park/evidence/vision.md")
	info, statErr := fs.Lstat(fsys, "Elm Park/evidence/vision.md")
	if err != nil || statErr != nil || string(data) != "Elm Park/evidence/vision.md" {
		t.Fatalf("%q %v %v", data, err, statErr)
	}
	if info.Size() != 27 || !info.ModTime().Equal(time.Date(2012, 3, 5, 10, 30, 0, 0, time.UTC)) || !info.Mode().IsRegular() {
		t.Errorf("it is described as %v", info)
	}
}

// Names in the characters of DOS, as some programs for Windows still write them.
func TestNamesOfDOS(t *testing.T) {
	t.Parallel()
	fsys, refused, err := open(pack(t, nil, "Si\x83n.txt", "t\x98.txt", "\x9c6,400.txt"))
	if err != nil || len(refused) > 0 {
		t.Fatal(refused, err)
	}
	if diff := cmp.Diff([]string{"Siân.txt", "tÿ.txt", "£6,400.txt"}, files(t, fsys)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestRefused(t *testing.T) {
	t.Parallel()
	out, colon := "a path that leads out of the folder", "a path with a colon, as of a drive"
	control, unseen := "a path with control characters", "a path with characters that do not show, or turn the reading round"
	device, ending := "a name that Windows keeps for a device", "a name that ends in a full stop or a space"
	long := strings.Repeat("a/", 2000) + "x"
	for _, c := range []struct{ name, why string }{
		{"ok/a.txt", ""},
		{"../evil.txt", out},
		{"ok/../../evil.txt", out},
		{"/etc/evil", out},
		{`..\evil.txt`, out},
		{`C:\evil.txt`, colon},
		{"C:evil", colon},
		{"link-dir/evil.txt", ""},
		{"link-file", ""},
		{"a\x00b", control},
		{"CON", device},
		{"nul.txt", device},
		{"aux", device},
		{"trailing. ", ending},
		{"a/./b", ""},
		{"./../evil", out},
		{"ok//..//../evil", out},
		{long, "a path of 4001 bytes, where at most 1024 are read"},
		{"COM1", device},
		{"file.txt:ads", colon},
		{"", "a file without a name"},
		{".", "a file without a name"},
		{"..", out},
		{"ok/\u202etxt.exe", unseen},
		{"\x1b[2J.txt", control},
		{"inside.txt/x", ""},

		{"ok/inside/..", out},
		{`\\server\share\x`, out},
		{"a/lpt¹.doc", device},
		{"CONIN$", device},
		{"com10.txt", ""},
		{"console.txt", ""},
		{"plan./x", ending},
		{"a\u200bb", unseen},
		{"\u0085", control},
		{"a\uFFFDb", "a path in characters that cannot be read"},
	} {
		t.Run(fmt.Sprintf("%.20q", c.name), func(t *testing.T) {
			t.Parallel()
			fsys, refused, err := open(pack(t, nil, c.name, "kept.txt"))
			if err != nil {
				t.Fatal(err)
			}
			if err := fstest.TestFS(fsys, "kept.txt"); err != nil {
				t.Error(err)
			}
			switch {
			case c.why == "":
				if len(refused) > 0 || len(files(t, fsys)) != 2 {
					t.Errorf("refused: %v", refused)
				}
			case len(refused) != 1 || refused[0].Why != c.why || !strings.HasPrefix(c.name, strings.TrimSuffix(refused[0].Path, "…")):
				t.Errorf("refused: %v", refused)
			}
		})
	}
}

// An entry is refused for what it is, and for what is there already.
func TestRefusedEntries(t *testing.T) {
	t.Parallel()
	changes := map[string]func(*zip.FileHeader){
		"link":   func(h *zip.FileHeader) { h.SetMode(fs.ModeSymlink | 0o777) },
		"pipe":   func(h *zip.FileHeader) { h.SetMode(fs.ModeNamedPipe | 0o600) },
		"disk":   func(h *zip.FileHeader) { h.SetMode(fs.ModeDevice | 0o600) },
		"locked": func(h *zip.FileHeader) { h.Flags |= 1 },
	}
	data := pack(t, func(h *zip.FileHeader) {
		if change := changes[h.Name]; change != nil {
			change(h)
		}
	}, "link", "pipe", "disk", "locked", "a/one.txt", "a/one.txt", "A/One.TXT", "a", "a/one.txt/x", "a/two.txt")
	fsys, refused, err := open(data)
	if err != nil {
		t.Fatal(err)
	}
	second := "a second file of that name (capital and small letters count as the same)"
	want := []Refused{
		{"link", "a link"},
		{"pipe", "a device"},
		{"disk", "a device"},
		{"locked", "an encrypted file, which needs a password"},
		{"a/one.txt", second},
		{"A/One.TXT", second},
		{"a", "a file with the name of a folder"},
		{"a/one.txt/x", "a file inside what is a file itself"},
	}
	if diff := cmp.Diff(want, refused); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if diff := cmp.Diff([]string{"a/one.txt", "a/two.txt"}, files(t, fsys)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// What a writer of archives would not write.
func TestRefusedHeaders(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		header zip.FileHeader
		want   Refused
	}{
		{zip.FileHeader{Name: "a.txt", Method: 99}, Refused{"a.txt", "a file packed in a way that is not read (method 99)"}},
		{zip.FileHeader{Name: "Si\x83n.txt", Flags: utf8Names}, Refused{"Si\uFFFDn.txt", "a path in characters that cannot be read"}},
		{zip.FileHeader{Name: "a.txt", CompressedSize64: 1 << 20}, Refused{"a.txt", "a file that is damaged in the archive"}},
	} {
		_, refused, err := open(rawZip(t, nil, &c.header))
		if diff := cmp.Diff([]Refused{c.want}, refused); diff != "" || err != nil {
			t.Errorf("%v -want +got:\n%s", err, diff)
		}
	}
}

// What is damaged in one file only costs that file.
func TestDamagedFile(t *testing.T) {
	t.Parallel()
	data := pack(t, func(h *zip.FileHeader) { h.Method = zip.Store }, "minutes of the governors.doc", "vision.md")
	data[bytes.Index(data, []byte("minutes of the governors.docminutes"))+30] ^= 1
	fsys, refused, err := open(data)
	if err != nil || len(refused) > 0 {
		t.Fatal(refused, err)
	}
	_, err = fs.ReadFile(fsys, "minutes of the governors.doc")
	var at *fs.PathError
	if !errors.Is(err, raw.ErrMalformed) || !errors.As(err, &at) || !strings.Contains(err.Error(), sendAgain) {
		t.Errorf("the error is %v", err)
	}
	if _, err := fs.ReadFile(fsys, "vision.md"); err != nil {
		t.Error(err)
	}
	copy(data, "no entry")
	_, refused, err = open(data)
	if diff := cmp.Diff([]Refused{{"minutes of the governors.doc", "a file that is damaged in the archive"}}, refused); diff != "" || err != nil {
		t.Errorf("%v -want +got:\n%s", err, diff)
	}
}

// Wherever an archive is cut off, that is an error and not a shorter archive.
func TestCutOff(t *testing.T) {
	t.Parallel()
	data := pack(t, nil, "submission.yaml", "evidence/vision.md")
	for n := range data {
		if _, _, err := open(data[:n]); !errors.Is(err, raw.ErrMalformed) {
			t.Fatalf("cut off at %d the error is %v", n, err)
		}
	}
	if _, _, err := Open(broken{}, 1000); !errors.Is(err, fs.ErrPermission) {
		t.Errorf("the error is %v", err)
	}
}

type broken struct{}

func (broken) ReadAt([]byte, int64) (int, error) { return 0, fs.ErrPermission }
