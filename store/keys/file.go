package keys

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
	"regexp"
	"time"

	"halfday/store/disk"
)

// The two files of keys in the folder of a store. They say the same; the second
// is there for the day the first is damaged.
const (
	fileName = "keys.json"
	copyName = "keys.copy.json"
)

const (
	version    = 1
	mostSize   = 64 << 10       // of a file, in bytes
	mostSerial = 1<<53 - 1      // which JSON keeps exactly
	mostIdle   = 24 * time.Hour // of [Keys.Idle]
)

// envelope is what a file of keys holds: the content, whatever its version, and
// the SHA-256 of it in hexadecimal, against damage, not against forgery.
type envelope struct {
	Sum  string          `json:"sum"`
	Keys json.RawMessage `json:"keys"`
}

// content is what the keys of a store are in a file.
type content struct {
	Version int     `json:"version"`
	Store   string  `json:"store"`
	Serial  uint64  `json:"serial"`
	Idle    int64   `json:"idle"` // seconds
	Entries []entry `json:"entries"`
}

// Load reads the keys of the store in a folder. When one of the two files is
// damaged or missing it is put right from the other, and notice is a sentence
// about it. Where neither exists the error is [fs.ErrNotExist]; otherwise it is
// [ErrDamaged], [ErrNewer] or that of the system. Whether the keys are those of
// the store beside them is for [Keys.Store] to tell. Loading and saving is for
// whoever holds the lock of the store.
func Load(dir string) (k *Keys, notice string, err error) { return readBoth(dir, true) }

// Look reads the keys as [Load] does, but changes nothing: notice then says only
// what is not as it should be.
func Look(dir string) (k *Keys, notice string, err error) { return readBoth(dir, false) }

// readBoth reads the keys, and mends what is not as it should be if it is to.
func readBoth(dir string, mend bool) (k *Keys, notice string, err error) {
	first, second := load(dir, fileName), load(dir, copyName)
	switch {
	case errors.Is(first.err, ErrNewer) || errors.Is(second.err, ErrNewer):
		return nil, "", fmt.Errorf("%s: %w; use that version", first.path, ErrNewer)
	case first.err == nil && second.err == nil:
		return choose(first, second, mend)
	case first.err == nil:
		return first.keys, heal(first, second, mend), nil
	case second.err == nil:
		return second.keys, heal(second, first, mend), nil
	case errors.Is(first.err, fs.ErrNotExist) && !errors.Is(second.err, fs.ErrNotExist):
		first = second
	}
	if errors.Is(first.err, ErrDamaged) {
		return nil, "", fmt.Errorf("%s: %w; put back a copy of it", first.path, first.err)
	}
	return nil, "", fmt.Errorf("the keys of the store cannot be read: %w", first.err)
}

// choose takes the one of two sound files that was saved last. The first one is
// written first, so the second is behind it when saving was interrupted. The
// other way round somebody put an old file back; the keys that only that one
// has may be those of what else was put back, and are not lost.
func choose(first, second file, mend bool) (k *Keys, notice string, err error) {
	if first.keys.store != second.keys.store {
		return nil, "", fmt.Errorf("%s: %w: %s beside it is of another store; move away the one that does not belong here",
			first.path, ErrDamaged, copyName)
	}
	if first.keys.serial >= second.keys.serial {
		if !bytes.Equal(first.data, second.data) {
			notice = heal(first, second, mend)
		}
		return first.keys, notice, nil
	}
	k = second.keys
	var older []entry
	for _, e := range first.keys.entries {
		if k.entry(e.ID) == nil {
			older = append(older, e)
		}
	}
	if len(older) > 0 {
		k.entries = append(older, k.entries...)
		return k, fmt.Sprintf("%s is older than %s; the keys of both are used", first.path, second.path), nil
	}
	return k, heal(second, first, mend), nil
}

// heal puts one file right from the other and says so. That saving was
// interrupted between the two is not worth saying.
func heal(good, bad file, mend bool) (notice string) {
	was := "could not be read"
	switch {
	case bad.err == nil:
		was = ""
	case errors.Is(bad.err, fs.ErrNotExist):
		was = "was missing"
	case errors.Is(bad.err, ErrDamaged):
		was = "was damaged"
	}
	if !mend {
		if was != "" {
			was = fmt.Sprintf("%s %s; %s is whole", bad.path, was, good.path)
		}
		return was
	}
	err := disk.WriteFile(bad.path, good.data)
	switch {
	case err != nil:
		return fmt.Sprintf("%s is not as it should be and could not be put right: %v; the keys are safe in %s", bad.path, err, good.path)
	case was == "":
		return ""
	}
	return fmt.Sprintf("%s %s and was put right from %s; look after the disk", bad.path, was, good.path)
}

// file is one of the two files as it was read.
type file struct {
	path string
	data []byte
	keys *Keys
	err  error
}

func load(dir, name string) file {
	f := file{path: filepath.Join(dir, name)}
	if f.data, f.err = read(f.path); f.err == nil {
		f.keys, f.err = decode(f.data)
	}
	return f
}

// read reads a regular file, no more of it than could be right.
func read(path string) ([]byte, error) {
	if info, err := os.Stat(path); err != nil {
		return nil, err
	} else if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%w: it is not a regular file", ErrDamaged)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, mostSize+1))
}

// Save writes the keys to the folder of the store. After an error what counts
// is what [Load] then finds.
func (k *Keys) Save(dir string) error {
	k.serial++ // even if it fails, so that no two of them are taken for one
	data, err := k.encode()
	if err != nil {
		return err
	}
	for _, name := range []string{fileName, copyName} {
		path := filepath.Join(dir, name)
		// What a killed program left may hold a key that has its passphrase now.
		if err := cmp.Or(disk.WriteFile(path, data), disk.Clean(path)); err != nil {
			return fmt.Errorf("%s: the keys could not be saved: %w; free some space or look after the disk, and try again", path, err)
		}
	}
	return nil
}

// encode writes the keys in the one form that decode accepts.
func (k *Keys) encode() ([]byte, error) {
	if k.Idle%time.Second != 0 {
		return nil, fmt.Errorf("%v is not whole seconds", k.Idle)
	}
	inner, err := json.Marshal(content{version, k.store, k.serial, int64(k.Idle / time.Second), k.entries})
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(inner)
	data, err := json.Marshal(envelope{hex.EncodeToString(sum[:]), inner})
	if err != nil {
		return nil, err
	}
	data = append(data, '\n')
	if _, err := decode(data); err != nil {
		return nil, fmt.Errorf("these keys could not be read again: %w", err)
	}
	return data, nil
}

// decode reads keys. Whatever is not to the byte what encode would have written
// is damaged.
func decode(data []byte) (*Keys, error) {
	var outer envelope
	var version1 struct{ Version int }
	if len(data) > mostSize {
		return nil, fmt.Errorf("%w: it is too long", ErrDamaged)
	}
	if err := json.Unmarshal(data, &outer); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	if sum := sha256.Sum256(outer.Keys); hex.EncodeToString(sum[:]) != outer.Sum {
		return nil, fmt.Errorf("%w: its checksum is another", ErrDamaged)
	}
	if err := json.Unmarshal(outer.Keys, &version1); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	if version1.Version > version {
		return nil, ErrNewer
	}
	var c content
	if err := json.Unmarshal(outer.Keys, &c); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	if err := c.valid(); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	inner, err := json.Marshal(c)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	outer.Keys = inner
	if again, err := json.Marshal(outer); err != nil || !bytes.Equal(append(again, '\n'), data) {
		return nil, fmt.Errorf("%w: it is not in the form in which halfday writes it", ErrDamaged)
	}
	return &Keys{Idle: time.Duration(c.Idle) * time.Second, store: c.Store, serial: c.Serial, entries: c.Entries}, nil
}

var (
	storeForm = regexp.MustCompile(`^[0-9A-Za-z-]{1,64}$`)
	idForm    = regexp.MustCompile(`^[0-9a-f]{8}$`)
)

// valid reports what no store of this version has.
func (c *content) valid() error {
	switch {
	case c.Version != version:
		return fmt.Errorf("there is no version %d", c.Version)
	case !storeForm.MatchString(c.Store):
		return errors.New("the id of the store is none")
	case c.Serial > mostSerial:
		return errors.New("it was saved too often")
	case c.Idle < 0 || c.Idle > int64(mostIdle/time.Second):
		return errors.New("the time until it is locked is out of bounds")
	case len(c.Entries) == 0:
		return errors.New("there is no key")
	}
	seen := map[ID]bool{}
	for _, e := range c.Entries {
		if seen[e.ID] || !idForm.MatchString(string(e.ID)) || !e.valid() {
			return fmt.Errorf("the entry of key %q is incomplete", e.ID)
		}
		seen[e.ID] = true
	}
	return nil
}

func (e *entry) valid() bool {
	if len(e.Check) != checkSize {
		return false
	}
	if e.Passphrase == nil {
		return len(e.File) == keySize && e.Recovery == nil && e.Keyring == nil
	}
	p := e.Passphrase
	return e.File == nil && len(e.Recovery) == sealedSize && (e.Keyring == nil || len(e.Keyring) == sealedSize) &&
		p.sane() && len(p.Salt) == saltSize && len(p.Sealed) == sealedSize
}
