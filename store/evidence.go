package store

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"filippo.io/age"

	"halfday/store/disk"
)

// Files of the school's evidence are too large for the file of records. Each is
// encrypted by age to an identity of its own, which stands in a record of the
// visit: whoever lacks the visit's key cannot open it. Its name is the SHA-256 of
// what is in it, so that damage shows.
const evidenceDir = "evidence"

// mostEvidence is the longest file of evidence in bytes.
const mostEvidence = 50 << 20

// File is a file of the school's evidence.
type File struct {
	// Path is the file's path in the submission, as the school names it.
	Path string `json:"path"`
	// Size is in bytes, SHA256 of the content in hexadecimal.
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
	// Name is the encrypted file's name, Identity what opens it.
	Name     string `json:"name"`
	Identity string `json:"identity"`
}

// Keep takes files of a submission into the visit: those of the paths that are
// there, and are not kept already as they are; one that was damaged or is gone is
// kept anew. A file that cannot be kept, say
// because it is too long, is left out; the error says which and why, and the
// others are kept all the same.
func (r *Record) Keep(folder fs.FS, paths []string) error {
	s := r.store
	if s.look {
		return fmt.Errorf("%s: %w", s.path(), ErrLook)
	}
	s.busy.Lock() // what no record names yet is not swept away
	defer s.busy.Unlock()
	have, err := r.Files()
	if err != nil {
		return err
	}
	var kept []File
	var left error
	for _, path := range paths { // nobody waits for this
		if slices.ContainsFunc(kept, func(f File) bool { return f.Path == path }) {
			continue
		}
		data, err := readUpTo(folder, path, mostEvidence)
		if err != nil {
			left = errors.Join(left, fmt.Errorf("%s is not kept: %w", path, err))
			continue
		}
		sum := sha256.Sum256(data)
		if slices.ContainsFunc(have, func(f File) bool { return f.Path == path && f.SHA256 == hex.EncodeToString(sum[:]) && s.holds(f) }) {
			continue
		}
		f, err := s.lockAway(data)
		if err != nil {
			return errors.Join(explain(filepath.Join(s.dir, evidenceDir), err), s.drop(kept))
		}
		f.Path = path
		kept = append(kept, f)
	}
	if len(kept) == 0 {
		return left
	}
	if err := r.describe(kept); err != nil {
		return errors.Join(err, s.drop(kept))
	}
	return left
}

// holds reports whether a file of evidence is there and whole.
func (s *Store) holds(f File) bool {
	_, err := f.content(filepath.Join(s.dir, evidenceDir, f.Name))
	return err == nil
}

// describe adds the records of files that are on the disk.
func (r *Record) describe(kept []File) error {
	s := r.store
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := r.there(); err != nil {
		return err
	}
	last := uint64(0) // where damage took some away it is more than there are
	err := s.each(filePlaces+r.id+"/", func(place string, _ []byte) error {
		last = ordinal(place)
		return nil
	})
	if err != nil {
		return explain(s.path(), err)
	}
	return s.update(func(c *change) error {
		for i, f := range kept {
			if err := c.add(filePlace(r.id, last+uint64(i)+1), f); err != nil {
				return err
			}
		}
		return nil
	})
}

// drop takes files away again that no record names.
func (s *Store) drop(files []File) (err error) {
	for _, f := range files {
		err = errors.Join(err, os.Remove(filepath.Join(s.dir, evidenceDir, f.Name)))
	}
	return err
}

// Files are the files of evidence kept with the visit; of several versions of
// one path the last kept comes last.
func (r *Record) Files() ([]File, error) {
	r.store.mu.Lock()
	defer r.store.mu.Unlock()
	files, err := r.files()
	return files, explain(r.store.path(), err)
}

func (r *Record) files() (files []File, err error) {
	err = r.store.each(filePlaces+r.id+"/", func(place string, record []byte) error {
		var f File
		err := r.store.decode(place, record, &f)
		files = append(files, f)
		return err
	})
	return files, err
}

// Content is what is in a file of evidence, after all of it was verified.
func (r *Record) Content(f File) ([]byte, error) {
	path := filepath.Join(r.store.dir, evidenceDir, f.Name)
	data, err := f.content(path)
	return data, explain(path, err)
}

// content decrypts and verifies the file at path.
func (f File) content(path string) ([]byte, error) {
	sealed, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	if nameOf(sealed) != f.Name {
		return nil, ErrDamaged
	}
	identity, err := age.ParseX25519Identity(f.Identity)
	if err != nil {
		return nil, fmt.Errorf("%w: its key cannot be read", ErrDamaged)
	}
	plain, err := age.Decrypt(bytes.NewReader(sealed), identity)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	data, err := io.ReadAll(plain)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) != f.SHA256 {
		return nil, fmt.Errorf("%w: it is another file's content", ErrDamaged)
	}
	return data, nil
}

// lockAway encrypts data to a new identity and brings it to the disk.
func (s *Store) lockAway(data []byte) (f File, err error) {
	identity, err := age.GenerateX25519Identity()
	if err != nil {
		return f, err
	}
	var sealed bytes.Buffer
	w, err := age.Encrypt(&sealed, identity.Recipient())
	if err == nil {
		_, err = w.Write(data)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		return f, err
	}
	sum := sha256.Sum256(data)
	f = File{Size: int64(len(data)), SHA256: hex.EncodeToString(sum[:]), Name: nameOf(sealed.Bytes()), Identity: identity.String()}
	dir := filepath.Join(s.dir, evidenceDir)
	if err := disk.MakeDir(dir); err != nil {
		return f, err
	}
	return f, disk.WriteFile(filepath.Join(dir, f.Name), sealed.Bytes())
}

// relock encrypts a file of evidence anew, and returns its new description.
func (s *Store) relock(description []byte) (renewed []byte, err error) {
	var f File
	if err := json.Unmarshal(description, &f); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	data, err := f.content(filepath.Join(s.dir, evidenceDir, f.Name))
	if err != nil {
		return description, nil // what is damaged or gone stays so
	}
	next, err := s.lockAway(data)
	if err != nil {
		return nil, err
	}
	next.Path = f.Path
	return json.Marshal(next)
}

// sweepEvidence removes files of evidence that no record names: what was
// replaced, or whose keeping was interrupted. The store's lock is held.
func (s *Store) sweepEvidence() error {
	named := map[string]bool{}
	name := func(place string, record []byte) error {
		var f File
		err := s.decode(place, record, &f)
		named[f.Name] = true
		return err
	}
	if err := cmp.Or(s.each(filePlaces, name), s.each(formerPlace, name)); err != nil {
		return err
	}
	dir := filepath.Join(s.dir, evidenceDir)
	all, err := os.ReadDir(dir)
	if isNothing(err) {
		return nil
	}
	for _, e := range all {
		if err == nil && !named[e.Name()] && e.Type().IsRegular() {
			err = os.Remove(filepath.Join(dir, e.Name()))
		}
	}
	return cmp.Or(err, disk.SyncDir(dir))
}

func nameOf(sealed []byte) string {
	sum := sha256.Sum256(sealed)
	return hex.EncodeToString(sum[:])
}

// readUpTo reads a file of at most so many bytes.
func readUpTo(folder fs.FS, path string, most int64) ([]byte, error) {
	in, err := folder.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = in.Close() }()
	info, err := in.Stat()
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, errors.New("it is no file")
	}
	data, err := io.ReadAll(io.LimitReader(in, most+1))
	if err == nil && int64(len(data)) > most {
		err = fmt.Errorf("it is longer than %d MB", most>>20)
	}
	return data, err
}
