package store

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"

	"halfday/visit"
)

// contents is everything that a store shows, by visit.
type contents map[string]*visitContents

type visitContents struct {
	Summary  visit.Summary
	Events   []visit.Event
	Notes    []string
	Drafts   map[string]Draft
	Evidence map[string][]byte
}

// draftFields are the fields that the stores of these tests have drafts in.
var draftFields = []string{"note", "reason", "gone"}

// readAll reads a store as an assessor would, everything in it.
func readAll(s *Store) (contents, error) {
	all, err := s.Visits()
	if err != nil {
		return nil, err
	}
	have := contents{}
	for _, v := range all {
		r, err := s.Visit(v.ID)
		if err != nil {
			return nil, err
		}
		one := &visitContents{
			Summary: v, Events: r.log.Load().Events(), Notes: noteTexts(r),
			Drafts: map[string]Draft{}, Evidence: map[string][]byte{},
		}
		have[v.ID] = one
		for _, field := range draftFields {
			d, err := r.Draft(field)
			if err != nil {
				return nil, err
			}
			if d != (Draft{}) {
				one.Drafts[field] = d
			}
		}
		files, err := r.Files()
		if err != nil {
			return nil, err
		}
		for _, f := range files {
			if one.Evidence[f.Path], err = r.Content(f); err != nil {
				return nil, err
			}
		}
	}
	return have, nil
}

// same reports whether two stores show the same.
func (c contents) same(other contents) bool {
	a, errA := json.Marshal(c)
	b, errB := json.Marshal(other)
	return errA == nil && errB == nil && bytes.Equal(a, b)
}

// with is what is shown, changed for every visit.
func (c contents) with(change func(*visitContents)) contents {
	other := contents{}
	for id, one := range c {
		changed := *one
		change(&changed)
		other[id] = &changed
	}
	return other
}

func (c contents) withoutLast(n int) contents {
	return c.with(func(one *visitContents) {
		one.Events, one.Notes = one.Events[:max(0, len(one.Events)-n)], one.Notes[:max(0, len(one.Notes)-n)]
	})
}

// sameNotes reports whether two stores show the same but for what every note
// changes, the summaries.
func (c contents) sameNotes(other contents) bool {
	without := func(one *visitContents) { one.Summary = visit.Summary{} }
	return c.with(without).same(other.with(without))
}

// sameButDrafts reports whether two stores show the same, drafts aside.
func (c contents) sameButDrafts(other contents) bool {
	without := func(one *visitContents) { one.Drafts = nil }
	return c.with(without).same(other.with(without))
}

// restSame reports whether drafts and evidence are the same.
func (c contents) restSame(other contents) bool {
	only := func(one *visitContents) { *one = visitContents{Drafts: one.Drafts, Evidence: one.Evidence} }
	return c.with(only).same(other.with(only))
}

// account is an error where what is said to be lost is not what is missing. Only
// where something could not be named may less be named than is missing.
func (c contents) account(have contents, lost []Lost) error {
	named := map[string]Lost{}
	unnamed := false
	for _, l := range lost {
		unnamed = unnamed || l.Visit == "" && !l.Drafts
		named[l.Visit] = l
	}
	if len(lost) == 1 && lost[0].Drafts && !c.sameButDrafts(have) {
		return errors.New("more is missing than drafts may be")
	}
	if unnamed && c.same(have) && len(lost) == 1 {
		return nil // it cannot be known that nothing is
	}
	complete := true
	for _, id := range slices.Sorted(maps.Keys(c)) {
		said := named[id]
		there := have[id]
		if there == nil {
			if !said.All && !unnamed {
				return fmt.Errorf("visit %s is gone, and said is %v", id, lost)
			}
			complete = false
			continue
		}
		var missing []uint64
		for i, e := range c[id].Events {
			if !slices.ContainsFunc(there.Events, func(o visit.Event) bool { return o.ID == e.ID }) {
				missing = append(missing, uint64(i)+1)
			}
		}
		for _, n := range said.Events {
			if !slices.Contains(missing, n) {
				return fmt.Errorf("visit %s: event %d is there, and said is %v", id, n, lost)
			}
		}
		if len(said.Events) < len(missing) && !unnamed {
			return fmt.Errorf("visit %s: %v are missing, and said is %v", id, missing, lost)
		}
		if said.All {
			return fmt.Errorf("visit %s is there, and said is %v", id, lost)
		}
		complete = complete && len(missing) == 0
		delete(named, id)
	}
	for id := range named {
		if id != "" && c[id] == nil {
			return fmt.Errorf("there never was a visit %s, and said is %v", id, lost)
		}
	}
	if complete && len(lost) == 0 && !c.restSame(have) {
		return errors.New("drafts or evidence are missing, and nothing is said")
	}
	return nil
}
