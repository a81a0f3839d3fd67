package disk

import (
	"fmt"
	"os"
	"strings"

	"golang.org/x/sys/unix"
)

func free(dir string) (uint64, error) {
	s, err := statfs(dir)
	if err != nil {
		return 0, err
	}
	return room(dir, uint64(s.Frsize), s.Bavail, s.Blocks)
}

// away are the file systems of other machines by their numbers, which are those
// of linux/magic.h and of the file systems' own sources.
var away = map[uint32]string{
	unix.NFS_SUPER_MAGIC:  "NFS",
	unix.SMB_SUPER_MAGIC:  "SMB",
	unix.CIFS_SUPER_MAGIC: "SMB",
	unix.SMB2_SUPER_MAGIC: "SMB",
	unix.NCP_SUPER_MAGIC:  "NetWare",
	unix.V9FS_MAGIC:       "9P", // also the drives of Windows seen from WSL
	unix.AFS_SUPER_MAGIC:  "AFS",
	unix.AFS_FS_MAGIC:     "AFS",
	unix.CODA_SUPER_MAGIC: "Coda",
	unix.CEPH_SUPER_MAGIC: "Ceph",
	0x0bd00bd0:            "Lustre",
	0x19830326:            "BeeGFS",
	0x786f4256:            "VirtualBox shared folder",
}

// network is the name of the file system of another machine on which a folder
// is, or "".
func network(dir string) string {
	s, err := statfs(dir)
	if err != nil {
		return ""
	}
	magic := uint32(s.Type)
	if magic != unix.FUSE_SUPER_MAGIC {
		return away[magic]
	}
	return fuse(mountType(dir))
}

// fuse is the name of a file system that a program provides, unless it is known
// to keep its files on this machine: those of disks, as with NTFS and exFAT,
// and those that encrypt or unite other folders.
func fuse(fsType string) string {
	switch program := strings.TrimPrefix(fsType, "fuse."); program {
	case "fuseblk", "bindfs", "cryfs", "encfs", "exfat", "fuse-overlayfs", "gocryptfs", "mergerfs", "ntfs-3g", "unionfs", "zfs":
		return ""
	case "", "fuse":
		return "FUSE"
	default:
		return program
	}
}

// mountType is the type of the file system of a folder as mount shows it, or "".
func mountType(dir string) string {
	var s unix.Stat_t
	if err := unix.Stat(dir, &s); err != nil {
		return ""
	}
	mounts, err := os.ReadFile("/proc/self/mountinfo")
	if err != nil {
		return ""
	}
	return typeOf(string(mounts), fmt.Sprintf("%d:%d", unix.Major(s.Dev), unix.Minor(s.Dev)))
}

// typeOf finds the type of a device's file system. See proc(5) for the lines:
// the device is third, the type follows a hyphen.
func typeOf(mountinfo, device string) string {
	for line := range strings.Lines(mountinfo) {
		mount, system, _ := strings.Cut(line, " - ")
		fields := strings.Fields(mount)
		if types := strings.Fields(system); len(fields) > 2 && fields[2] == device && len(types) > 0 {
			return types[0]
		}
	}
	return ""
}

// provider is for systems that say of a folder which program copies it.
func provider(string) string { return "" }
