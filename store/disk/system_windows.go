package disk

import (
	"io/fs"
	"path/filepath"
	"strings"

	"golang.org/x/sys/windows"
)

func free(dir string) (bytes uint64, err error) {
	p, err := windows.UTF16PtrFromString(dir)
	if err == nil {
		err = windows.GetDiskFreeSpaceEx(p, &bytes, nil, nil)
	}
	if err != nil {
		return 0, &fs.PathError{Op: "GetDiskFreeSpaceEx", Path: dir, Err: err}
	}
	return bytes, nil
}

// network is "network drive" if a folder is on another machine, or "".
func network(dir string) string {
	const found = "network drive"
	volume := filepath.VolumeName(dir)
	device := strings.HasPrefix(volume, `\\?\`) || strings.HasPrefix(volume, `\\.\`)
	if strings.HasPrefix(volume, `\\`) && (!device || strings.HasPrefix(strings.ToUpper(volume[4:]), `UNC\`)) {
		return found
	}
	// A drive may be joined to a folder of another, so the root to ask about
	// is not always that of the letter.
	root := make([]uint16, len(dir)+windows.MAX_PATH)
	p, err := windows.UTF16PtrFromString(dir)
	if err != nil || windows.GetVolumePathName(p, &root[0], uint32(len(root))) != nil {
		return ""
	}
	if windows.GetDriveType(&root[0]) == windows.DRIVE_REMOTE {
		return found
	}
	return ""
}

// provider is for systems that say of a folder which program copies it.
func provider(string) string { return "" }
