package framework

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

const trial = `
id: trial
name: Trial scheme
version: "1"
levels: {best: 1, worst: 5}
threshold: 2
elements:
  - id: "1"
    name: Direction
    strands:
      - id: 1A
        name: Where the school is going
        threshold: 3
        aspects:
          - id: 1a-1
            name: A shared purpose
            speakers: [head, governor]
            levels: {5: none, 4: a start, 3: agreed, 2: understood, 1: "lived & <felt>"}
            questions: {head: [Why?, Who says so?]}
          - {id: 1a 2, name: Reviewing progress, threshold: 1}
      - {id: 1b, name: Keeping safe}
  - id: "2"
    name: Classrooms
    threshold: 4
    strands: [{id: 2a, name: Learning}]
  - {id: "3", name: Equipment}
  - id: "4"
    name: Impact
    aspects: [{id: 4.1, name: Standards}]
`

func parsed(t testing.TB) *Framework {
	t.Helper()
	f, err := Parse([]byte(trial))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestTree(t *testing.T) {
	f := parsed(t)
	type node struct {
		Parent, Element string
		Threshold       Level
		Item            bool
		Items           []string
	}
	want := map[string]node{
		"1":   {"", "1", 2, false, []string{"1a1", "1a2", "1b"}},
		"1a":  {"1", "1", 3, false, []string{"1a1", "1a2"}},
		"1a1": {"1a", "1", 3, true, []string{"1a1"}},
		"1a2": {"1a", "1", 1, true, []string{"1a2"}},
		"1b":  {"1", "1", 2, true, []string{"1b"}},
		"2":   {"", "2", 4, false, []string{"2a"}},
		"2a":  {"2", "2", 4, true, []string{"2a"}},
		"3":   {"", "3", 2, true, []string{"3"}},
		"4":   {"", "4", 2, false, []string{"41"}},
		"41":  {"4", "4", 2, true, []string{"41"}},
	}
	got := map[string]node{}
	for id := range want {
		n := f.Find(id)
		if n == nil {
			t.Errorf("%s is not found", id)
			continue
		}
		if n.ID != id {
			t.Errorf("%s has the id %s", id, n.ID)
		}
		shown := node{Element: n.Element().ID, Threshold: n.Threshold(), Item: n.IsItem()}
		if n.Parent() != nil {
			shown.Parent = n.Parent().ID
		}
		for _, i := range n.Items() {
			shown.Items = append(shown.Items, i.ID)
		}
		got[id] = shown
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the tree (-want +got):\n%s", diff)
	}
	var items []string
	for _, n := range f.Items() {
		items = append(items, n.ID)
	}
	if diff := cmp.Diff([]string{"1a1", "1a2", "1b", "2a", "3", "41"}, items); diff != "" {
		t.Errorf("items (-want +got):\n%s", diff)
	}
}

func TestFind(t *testing.T) {
	f := parsed(t)
	for _, id := range []string{"1a1", "1a-1", "1a 1", "1A.1", "1A1", " 1a1 ", "1-a-1", "(1a1)"} {
		if n := f.Find(id); n == nil || n.Name != "A shared purpose" {
			t.Errorf("%q finds %v", id, n)
		}
	}
	for _, id := range []string{"", " ", "-", "1a3", "11", "1a11", "a1", "१a१", "\xff"} {
		if n := f.Find(id); n != nil {
			t.Errorf("%q finds %s", id, n.ID)
		}
	}
	if n := (&Framework{}).Find("1"); n != nil {
		t.Errorf("an empty framework has %v", n)
	}
}

func TestWithin(t *testing.T) {
	f := parsed(t)
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"1a1", "1a1", true},
		{"1a1", "1a", true},
		{"1a1", "1", true},
		{"1a", "1a1", false},
		{"1a1", "1a2", false},
		{"1a1", "2", false},
		{"1", "1", true},
	} {
		if got := f.Find(c.a).Within(f.Find(c.b)); got != c.want {
			t.Errorf("%s within %s: %v", c.a, c.b, got)
		}
	}
	if f.Find("1a1").Within(nil) {
		t.Error("1a1 is within nothing")
	}
}

// same compares frameworks with what follows from their trees.
var same = cmp.Options{
	cmp.AllowUnexported(Framework{}, Node{}),
	cmpopts.IgnoreFields(Framework{}, "byID", "items"),
	cmpopts.EquateEmpty(),
	cmp.FilterPath(
		func(p cmp.Path) bool { return p.Last().String() == ".parent" },
		cmp.Comparer(func(a, b *Node) bool { return a == nil && b == nil || a != nil && b != nil && a.ID == b.ID }),
	),
}

func TestRoundTripThroughTheLog(t *testing.T) {
	f := parsed(t)
	data, err := json.Marshal(f)
	if err != nil {
		t.Fatal(err)
	}
	var got Framework
	if err := json.Unmarshal(data, &got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(f, &got, same); diff != "" {
		t.Errorf("(-written +read):\n%s", diff)
	}
	if n := got.Find("1A-2"); n == nil || n.Threshold() != 1 || len(got.Items()) != len(f.Items()) {
		t.Errorf("read without what follows from the tree: %v", n)
	}
	again, err := json.Marshal(&got)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(data), string(again)); diff != "" {
		t.Errorf("written again (-first +again):\n%s", diff)
	}
	// A framework file may be JSON too.
	fromFile, err := Parse(data)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(f, fromFile, same); diff != "" {
		t.Errorf("read as a file (-written +read):\n%s", diff)
	}
}
