// Package submission reads what a school sends in before a visit: facts about
// the school, a level and a commentary for each item, and its evidence.
//
// Reading never stops at the first fault. Whatever can be used is used, and
// everything else is listed as a Problem with its place.
package submission

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"path"
	"slices"
	"strings"

	"halfday/visit/framework"
)

// Submission is a school's self-review as submitted.
type Submission struct {
	// Name is what the submission is called: its folder's or file's base name.
	Name string `json:"name"`
	// Framework is the id of the framework the school worked with.
	Framework   string      `json:"framework,omitempty"`
	School      School      `json:"school"`
	Application Application `json:"application"`
	Day         []Bell      `json:"day,omitempty"`
	// Reviews stand in the order of the file. Items the framework does not
	// know are kept too; see Review.Item.
	Reviews   []Review   `json:"reviews,omitempty"`
	Documents []Evidence `json:"documents,omitempty"`
	// Files are the files that came with the submission.
	Files []File `json:"files,omitempty"`
	// Texts are what the documents named say, where they are plain text.
	Texts    []Text    `json:"texts,omitempty"`
	Problems []Problem `json:"problems,omitempty"`
	// Source is how all this was read.
	Source Source `json:"source,omitzero"`
}

// School is what a submission says of the school itself.
type School struct {
	Name   string `json:"name,omitempty"`
	Nation Nation `json:"nation,omitempty"`
	// ID is the nation's number for the school: URN, SEED code or reference.
	ID             string `json:"id,omitempty"`
	Phase          Phase  `json:"phase,omitempty"`
	Pupils         int    `json:"pupils,omitempty"`
	LocalAuthority string `json:"local_authority,omitempty"`
	Headteacher    string `json:"headteacher,omitempty"`
	ICTLead        string `json:"ict_lead,omitempty"`
	Website        string `json:"website,omitempty"`
}

// Nation is where a school is; it decides bank holidays and the school's number.
type Nation string

// The nations a school can be in.
const (
	England         Nation = "england"
	Wales           Nation = "wales"
	Scotland        Nation = "scotland"
	NorthernIreland Nation = "northern-ireland"
	Elsewhere       Nation = "other"
)

// Name is the nation's name, or what was written in its place.
func (n Nation) Name() string {
	switch n {
	case England:
		return "England"
	case Wales:
		return "Wales"
	case Scotland:
		return "Scotland"
	case NorthernIreland:
		return "Northern Ireland"
	}
	return string(n)
}

// Phase is the age range a school teaches.
type Phase string

// Application is what a submission says of the application for the mark.
type Application struct {
	Submitted     Date   `json:"submitted,omitzero"`
	Route         string `json:"route,omitempty"`
	PreviousAward Date   `json:"previous_award,omitzero"`
	// Assessor is the assessor the school asked for.
	Assessor    string   `json:"assessor,omitempty"`
	SupportedBy []Helper `json:"supported_by,omitempty"`
}

// Helper is somebody outside the school who helped with the self-review.
type Helper struct {
	Name         string `json:"name,omitempty"`
	Organisation string `json:"organisation,omitempty"`
	Help         string `json:"help,omitempty"`
}

// Bell is a stretch of the school's own day.
type Bell struct {
	From Clock  `json:"from"`
	To   Clock  `json:"to"`
	What string `json:"what"`
}

// Review is what the school wrote for one node of the framework.
type Review struct {
	// Item is the node's canonical id; where the framework has no such node it
	// is still the canonical form of what was written.
	Item string `json:"item"`
	// Level is the level the school chose; 0 where it chose none.
	Level      framework.Level `json:"level,omitempty"`
	Commentary string          `json:"commentary,omitempty"`
	Evidence   []Evidence      `json:"evidence,omitempty"`
	// Actions are the school's action points: never part of the assessment.
	Actions string `json:"actions,omitempty"`
	// Line is where the review begins in the file, 0 where that is unknown; Row is
	// its row where the file is a table.
	Line int `json:"line,omitempty"`
	Row  int `json:"row,omitempty"`
}

// Evidence is something an assessor may look at: a document, minutes, a
// person, a place, pupils' work, a lesson. Only some of it is a file.
type Evidence struct {
	Title string `json:"title"`
	// File is the path inside the submission, with forward slashes; empty
	// where the evidence is no file.
	File string `json:"file,omitempty"`
	Date Date   `json:"date,omitzero"`
	// Missing is set where File is named but was not supplied, or must not be
	// opened: it is then what the school wrote, and may lead anywhere.
	Missing bool `json:"missing,omitempty"`
}

// File is a file that came with the submission.
type File struct {
	Path string `json:"path"`
	// Size is in bytes.
	Size int64 `json:"size"`
}

// Review returns the review of a node, or nil where the school wrote none.
func (s *Submission) Review(item string) *Review {
	for i := range s.Reviews {
		if s.Reviews[i].Item == item {
			return &s.Reviews[i]
		}
	}
	return nil
}

// Supplied are the paths of the files to keep: that with the review, and those of
// the evidence and documents that came as files.
func (s *Submission) Supplied() (paths []string) {
	if s.Source.File != "" {
		paths = append(paths, s.Source.File)
	}
	add := func(all []Evidence) {
		for _, e := range all {
			if e.File != "" && !e.Missing && !slices.Contains(paths, e.File) {
				paths = append(paths, e.File)
			}
		}
	}
	for _, r := range s.Reviews {
		add(r.Evidence)
	}
	add(s.Documents)
	return paths
}

// Lacks reports whether evidence names a file that did not come, under whatever
// path.
func (s *Submission) Lacks(e Evidence) bool {
	return e.Missing && !slices.ContainsFunc(s.Files, func(f File) bool { return BaseName(f.Path) == BaseName(e.File) })
}

// BaseName is a file's name without its folder, whichever way that is written, in
// lower case: schools move their files about.
func BaseName(file string) string {
	return strings.ToLower(path.Base(strings.ReplaceAll(file, `\`, "/")))
}

// Fingerprint is the SHA-256 of all that was read, in hexadecimal: two
// submissions have the same one where not a character differs. How it was read
// does not count, and of the documents their names and sizes do: what they say was
// not always read.
func (s *Submission) Fingerprint() string {
	read := *s
	read.Source, read.Texts = Source{}, nil
	data, err := json.Marshal(read)
	if err != nil {
		return "" // no submission that was read fails to be written
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// ApplicationKey tells one application of a school from another, whatever is
// corrected in its papers: the school and the day it was submitted. It is empty
// where the papers do not say which school it is.
func (s *Submission) ApplicationKey() string {
	school := strings.ToLower(cmp.Or(s.School.ID, s.School.Name))
	if school == "" {
		return ""
	}
	return school + " " + s.Application.Submitted.ISO()
}

// Claimed is the level the school chose for a node, 0 for none.
func (s *Submission) Claimed(item string) framework.Level {
	if r := s.Review(item); r != nil {
		return r.Level
	}
	return 0
}
