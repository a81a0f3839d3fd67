package framework_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"halfday/templates"
	"halfday/visit/framework"
)

const own = "id: srf-2010\nname: My own\nversion: '1'\nlevels: {best: 1, worst: 5}\nelements: [{id: '1'}]\n"

func TestShelf(t *testing.T) {
	t.Parallel()
	shelf := framework.Shelf{Shipped: templates.Frameworks(), Own: fstest.MapFS{
		"srf-2010.yaml": {Data: []byte(own)},
		"broken.yaml":   {Data: []byte("id: broken\nlevels: {best: 1, worst: 5}\nelements: [{name: x}]\n")},
		"notes.txt":     {Data: []byte("nothing")}, "folder.yaml/x": {Data: []byte("x")},
	}}
	var ids []string
	for _, e := range shelf.List() {
		ids = append(ids, e.ID)
	}
	if want := []string{"broken", "srf-2010", "naacemark", "srf-2006"}; !slices.Equal(ids, want) {
		t.Errorf("on the shelf are %v, want %v", ids, want)
	}
	if f, err := shelf.Find("SRF 2010"); err != nil || f.Name != "My own" {
		t.Errorf("found %v, %v", f, err)
	}
	if _, err := shelf.Find("broken"); err == nil || !strings.Contains(err.Error(), "broken.yaml") || !strings.Contains(err.Error(), "line 3") {
		t.Errorf("a broken one: %v", err)
	}
	if _, err := shelf.Find("none"); !errors.Is(err, framework.ErrUnknown) || !strings.Contains(err.Error(), "naacemark") {
		t.Errorf("an unknown one: %v", err)
	}
	if all := (framework.Shelf{Shipped: templates.Frameworks()}).List(); len(all) != 3 {
		t.Errorf("without own ones there are %v", all)
	}
}

// What ships can be used as far as it says, and says what is missing.
func TestShipped(t *testing.T) {
	t.Parallel()
	for id, want := range map[string]struct {
		count   framework.Count
		missing int
	}{
		"srf-2010":  {framework.Count{Elements: 6, Strands: 13, Aspects: 12, Items: 22, Statements: 110}, 0},
		"srf-2006":  {framework.Count{Elements: 8, Items: 8}, 2},
		"naacemark": {framework.Count{Elements: 6, Items: 6}, 1},
	} {
		f, err := framework.Shelf{Shipped: templates.Frameworks()}.Find(id)
		if err != nil {
			t.Error(err)
		} else if f.Count() != want.count || len(f.Missing()) != want.missing {
			t.Errorf("%s has %+v and misses %q", id, f.Count(), f.Missing())
		}
	}
}
