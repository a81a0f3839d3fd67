package disk

import (
	"cmp"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// Kind is where a folder is kept.
type Kind int

const (
	Local   Kind = iota // on a disk of this machine, as far as can be told
	Network             // on another machine
	Synced              // here, but a program copies it elsewhere and back
)

// Where says where a folder is kept, and for a folder that is not local the
// name of what keeps it, such as "NFS" or "OneDrive". A store is not safe
// there: locks may not hold, and files are replaced behind its back. A folder
// that does not exist yet is where the nearest one above it is; links are
// followed; what is unknown counts as local.
func Where(dir string) (Kind, string) {
	dir, err := nearest(dir)
	if err != nil {
		return Local, ""
	}
	if name := network(dir); name != "" {
		return Network, name
	}
	home, err := os.UserHomeDir()
	if err == nil {
		home, err = nearest(home)
	}
	if err != nil {
		home = ""
	}
	// OneDrive says on Windows where its folders are.
	var oneDrive []string
	for _, name := range []string{"OneDrive", "OneDriveConsumer", "OneDriveCommercial"} {
		if root := os.Getenv(name); filepath.IsAbs(root) {
			if root, err = nearest(root); err == nil {
				oneDrive = append(oneDrive, root)
			}
		}
	}
	if name := synced(dir, home, oneDrive); name != "" {
		return Synced, name
	}
	return Local, ""
}

// synced is the name of the program that copies the folder elsewhere and back.
func synced(dir, home string, oneDrive []string) string {
	for _, root := range oneDrive {
		if _, ok := below(root, dir); ok {
			return "OneDrive"
		}
	}
	if name := named(dir, home); name != "" {
		return name
	}
	for {
		if name := cmp.Or(marked(dir), provider(dir)); name != "" {
			return name
		}
		above := filepath.Dir(dir)
		if above == dir {
			return ""
		}
		dir = above
	}
}

// A marker is what a program that copies folders leaves in the uppermost one.
type marker struct {
	pattern string // of path.Match
	folder  bool   // whether it is a folder; a file otherwise
	program string
}

// Dropbox keeps a folder .dropbox with its own settings beside the folder that
// it copies; only the file of that name is inside.
var markers = [...]marker{
	{".dropbox", false, "Dropbox"},
	{".dropbox.cache", true, "Dropbox"},
	{".nextcloudsync.log", false, "Nextcloud"},
	{".owncloudsync.log", false, "ownCloud"},
	{".sync_*.db", false, "Nextcloud or ownCloud"},
	{"._sync_*.db", false, "Nextcloud or ownCloud"},
	{".stfolder", true, "Syncthing"},
	{".stfolder", false, "Syncthing"},
	{".tmp.driveupload", true, "Google Drive"},
	{".tmp.drivedownload", true, "Google Drive"},
	{".849C9593-D756-4E56-8D6E-42412F2A707B", false, "OneDrive"},
	{".seafile-data", true, "Seafile"},
}

// marked is the program that has left its marker in a folder, the first of the
// markers deciding. A folder that may not be read tells nothing.
func marked(dir string) string {
	d, err := os.Open(dir)
	if err != nil {
		return ""
	}
	defer d.Close()
	entries, _ := d.ReadDir(-1) // as many as can be read
	found := len(markers)
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), ".") {
			continue
		}
		for i, m := range markers[:found] {
			if ok, _ := path.Match(m.pattern, e.Name()); ok && m.folder == e.IsDir() {
				found = i
				break
			}
		}
	}
	if found == len(markers) {
		return ""
	}
	return markers[found].program
}

// homes are the folders that programs make in the home folder. They may leave no
// marker there, or not yet. An account or an organisation may stand in the name.
var homes = [...]struct{ pattern, program string }{ // the pattern is that of path.Match
	{"Box", "Box"},
	{"Box Sync", "Box"},
	{"Creative Cloud Files", "Creative Cloud"},
	{"Creative Cloud Files *", "Creative Cloud"},
	{"Dropbox", "Dropbox"},
	{"Dropbox (*)", "Dropbox"},
	{"* Dropbox", "Dropbox"},
	{"Google Drive", "Google Drive"},
	{"My Drive", "Google Drive"},
	{"Insync", "Google Drive or OneDrive"},
	{"iCloudDrive", "iCloud"}, // on Windows
	{"Jottacloud", "Jottacloud"},
	{"MEGA", "MEGA"},
	{"MEGAsync", "MEGA"},
	{"Nextcloud", "Nextcloud"},
	{"Nextcloud[2-9]", "Nextcloud"},
	{"OneDrive", "OneDrive"},
	{"OneDrive - *", "OneDrive"},
	{"ownCloud", "ownCloud"},
	{"ownCloud[2-9]", "ownCloud"},
	{"pCloud Drive", "pCloud"},
	{"pCloud Sync", "pCloud"},
	{"pCloudDrive", "pCloud"}, // on Linux
	{"Proton Drive", "Proton Drive"},
	{"Resilio Sync", "Resilio Sync"},
	{"SeaDrive", "Seafile"},
	{"Seafile", "Seafile"},
	{"Sync", "Sync.com or Syncthing"},
	{"SynologyDrive", "Synology Drive"},
	{"Tresorit", "Tresorit"},
	{"Yandex.Disk", "Yandex Disk"},
}

// named is the program to whom a folder belongs by its name. Only names in the
// places where those programs put them tell something.
func named(dir, home string) string {
	if volume := filepath.VolumeName(dir); volume != "" {
		if in, ok := below(volume+string(filepath.Separator), dir); ok && strings.EqualFold(first(in), "My Drive") {
			return "Google Drive" // a drive of its own on Windows
		}
	}
	in, ok := below(home, dir)
	if !ok {
		return ""
	}
	top := first(in)
	for _, h := range homes {
		if ok, _ := path.Match(h.pattern, top); ok {
			return h.program
		}
	}
	if _, ok := under(in, "Library", "Mobile Documents"); ok {
		return "iCloud"
	}
	if in, ok := under(in, "Library", "CloudStorage"); ok {
		// One folder for each account, such as OneDrive-Personal.
		program, _, _ := strings.Cut(first(in), "-")
		switch program {
		case "":
			return "cloud storage"
		case "GoogleDrive":
			return "Google Drive"
		}
		return program
	}
	return ""
}

// below is the way from root down to dir, if there is one.
func below(root, dir string) (string, bool) {
	if root == "" {
		return "", false
	}
	in, err := filepath.Rel(root, dir)
	return in, err == nil && in != ".." && !strings.HasPrefix(in, ".."+string(filepath.Separator))
}

// under is what is left of a way that begins with the given folders.
func under(in string, folders ...string) (string, bool) {
	parts := strings.Split(in, string(filepath.Separator))
	if len(parts) < len(folders) {
		return "", false
	}
	for i, f := range folders {
		if !strings.EqualFold(parts[i], f) {
			return "", false
		}
	}
	return filepath.Join(parts[len(folders):]...), true
}

// first is the first folder of a way.
func first(in string) string {
	f, _, _ := strings.Cut(in, string(filepath.Separator))
	return f
}
