package archive

import (
	"archive/zip"
	"errors"
	"io"
	"io/fs"
	"strings"
	"testing"

	"halfday/visit/internal/raw"
)

// FuzzOpen walks an archive and reads everything: no more than was said, by
// paths that stay inside.
func FuzzOpen(f *testing.F) {
	f.Add([]byte("PK\x05\x06" + strings.Repeat("\x00", 18)))
	f.Add(pack(f, nil, "Elm Park/submission.yaml", "Elm Park/evidence/vision.md", "Si\x83n.txt", `a\b.txt`, "A/B.txt", "../evil", "CON", "__MACOSX/._x"))
	f.Add(says(f, 1, 1000))
	f.Add(says(f, 1, 1<<63))
	f.Add(says(f, 1, 1<<20)[:200])
	f.Add(rawZip(f, []byte("no deflated data"), &zip.FileHeader{Name: "a.txt", Method: zip.Deflate, CompressedSize64: 16, UncompressedSize64: 20}))
	f.Add(overlapping(f, 3))
	f.Add(overlapping(f, 200))
	f.Fuzz(func(t *testing.T, data []byte) {
		fsys, refused, err := open(data)
		if err != nil {
			if !errors.Is(err, raw.ErrTooLarge) && !errors.Is(err, raw.ErrMalformed) || fsys != nil || refused != nil {
				t.Fatalf("%v %v %v", fsys, refused, err)
			}
			return
		}
		for _, r := range refused {
			if r.Why == "" || len(r.Path) > maxPath {
				t.Errorf("refused: %v", r)
			}
		}
		var total int64
		seen := map[string]bool{}
		err = fs.WalkDir(fsys, ".", func(path string, d fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			if !fs.ValidPath(path) || strings.ContainsAny(path, "\\:\x00") || seen[path] {
				t.Errorf("the path %q", path)
			}
			if seen[path] = true; d.IsDir() {
				return nil
			}
			info, err := d.Info()
			if err != nil {
				return err
			}
			file, err := fsys.Open(path)
			if err != nil {
				if !errors.Is(err, raw.ErrMalformed) {
					t.Error(err)
				}
				return nil
			}
			n, err := io.Copy(io.Discard, file)
			if n > info.Size() || err == nil && n != info.Size() {
				t.Errorf("%q: %d of %d bytes", path, n, info.Size())
			}
			if err != nil && !errors.Is(err, raw.ErrMalformed) {
				t.Error(err)
			}
			total += n
			if err := file.Close(); err != nil && !errors.Is(err, raw.ErrMalformed) {
				t.Error(err)
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
		if total > harmless && total > maxRatio*int64(len(data)) || total > maxUnpacked {
			t.Errorf("%d bytes gave %d", len(data), total)
		}
	})
}
