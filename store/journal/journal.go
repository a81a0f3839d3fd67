// Package journal is the store's write-ahead journal: what is to be written is
// on the disk here before the store's file sees it. It begins where that file
// ends, and it is the second witness of what the file must hold.
//
// A journal is a row of files, numbered upwards. Each holds entries one behind
// the other:
//
//	0 magic    4 bytes        8 number of the entry  uint64
//	4 length   uint32        16 body                 length bytes
//	                            HMAC-SHA256 of all that precedes, 32 bytes
//
// Numbers are big-endian. A body is a row of writes: place and value, each with
// its length before it. The values are sealed before they come here; the HMAC
// tells an entry that was written whole from one that was not, and from damage.
package journal

import (
	"cmp"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"slices"
)

// Entry is one transaction. Entries are numbered without gaps.
type Entry struct {
	Number uint64
	Writes []Write
}

// Anchor reports whether the entry changes nothing: it has one write, which says
// what the store holds, as the first entry of a file does.
func (e Entry) Anchor() bool { return len(e.Writes) <= 1 }

// Write puts a value at a place; a nil Value takes away what stands there.
type Write struct {
	Place string
	Value []byte
}

const (
	magic      = "hdj\x01"
	headerSize = len(magic) + 4 + 8
	sumSize    = sha256.Size
	// longest is the longest body in bytes: beyond it a length is damage.
	longest = 1 << 30
)

var errBody = errors.New("the body is malformed")

// encode is an entry as it stands in the file.
func encode(key []byte, e Entry) []byte {
	data := append([]byte(magic), 0, 0, 0, 0)
	data = binary.BigEndian.AppendUint64(data, e.Number)
	for _, w := range e.Writes {
		data = binary.AppendUvarint(data, uint64(len(w.Place)))
		data = append(data, w.Place...)
		if w.Value == nil {
			data = binary.AppendUvarint(data, 0)
			continue
		}
		data = binary.AppendUvarint(data, uint64(len(w.Value))+1)
		data = append(data, w.Value...)
	}
	binary.BigEndian.PutUint32(data[len(magic):], uint32(len(data)-headerSize))
	return append(data, sum(key, data)...)
}

// decode reads the entry at the beginning of data, and says how many bytes it
// takes; ok is false where no whole entry stands there.
func decode(key, data []byte) (e Entry, size int, ok bool) {
	if len(data) < headerSize+sumSize || string(data[:len(magic)]) != magic {
		return Entry{}, 0, false
	}
	length := uint64(binary.BigEndian.Uint32(data[len(magic):]))
	if length > longest || length > uint64(len(data)-headerSize-sumSize) {
		return Entry{}, 0, false
	}
	end := headerSize + int(length)
	if !hmac.Equal(sum(key, data[:end]), data[end:end+sumSize]) {
		return Entry{}, 0, false
	}
	e.Number = binary.BigEndian.Uint64(data[len(magic)+4:])
	writes, err := body(data[headerSize:end])
	if err != nil {
		return Entry{}, 0, false
	}
	e.Writes = writes
	return e, end + sumSize, true
}

// body reads the writes of an entry. They do not refer into data.
func body(data []byte) (writes []Write, err error) {
	take := func(less uint64) (part []byte, none bool, err error) {
		n, width := binary.Uvarint(data)
		if width <= 0 {
			return nil, false, errBody
		}
		data = data[width:]
		if n < less {
			return nil, true, nil
		}
		if n -= less; n > uint64(len(data)) {
			return nil, false, errBody
		}
		part, data = data[:n], data[n:]
		return part, false, nil
	}
	for len(data) > 0 {
		place, _, err := take(0)
		if err != nil {
			return nil, err
		}
		value, none, err := take(1)
		if err != nil {
			return nil, err
		}
		w := Write{Place: string(place)}
		if !none {
			w.Value = append(make([]byte, 0, len(value)), value...)
		}
		writes = append(writes, w)
	}
	return writes, nil
}

func sum(key, data []byte) []byte {
	h := hmac.New(sha256.New, key)
	h.Write(data)
	return h.Sum(nil)
}

// Contents is what a journal's files hold.
type Contents struct {
	// Entries are the whole entries in the order of their numbers, each once.
	Entries []Entry
	// Files are the journal's files, the oldest first.
	Files []string
	// Torn names the files that end in something unfinished, as a power cut or
	// a failed write leaves it. Damage looks the same there: then entries are
	// missing.
	Torn []string
	// Damage names the files in which something between whole entries cannot be
	// read: no power cut leaves that.
	Damage []string
	// end is where the newest file's whole entries end.
	end int64
}

// Last is the number of the last entry, 0 where there is none.
func (c Contents) Last() uint64 {
	if len(c.Entries) == 0 {
		return 0
	}
	return c.Entries[len(c.Entries)-1].Number
}

// After are the entries with higher numbers, whole is whether none between them
// is missing.
func (c Contents) After(number uint64) (entries []Entry, whole bool) {
	whole = true
	for _, e := range c.Entries {
		if e.Number > number {
			entries = append(entries, e)
			whole = whole && e.Number == number+uint64(len(entries))
		}
	}
	return entries, whole
}

// take reads the entries of one file's bytes, and says where the last of them ends.
func (c *Contents) take(key []byte, name string, data []byte) (entries []Entry, end int64) {
	at, broken := 0, false
	for at < len(data) {
		e, size, ok := decode(key, data[at:])
		if !ok {
			broken = true
			at = next(data, at+1)
			continue
		}
		if broken && !slices.Contains(c.Damage, name) {
			c.Damage = append(c.Damage, name)
		}
		broken = false
		entries = append(entries, e)
		at += size
		end = int64(at)
	}
	if broken {
		c.Torn = append(c.Torn, name)
	}
	return entries, end
}

// next is where an entry may begin at or after a place.
func next(data []byte, at int) int {
	for ; at+len(magic) <= len(data); at++ {
		if string(data[at:at+len(magic)]) == magic {
			return at
		}
	}
	return len(data)
}

// order sorts the entries by number. Of two with one number the later written
// one counts: the other was taken back, or stood in a file that failed. But an
// anchor only says again what the entry before it has led to.
func (c *Contents) order() {
	slices.SortStableFunc(c.Entries, func(a, b Entry) int { return cmp.Compare(a.Number, b.Number) })
	kept := c.Entries[:0]
	for _, e := range c.Entries {
		switch n := len(kept); {
		case n == 0 || kept[n-1].Number != e.Number:
			kept = append(kept, e)
		case !e.Anchor():
			kept[n-1] = e
		}
	}
	c.Entries = kept
}
