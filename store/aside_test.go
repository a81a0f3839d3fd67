package store

import (
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestAsides looks at stores that a restore set aside: what they hold beside the
// present one, and whether whoever has the folder can read them.
func TestAsides(t *testing.T) {
	t.Parallel()
	const phrase, other = "plover walnut ember seven", "grebe teapot ladder mild"
	type found struct {
		Visits     int
		Only       []string
		Bare, Told bool
	}
	for name, test := range map[string]struct {
		// before is done after the backup was made, and after it is back.
		before, after func(*testing.T, *Store)
		secret        string
		want          found
	}{
		"nothing more": {want: found{Visits: 1, Bare: true, Told: true}},
		"a visit more": {
			before: func(t *testing.T, s *Store) { mustCreate(t, s, "Rowan School") },
			want:   found{Visits: 2, Only: []string{"Rowan School"}, Bare: true, Told: true},
		},
		"a note more": {
			before: func(t *testing.T, s *Store) { do(t, first(t, s), note("the plan is new")) },
			want:   found{Visits: 1, Only: []string{"Alder School"}, Bare: true, Told: true},
		},
		"a note more in the present one": {
			after: func(t *testing.T, s *Store) { do(t, first(t, s), note("the plan is new")) },
			want:  found{Visits: 1, Bare: true, Told: true},
		},
		"under a passphrase of its own": {
			before: func(t *testing.T, s *Store) { mustProtect(t, s, phrase) },
			want:   found{},
		},
		"under the passphrase of the present one too": {
			before: func(t *testing.T, s *Store) { mustProtect(t, s, phrase) },
			after:  func(t *testing.T, s *Store) { mustProtect(t, s, phrase) },
			secret: phrase,
			want:   found{Visits: 1, Told: true},
		},
		"under another than the present one": {
			before: func(t *testing.T, s *Store) { mustProtect(t, s, phrase) },
			after:  func(t *testing.T, s *Store) { mustProtect(t, s, other) },
			secret: other,
			want:   found{},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir, opt := t.TempDir(), testOptions()
			s := mustOpen(t, dir, opt)
			mustCreate(t, s, "Alder School")
			backup, _, err := s.Backup(t.TempDir())
			if err == nil {
				if test.before != nil {
					test.before(t, s)
				}
				err = s.Close()
			}
			if err == nil {
				_, _, err = Restore(dir, backup, opt, true)
			}
			if err != nil {
				t.Fatal(err)
			}
			s = mustOpen(t, dir, opt)
			if test.after != nil {
				test.after(t, s)
			}
			opt.Secret = test.secret
			s = mustReopen(t, s, opt)
			all, err := s.Asides()
			if err != nil || len(all) != 1 {
				t.Fatalf("%v (%v), want one", all, err)
			}
			a := all[0]
			got := found{Visits: a.Visits, Bare: a.Bare, Told: a.Err == nil}
			for _, v := range a.Only {
				got.Only = append(got.Only, v.School)
			}
			if diff := cmp.Diff(test.want, got); diff != "" || filepath.Dir(a.Dir) != dir {
				t.Errorf("%s, %v: %s", a.Dir, a.Err, diff)
			}
			if err := s.RemoveAside(a); err != nil {
				t.Error(err)
			}
			if all, err := s.Asides(); err != nil || len(all) > 0 || exists(a.Dir) {
				t.Errorf("after it was removed: %v (%v)", all, err)
			}
		})
	}
}

// first is the only visit of a store.
func first(t *testing.T, s *Store) *Record {
	t.Helper()
	all, err := s.Visits()
	if err != nil || len(all) != 1 {
		t.Fatalf("%v (%v), want one visit", all, err)
	}
	r, err := s.Visit(all[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func mustProtect(t *testing.T, s *Store, phrase string) {
	t.Helper()
	if _, err := s.Protect(phrase); err != nil {
		t.Fatal(err)
	}
}
