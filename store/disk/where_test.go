package disk

import (
	"os"
	"path/filepath"
	"testing"
)

// tree makes folders, those ending in a slash, and files below a new one.
func tree(t *testing.T, paths ...string) (top string) {
	t.Helper()
	top, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range paths {
		dir, name := filepath.Split(filepath.FromSlash(p))
		if err := os.MkdirAll(filepath.Join(top, dir), 0o700); err != nil {
			t.Fatal(err)
		}
		if name != "" {
			if err := os.WriteFile(filepath.Join(top, dir, name), nil, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	return top
}

func TestSynced(t *testing.T) {
	for _, c := range []struct{ made, in, want string }{
		{"a/b/", "a/b", ""},
		{"work/.dropbox", "work/halfday", "Dropbox"},
		{"work/.dropbox", "work", "Dropbox"},
		{"work/.dropbox", "other", ""},
		{"work/.dropbox.cache/", "work/deep/down/halfday", "Dropbox"},
		{".dropbox/info.json", "halfday", ""}, // Dropbox's own settings, in the home folder
		{"work/.sync_4ab1f0c2.db", "work/x", "Nextcloud or ownCloud"},
		{"work/._sync_4ab1f0c2.db", "work/x", "Nextcloud or ownCloud"},
		{"work/.sync_4ab1f0c2.db/", "work/x", ""},
		{"work/.nextcloudsync.log", "work/x", "Nextcloud"},
		{"work/.owncloudsync.log", "work/x", "ownCloud"},
		{"work/.stfolder/", "work/x", "Syncthing"},
		{"work/.stfolder", "work/x", "Syncthing"},
		{"work/.stfolders", "work/x", ""},
		{"[work]/.stfolder/", "[work]/x", "Syncthing"},
		{"work/.tmp.driveupload/", "work/x", "Google Drive"},
		{"work/.849C9593-D756-4E56-8D6E-42412F2A707B", "work/x", "OneDrive"},
		{"team/.seafile-data/", "team/library", "Seafile"},
		{"home/OneDrive/", "home/OneDrive/x", "OneDrive"},
		{"home/OneDrive/", "home/OneDrive", "OneDrive"},
		{"home/OneDriver/", "home/OneDriver/x", ""},
		{"home/OneDrive - Hollin Bank School/", "home/OneDrive - Hollin Bank School/x", "OneDrive"},
		{"elsewhere/OneDrive/", "elsewhere/OneDrive/x", ""},
		{"home/deep/OneDrive/", "home/deep/OneDrive/x", ""},
		{"home/Box/", "home/Box", "Box"},
		{"home/Box Sync/", "home/Box Sync/x", "Box"},
		{"home/Boxes/", "home/Boxes", ""},
		{"home/Google Drive/", "home/Google Drive/x", "Google Drive"},
		{"home/Dropbox/", "home/Dropbox/x", "Dropbox"},
		{"home/Dropbox/", "home/Dropbox", "Dropbox"},
		{"home/Dropbox (Hollin Bank School)/", "home/Dropbox (Hollin Bank School)/x", "Dropbox"},
		{"home/Hollin Bank School Dropbox/", "home/Hollin Bank School Dropbox/A. N. Other/x", "Dropbox"},
		{"home/NotDropbox/", "home/NotDropbox/x", ""},
		{"elsewhere/Dropbox/", "elsewhere/Dropbox/x", ""},
		{"home/Nextcloud/", "home/Nextcloud/x", "Nextcloud"},
		{"home/Nextcloud2/", "home/Nextcloud2/x", "Nextcloud"},
		{"home/Nextcloud-papers/", "home/Nextcloud-papers/x", ""},
		{"home/ownCloud/", "home/ownCloud/x", "ownCloud"},
		{"home/Creative Cloud Files/", "home/Creative Cloud Files/x", "Creative Cloud"},
		{"home/Creative Cloud Files a@school.example/", "home/Creative Cloud Files a@school.example/x", "Creative Cloud"},
		{"home/pCloudDrive/", "home/pCloudDrive/x", "pCloud"},
		{"home/pCloud Drive/", "home/pCloud Drive/x", "pCloud"},
		{"home/MEGA/", "home/MEGA/x", "MEGA"},
		{"home/Sync/", "home/Sync/x", "Sync.com or Syncthing"},
		{"home/Synchrotron/", "home/Synchrotron/x", ""},
		{"home/papers/Sync/", "home/papers/Sync/x", ""},
		{"home/SynologyDrive/", "home/SynologyDrive/x", "Synology Drive"},
		{"home/Tresorit/", "home/Tresorit/x", "Tresorit"},
		{"home/Proton Drive/", "home/Proton Drive/a@school.example/x", "Proton Drive"},
		{"home/Library/Mobile Documents/x/", "home/Library/Mobile Documents/x/y", "iCloud"},
		{"home/library/mobile documents/x/", "home/library/mobile documents", "iCloud"},
		{"Library/Mobile Documents/", "Library/Mobile Documents", ""},
		{"home/Library/CloudStorage/", "home/Library/CloudStorage", "cloud storage"},
		{"home/Library/CloudStorage/", "home/Library/CloudStorage/OneDrive-Personal/x", "OneDrive"},
		{"home/Library/CloudStorage/", "home/Library/CloudStorage/GoogleDrive-a.b@school.example", "Google Drive"},
		{"home/Library/CloudStorage/", "home/Library/CloudStorage/Dropbox", "Dropbox"},
		{"home/Library/Application Support/", "home/Library/Application Support/halfday", ""},
		{"home/..away/", "home/..away/x", ""},
		{"told/", "told/x", "OneDrive"},
		{"told/", "told", "OneDrive"},
		{"tolder/", "tolder", ""},
	} {
		top := tree(t, c.made)
		at := func(p string) string { return filepath.Join(top, filepath.FromSlash(p)) }
		if got := synced(at(c.in), at("home"), []string{at("told")}); got != c.want {
			t.Errorf("%s beside %s: %q, want %q", c.in, c.made, got, c.want)
		}
	}
}

// The marker that names one program goes before one that leaves two.
func TestSyncedByTwoMarkers(t *testing.T) {
	top := tree(t, ".sync_4ab1f0c2.db", ".nextcloudsync.log", ".a", ".z")
	if got := synced(top, "", nil); got != "Nextcloud" {
		t.Error(got)
	}
}

func TestWhere(t *testing.T) {
	top := tree(t, "home/OneDrive/", "Firm/", "plain/", "copied/.stfolder/", "copied/deep/")
	for _, name := range []string{"HOME", "USERPROFILE"} {
		t.Setenv(name, filepath.Join(top, "home"))
	}
	t.Setenv("OneDriveCommercial", filepath.Join(top, "Firm"))
	t.Setenv("OneDrive", "not a path from the root")
	link := filepath.Join(top, "plain", "link")
	if err := os.Symlink(filepath.Join(top, "copied", "deep"), link); err != nil {
		t.Skip(err)
	}
	t.Chdir(top)
	type place struct {
		Kind Kind
		Name string
	}
	for in, want := range map[string]place{
		"plain":                {Local, ""},
		"plain/not/yet":        {Local, ""},
		"copied/not/yet":       {Synced, "Syncthing"},
		"plain/link/not/yet":   {Synced, "Syncthing"},
		"home/OneDrive/not":    {Synced, "OneDrive"},
		"home/not/OneDrive":    {Local, ""},
		"Firm/not":             {Synced, "OneDrive"},
		"plain/../copied/deep": {Synced, "Syncthing"},
	} {
		for _, dir := range []string{filepath.FromSlash(in), filepath.Join(top, in)} {
			kind, name := Where(dir)
			if got := (place{kind, name}); got != want {
				t.Errorf("%s: %v, want %v", dir, got, want)
			}
		}
	}
}
