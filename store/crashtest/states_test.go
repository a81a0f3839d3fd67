package crashtest

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The files and folders of the traces written out here.
const (
	fileA id = iota + 10
	fileB
	sub
)

// begun is a folder in which the file a holds "old", and the folder sub nothing.
func begun() disk {
	return disk{
		names: folders{root: {"a": fileA, "sub": sub}, sub: {}},
		data:  map[id][]byte{fileA: []byte("old")},
	}
}

var (
	createB     = Op{Class: Create, id: fileB, changes: []change{{root, "b", fileB}}}
	writeB      = Op{Class: Write, id: fileB, Data: []byte("new")}
	cutA        = Op{Class: Truncate, id: fileA}
	overA       = Op{Class: Write, id: fileA, Data: []byte("n")}
	moreA       = Op{Class: Write, id: fileA, Off: 3, Data: []byte("er")}
	syncA       = Op{Class: Sync, id: fileA}
	syncB       = Op{Class: Sync, id: fileB}
	failA       = Op{Class: Sync, id: fileA, Err: syscall.EIO}
	interruptA  = Op{Class: Sync, id: fileA, Err: syscall.EINTR}
	syncAll     = Op{Class: Sync}
	syncRoot    = Op{Class: SyncDir, id: root}
	syncSub     = Op{Class: SyncDir, id: sub}
	renameBtoA  = Op{Class: Rename, changes: []change{{root, "b", 0}, {root, "a", fileB}}}
	moveA       = Op{Class: Rename, changes: []change{{root, "a", 0}, {sub, "a", fileA}}}
	removeA     = Op{Class: Remove, changes: []change{{root, "a", 0}}}
	linkA       = Op{Class: Link, changes: []change{{root, "c", fileA}}}
	makeDir     = Op{Class: Mkdir, id: 20, changes: []change{{root, "dir", 20}}}
	createInDir = Op{Class: Create, id: fileB, changes: []change{{20, "b", fileB}}}
	createInSub = Op{Class: Create, id: fileB, changes: []change{{sub, "b", fileB}}}
)

// show is a state in a line; zero bytes are shown as dots.
func show(s State) string {
	var parts []string
	for _, p := range slices.Sorted(maps.Keys(s.Files)) {
		parts = append(parts, p+"="+strings.ReplaceAll(string(s.Files[p]), "\x00", "."))
	}
	for _, p := range s.Folders {
		if p != "sub" {
			parts = append(parts, p+"/")
		}
	}
	return strings.Join(parts, " ")
}

// Every state that may be there after the last operation, and no other.
func TestStatesAreThePossibleOnes(t *testing.T) {
	for _, tt := range []struct {
		name string
		ops  []Op
		opt  Options
		want []string
	}{
		{"nothing done", nil, Options{}, []string{"a=old"}},
		{"create, write", []Op{createB, writeB}, Options{}, []string{"a=old", "a=old b=", "a=old b=...", "a=old b=new"}},
		{"fsync of the file only", []Op{createB, writeB, syncB}, Options{}, []string{"a=old", "a=old b=new"}},
		{"which on ext4 is for the name too", []Op{createB, writeB, syncB}, Options{NameWithFile: true}, []string{"a=old b=new"}},
		{"fsync of the folder only", []Op{createB, writeB, syncRoot}, Options{}, []string{"a=old b=", "a=old b=...", "a=old b=new"}},
		{"fsync of both", []Op{createB, writeB, syncB, syncRoot}, Options{}, []string{"a=old b=new"}},
		{"sync of all", []Op{createB, writeB, moreA, syncAll}, Options{}, []string{"a=older b=new"}},
		{"fsync of another folder", []Op{createB, syncSub}, Options{}, []string{"a=old", "a=old b="}},
		{"replaced with care", []Op{createB, writeB, syncB, renameBtoA}, Options{}, []string{"a=old", "a=old b=new", "a=new"}},
		{
			"replaced without",
			[]Op{createB, writeB, renameBtoA, syncRoot},
			Options{},
			[]string{"a=", "a=...", "a=new"},
		},
		{"an fsync after the rename counts", []Op{createB, writeB, renameBtoA, syncRoot, syncB}, Options{}, []string{"a=new"}},
		{"overwritten and longer", []Op{overA, moreA}, Options{}, []string{"a=old", "a=nld", "a=old..", "a=nld..", "a=older", "a=nlder"}},
		{"cut and written again", []Op{cutA, overA}, Options{}, []string{"a=old", "a=", "a=.", "a=n", "a=nld", "a=o"}},
		{"in order", []Op{cutA, overA}, Options{Kinds: []Kind{Nothing, Everything, Prefix}}, []string{"a=old", "a=", "a=.", "a=n"}},
		{"failed fsync", []Op{overA, failA}, Options{}, []string{"a=old", "a=nld"}},
		{"interrupted fsync", []Op{overA, interruptA}, Options{DropOnFailedSync: true}, []string{"a=old", "a=nld"}},
		{"failed fsync, then another", []Op{overA, failA, syncA}, Options{}, []string{"a=nld"}},
		{"failed fsync drops", []Op{overA, failA, moreA}, Options{DropOnFailedSync: true}, []string{"a=old", "a=old..", "a=older"}},
		{"though not the size", []Op{moreA, failA, syncA}, Options{DropOnFailedSync: true}, []string{"a=old.."}},
		{"moved to another folder", []Op{moveA}, Options{}, []string{"a=old", "sub/a=old"}},
		{"is so in both", []Op{moveA, syncSub}, Options{}, []string{"sub/a=old"}},
		{"and with it what came before", []Op{createB, moveA, syncSub}, Options{}, []string{"b= sub/a=old"}},
		{"though not what came later", []Op{moveA, createB, syncSub}, Options{}, []string{"sub/a=old", "b= sub/a=old"}},
		{"folders have orders of their own", []Op{createInSub, removeA}, Options{}, []string{"a=old", "a=old sub/b=", "", "sub/b="}},
		{"a folder one", []Op{linkA, removeA}, Options{}, []string{"a=old", "a=old c=old", "c=old"}},
		{"names share what is written", []Op{linkA, overA}, Options{}, []string{"a=old", "a=nld", "a=old c=old", "a=nld c=nld"}},
		{
			"a folder without a name",
			[]Op{makeDir, createInDir, writeB, syncB, {Class: SyncDir, id: 20}},
			Options{},
			[]string{"a=old", "a=old dir/b=new dir/"},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if len(tt.opt.Kinds) == 0 {
				tt.opt.Kinds = []Kind{Nothing, Everything, Names, Contents, Prefix, Subset}
			}
			tt.opt.Random = 300
			trace := &Trace{Ops: tt.ops, start: begun()}
			got := map[string]bool{}
			for s := range trace.States(1, tt.opt) {
				if s.After == len(tt.ops) {
					got[show(s)] = true
				}
			}
			// Nothing is left out where an earlier moment has it; ask for it.
			c := newCache(trace.start, tt.opt)
			for _, o := range tt.ops {
				c.do(o)
			}
			var s State
			c.fill(&s, nil)
			got[show(s)] = true
			slices.Sort(tt.want)
			if diff := cmp.Diff(tt.want, slices.Sorted(maps.Keys(got))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// A torn write survives by sectors, as they lie in the file.
func TestTorn(t *testing.T) {
	const off, n = 200, 1500
	start := begun()
	start.data[fileA] = bytes.Repeat([]byte("o"), 3*sector)
	trace := &Trace{start: start, Ops: []Op{{Class: Write, id: fileA, Off: off, Data: bytes.Repeat([]byte("n"), n)}}}
	pieces := []int{off, sector, 2 * sector, 3 * sector, off + n}
	seen := map[string]bool{}
	for s := range trace.States(3, Options{Kinds: []Kind{Torn}, Random: 2000}) {
		survived := ""
		for i, from := range pieces[:4] {
			to := min(pieces[i+1], len(s.Files["a"]))
			if from >= to {
				continue
			}
			piece := s.Files["a"][from:to]
			if bytes.Count(piece, piece[:1]) != len(piece) {
				t.Fatalf("bytes %d to %d are a mixture", from, to)
			}
			survived += string(piece[:1])
		}
		seen[survived] = true
		if string(s.Files["a"][:off]) != strings.Repeat("o", off) {
			t.Fatal("what was not written has changed")
		}
	}
	// Three sectors old or new; the fourth absent, or zeros, or new.
	if len(seen) != 2*2*2*3 {
		t.Errorf("%d ways to survive: %q", len(seen), slices.Sorted(maps.Keys(seen)))
	}
}

// Garbage is in one sector and spares what was not being written; Neighbours
// does not spare it.
func TestGarbage(t *testing.T) {
	start := begun()
	start.data[fileA] = make([]byte, 3*sector)
	trace := &Trace{start: start, Ops: []Op{{Class: Write, id: fileA, Off: sector + 100, Data: make([]byte, 200)}}}
	for kind, want := range map[Kind][2]int{Garbage: {sector + 100, sector + 300}, Neighbours: {sector, 2 * sector}} {
		from, to := 3*sector, 0
		for s := range trace.States(5, Options{Kinds: []Kind{kind}, Random: 200}) {
			for i, b := range s.Files["a"] {
				if b != 0 {
					from, to = min(from, i), max(to, i+1)
				}
			}
		}
		if got := [2]int{from, to}; got != want {
			t.Errorf("%v spoils bytes %v, wanted %v", kind, got, want)
		}
	}
}

// long is a trace of many writes, each followed by an fsync and its
// acknowledgement.
func long() *Trace {
	trace := &Trace{start: begun()}
	for i := range 100 {
		line := fmt.Sprintln("line", i)
		trace.Ops = append(
			trace.Ops,
			Op{Class: Write, id: fileA, Off: int64(i * 700), Data: bytes.Repeat([]byte(line), 90)},
			syncA,
			Op{Class: Ack, Data: []byte(line)},
		)
		trace.Acked = append(trace.Acked, strings.TrimSpace(line))
	}
	return trace
}

// States handed out stay as they were, come again with the same seed, and know
// what was acknowledged.
func TestStatesStay(t *testing.T) {
	trace := long()
	var states []State
	var shown []string
	for s := range trace.States(1, Options{Random: 3}) {
		states, shown = append(states, s), append(shown, show(s))
		if want := s.After / 3; len(s.Acked) != want {
			t.Fatalf("%v: %d are acknowledged, wanted %d", s, len(s.Acked), want)
		}
	}
	i := 0
	for s := range trace.States(1, Options{Random: 3}) {
		if show(s) != shown[i] || show(states[i]) != shown[i] || s.String() != states[i].String() {
			t.Fatalf("%v is another state than %v", s, states[i])
		}
		i++
	}
	if i != len(states) {
		t.Errorf("%d states, then %d", len(states), i)
	}
	same := 0
	for s := range trace.States(2, Options{Random: 3}) {
		if slices.Contains(shown, show(s)) {
			same++
		}
	}
	if same > i*9/10 {
		t.Errorf("with another seed %d of %d states are the same", same, i)
	}
}

// What only is durable changes with an fsync, and counts anew with every
// acknowledgement.
func TestMoments(t *testing.T) {
	var got []int
	for s := range long().States(1, Options{Kinds: []Kind{Nothing}}) {
		got = append(got, s.After)
	}
	want := []int{0}
	for i := range 100 {
		want = append(want, 3*i+2, 3*i+3)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestAbout(t *testing.T) {
	for _, about := range []int{1, 50, 400, 1_000_000} {
		n, kinds := 0, map[Kind]bool{}
		for s := range long().States(1, Options{About: about}) {
			n++
			kinds[s.Kind] = true
		}
		all := 0
		for range long().States(1, Options{}) {
			all++
		}
		want := min(about, all)
		if n < want*7/10 || n > want*13/10+5 || about >= 50 && len(kinds) < 6 {
			t.Errorf("about %d of %d: %d states, kinds %v", about, all, n, kinds)
		}
	}
}

// BenchmarkStates makes states of a file of half a megabyte.
func BenchmarkStates(b *testing.B) {
	trace := long()
	trace.start.data[fileA] = make([]byte, 500_000)
	n := 0
	for b.Loop() {
		for range trace.States(1, Options{Random: 5}) {
			n++
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(n), "µs/state")
}
