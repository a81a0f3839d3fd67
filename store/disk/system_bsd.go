//go:build darwin || freebsd

package disk

import (
	"strings"

	"golang.org/x/sys/unix"
)

func free(dir string) (uint64, error) {
	s, err := statfs(dir)
	if err != nil {
		return 0, err
	}
	return room(dir, uint64(s.Bsize), uint64(s.Bavail), s.Blocks)
}

// network is the name of the file system of another machine on which a folder
// is, or "". The system itself knows which are not local.
func network(dir string) string {
	s, err := statfs(dir)
	if err != nil || s.Flags&unix.MNT_LOCAL != 0 {
		return ""
	}
	switch name := unix.ByteSliceToString(s.Fstypename[:]); name {
	case "smbfs":
		return "SMB"
	case "nfs":
		return "NFS"
	case "webdav":
		return "WebDAV"
	case "afpfs":
		return "AFP"
	default:
		return name
	}
}

// provider is the program to which macOS itself says a folder belongs, or "".
// The folders Desktop and Documents stay in their places when iCloud takes them.
func provider(dir string) string {
	if _, err := unix.Getxattr(dir, "com.apple.icloud.desktop", nil); err == nil {
		return "iCloud"
	}
	name := make([]byte, 1024)
	n, err := unix.Getxattr(dir, "com.apple.file-provider-domain-id", name)
	switch {
	case err != nil:
		return ""
	case strings.HasPrefix(string(name[:n]), "com.apple.CloudDocs"):
		return "iCloud"
	}
	return "cloud storage"
}
