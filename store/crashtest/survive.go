package crashtest

import (
	"bytes"
	"iter"
	"maps"
	"math/rand/v2"
	"slices"
)

// fill gives the state its files and folders.
func (c *cache) fill(s *State, random *rand.Rand) {
	names := c.names
	if len(c.moves) > 0 {
		names = names.clone()
		for i, survives := range c.surviving(c.cut(s.Kind, random)) {
			if survives {
				names.apply(c.moves[i])
			}
		}
	}
	contents := c.contents(s.Kind, random)
	s.Files, s.Folders = map[string][]byte{}, nil
	for p, file := range names.all() {
		if _, isFolder := names[file]; isFolder {
			s.Folders = append(s.Folders, p)
			continue
		}
		content, changed := contents[file]
		if !changed {
			content = c.data[file]
			c.shared[file] = true
		}
		if content == nil {
			content = []byte{}
		}
		s.Files[p] = content
	}
}

// cut says up to which move those of each folder survive.
func (c *cache) cut(k Kind, random *rand.Rand) map[id]int {
	cut := c.everyMove()
	switch k {
	case Nothing, Contents:
		clear(cut)
	case Prefix, Subset, Torn:
		for _, dir := range slices.Sorted(maps.Keys(cut)) {
			cut[dir] = random.IntN(len(c.moves) + 1)
		}
	}
	return cut
}

// contents are the contents of the files with changes of which some survive.
func (c *cache) contents(k Kind, random *rand.Rand) map[id][]byte {
	contents := map[id][]byte{}
	if k == Nothing || k == Names {
		return contents
	}
	files := slices.Sorted(maps.Keys(c.writes))
	share := random.Float64()
	for _, file := range files {
		content := bytes.Clone(c.data[file])
		for _, w := range some(k, c.writes[file], share, random) {
			content = w.to(content)
		}
		contents[file] = content
	}
	if k == Garbage || k == Neighbours {
		files = slices.DeleteFunc(files, func(file id) bool {
			return !slices.ContainsFunc(c.writes[file], write.holdsData)
		})
		file := files[random.IntN(len(files))]
		spoil(contents[file], k, c.writes[file], random)
	}
	return contents
}

// some are those of the changes to a file that survive.
func some(k Kind, pending []write, share float64, random *rand.Rand) []write {
	switch k {
	case Prefix:
		return pending[:random.IntN(len(pending)+1)]
	case Subset, Torn:
		var left []write
		for _, w := range pending {
			for piece := range w.pieces(k) {
				if random.Float64() < share {
					left = append(left, piece)
				}
			}
		}
		return left
	}
	return pending
}

// pieces are the parts of a write that reach the disk one without the other:
// sectors if it can be torn.
func (w write) pieces(k Kind) iter.Seq[write] {
	return func(yield func(write) bool) {
		for k == Torn && len(w.data) > 0 {
			n := min(sector-int(w.off%sector), len(w.data))
			if !yield(write{off: w.off, data: w.data[:n]}) {
				return
			}
			w.off, w.data = w.off+int64(n), w.data[n:]
		}
		if w.resize || len(w.data) > 0 {
			yield(w)
		}
	}
}

// spoil fills a sector of one of the writes with random bytes, where the
// content still reaches so far.
func spoil(content []byte, k Kind, pending []write, random *rand.Rand) {
	pending = slices.DeleteFunc(slices.Clone(pending), func(w write) bool { return !w.holdsData() })
	w := pending[random.IntN(len(pending))]
	sectors := slices.Collect(w.pieces(Torn))
	piece := sectors[random.IntN(len(sectors))]
	from, to := int(piece.off), int(piece.off)+len(piece.data)
	if k == Neighbours {
		from -= from % sector
		to = from + sector
	}
	for i := from; i < min(to, len(content)); i++ {
		content[i] = byte(random.Uint32())
	}
}

func (w write) holdsData() bool { return len(w.data) > 0 }
