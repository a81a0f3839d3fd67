package disk

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/sys/unix"
)

// small mounts a disk of the given size, in KiB, which only root may.
func small(t *testing.T, size string) string {
	t.Helper()
	dir := t.TempDir()
	if err := unix.Mount("tmpfs", dir, "tmpfs", 0, "size="+size+"k"); err != nil {
		t.Skip(err)
	}
	t.Cleanup(func() {
		if err := unix.Unmount(dir, 0); err != nil {
			t.Error(err)
		}
	})
	return dir
}

func TestFree(t *testing.T) {
	dir := small(t, "4096")
	if n, err := Free(dir); err != nil || n != 4<<20 {
		t.Error(n, err)
	}
	if err := WriteFile(filepath.Join(dir, "file"), make([]byte, 1<<20)); err != nil {
		t.Fatal(err)
	}
	if n, err := Free(filepath.Join(dir, "not", "yet")); err != nil || n != 3<<20 {
		t.Error(n, err)
	}
	if kind, name := Where(dir); kind != Local || name != "" {
		t.Error(kind, name)
	}
	if got := mountType(dir); got != "tmpfs" {
		t.Error(got)
	}
}

func TestFreeWhereNobodyCounts(t *testing.T) {
	if _, err := Free("/proc"); !errors.Is(err, errors.ErrUnsupported) {
		t.Error(err)
	}
}

func TestWriteFileOnAFullDisk(t *testing.T) {
	dir := small(t, "1024")
	path := filepath.Join(dir, "file")
	before := bytes.Repeat([]byte("x"), 600<<10)
	if err := WriteFile(path, before); err != nil {
		t.Fatal(err)
	}
	if err := WriteFile(path, before); !errors.Is(err, syscall.ENOSPC) {
		t.Error(err)
	}
	if got, err := os.ReadFile(path); err != nil || !bytes.Equal(got, before) {
		t.Errorf("%d bytes, %v", len(got), err)
	}
	if diff := cmp.Diff([]string{"file"}, names(t, dir)); diff != "" {
		t.Error(diff)
	}
	if err := WriteFile(path, before[:400<<10]); err != nil {
		t.Error(err)
	}
}

func TestTypeOf(t *testing.T) {
	const mounts = `22 27 0:20 / /proc rw,nosuid - proc proc rw
27 1 254:0 / / rw,noatime shared:1 - ext4 /dev/vda rw
61 27 0:48 / /media/a\040-\040b rw,nosuid,nodev shared:9 master:2 - fuse.sshfs assessor@school.example: rw,user_id=1000
62 27 8:17 / /media/stick rw shared:12 - fuseblk /dev/sdb1 rw
63 27 0:49 /
64
65 27 0:50 / /x rw - `
	for device, want := range map[string]string{
		"254:0": "ext4",
		"0:48":  "fuse.sshfs",
		"8:17":  "fuseblk",
		"0:4":   "",
		"0:49":  "",
		"0:50":  "",
		"":      "",
	} {
		if got := typeOf(mounts, device); got != want {
			t.Errorf("%s: %q, want %q", device, got, want)
		}
	}
}

func TestFuse(t *testing.T) {
	for in, want := range map[string]string{
		"fuse.sshfs":     "sshfs",
		"fuse.rclone":    "rclone",
		"virtiofs":       "virtiofs",
		"fuse":           "FUSE",
		"":               "FUSE", // known to be one of them, but not which
		"fuseblk":        "",
		"fuse.gocryptfs": "",
	} {
		if got := fuse(in); got != want {
			t.Errorf("%s: %q, want %q", in, got, want)
		}
	}
}
