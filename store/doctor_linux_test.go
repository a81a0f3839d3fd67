package store

import (
	"os"
	"path/filepath"
	"testing"
)

// Where nothing may be written, everything can still be looked through, and a
// backup restored from there.
func TestExamineWithoutRights(t *testing.T) {
	s, opt := makeSample(t, true), testOptions()
	dir, backup := mustBackup(t, s, opt)
	for _, folder := range []string{dir, backup} {
		chmodAll(t, folder)
		asNobody(t, func() {
			if d, err := Examine(folder, opt); err != nil || !d.Whole() || d.Visits != len(s.want) {
				t.Errorf("damaged are %v, %v", damagedParts(d), err)
			}
		})
	}
	restored := filepath.Join(shared(t), "restored")
	if _, missing, err := Restore(restored, backup, opt, false); err != nil || len(missing) > 0 {
		t.Fatalf("%v is missing, %v", missing, err)
	}
	mustShow(t, restored, opt, s.want)
}

// chmodAll lets everybody read a folder with all in it, and nobody write.
func chmodAll(t *testing.T, dir string) {
	t.Helper()
	for _, above := range []string{filepath.Dir(dir), filepath.Dir(filepath.Dir(dir))} { // those of the test
		if info, err := os.Stat(above); err == nil && info.Mode().Perm()&0o055 != 0o055 {
			chmod(t, above, 0o755)
		}
	}
	err := filepath.WalkDir(dir, func(path string, e os.DirEntry, err error) error {
		if err == nil {
			mode := os.FileMode(0o444)
			if e.IsDir() {
				mode = 0o555
			}
			chmod(t, path, mode)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
