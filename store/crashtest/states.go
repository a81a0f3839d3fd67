package crashtest

import (
	"bytes"
	"fmt"
	"iter"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
)

// Kind is what a power cut does to the operations that are not durable yet. An
// fsync makes the content of its file durable but not its name; an fsync of a
// folder the names in it. Of the other changes to a folder those before some
// moment survive, and that moment may be another for each folder.
type Kind int

// The kinds. Where one speaks of a part, chance decides which.
const (
	Nothing    Kind = iota // none survives
	Everything             // all survive
	Names                  // changes to folders survive, those to files do not
	Contents               // changes to files survive, those to folders do not
	Prefix                 // of each file and folder the first few
	Subset                 // of each file any of them: the disk had them in another order
	Torn                   // as Subset, of each write any of its sectors
	Garbage                // all, but one sector of one write holds random bytes
	// Neighbours is Garbage that spoils the whole sector, with what was durable
	// in it before. Most disks do not; so this kind is only there if asked for.
	Neighbours
	kinds int = iota
)

// String is the name of the kind.
func (k Kind) String() string {
	return [kinds]string{
		"nothing", "everything", "names", "contents", "prefix", "subset", "torn", "garbage", "neighbours",
	}[k]
}

// sector is what a disk writes whole or not at all, in bytes.
const sector = 512

// Options say which states are wanted.
type Options struct {
	// Kinds are the kinds, all but Neighbours if there is none here.
	Kinds []Kind
	// Random is how many states there are of each kind left to chance at each
	// moment; 0 is one.
	Random int
	// About is how many states there are altogether, roughly, if there could be
	// more: chance leaves the others out. 0 leaves out none.
	About int
	// NameWithFile: an fsync of a file makes its name durable too, as ext4 does
	// for new files.
	NameWithFile bool
	// DropOnFailedSync: what a failed fsync was to bring to the disk never gets
	// there, even if the next fsync succeeds. Linux behaves like that.
	DropOnFailedSync bool
}

// State is what a folder may hold after a power cut.
type State struct {
	// Files are the contents of the files by path, with slashes. States share
	// them, so they must not be changed.
	Files map[string][]byte
	// Folders are the paths of the folders below, each before what is in it.
	Folders []string
	// Acked are the lines the child had printed until then.
	Acked []string
	// Kind is the kind of the state, After the number of operations before the
	// power cut.
	Kind  Kind
	After int

	last Op
}

// String says how the state came about.
func (s State) String() string {
	if s.After == 0 {
		return fmt.Sprintf("%v of what came later survives", s.Kind)
	}
	return fmt.Sprintf("power cut after operation %d (%v), surviving: %v", s.After, s.last, s.Kind)
}

// Write makes the folder and what the state has in it. Other files there stay.
func (s State) Write(dir string) error {
	for _, p := range append([]string{"."}, s.Folders...) {
		if err := os.MkdirAll(filepath.Join(dir, filepath.FromSlash(p)), 0o700); err != nil {
			return err
		}
	}
	for p, data := range s.Files {
		if err := os.WriteFile(filepath.Join(dir, filepath.FromSlash(p)), data, 0o600); err != nil {
			return err
		}
	}
	return nil
}

// States are the states in which a power cut may leave the folder, from before
// the first operation to after the last, in that order. The same seed and
// options give the same states.
func (t *Trace) States(seed uint64, opt Options) iter.Seq[State] {
	if len(opt.Kinds) == 0 {
		for k := range Neighbours {
			opt.Kinds = append(opt.Kinds, k)
		}
	}
	opt.Random = max(opt.Random, 1)
	return func(yield func(State) bool) {
		all := 0
		if opt.About > 0 {
			for range t.wanted(opt) {
				all++
			}
		}
		random := rand.New(rand.NewPCG(seed, 0))
		for s, c := range t.wanted(opt) {
			if all > opt.About && random.IntN(all) >= opt.About {
				continue
			}
			c.fill(&s, random)
			if !yield(s) {
				return
			}
		}
	}
}

// wanted are the states wanted, without files yet, with what the disk and the
// cache hold then.
func (t *Trace) wanted(opt Options) iter.Seq2[State, *cache] {
	return func(yield func(State, *cache) bool) {
		c := newCache(t.start, opt)
		s, lines := State{}, 0
		for {
			s.Acked = t.Acked[:lines:lines]
			for _, k := range opt.Kinds {
				s.Kind = k
				for range c.count(k, s.last.Class) {
					if !yield(s, c) {
						return
					}
				}
			}
			if s.After == len(t.Ops) {
				return
			}
			s.last = t.Ops[s.After]
			s.After++
			c.do(s.last)
			if s.last.Class == Ack {
				lines = min(lines+bytes.Count(s.last.Data, []byte("\n")), len(t.Acked))
			}
		}
	}
}

// count is how many states of a kind there are after an operation that no other
// kind and no earlier moment have too.
func (c *cache) count(k Kind, last Class) int {
	writes, pieces := false, len(c.moves)
	for _, pending := range c.writes {
		pieces += len(pending)
		writes = writes || slices.ContainsFunc(pending, write.holdsData)
	}
	once := func(yes bool) int {
		if yes {
			return 1
		}
		return 0
	}
	switch k {
	case Nothing: // changes only with what is durable or acknowledged
		return once(last&^(Sync|SyncDir|Ack) == 0)
	case Everything:
		return once(pieces > 0)
	case Names, Contents:
		return once(len(c.moves) > 0 && len(c.writes) > 0)
	case Prefix, Subset:
		return c.opt.Random * once(pieces > 1)
	default:
		return c.opt.Random * once(writes)
	}
}
