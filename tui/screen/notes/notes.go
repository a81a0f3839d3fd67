// Package notes is the fourth stage, the heart of the visit: one line to write
// in, the notes above it, and what is still uncovered beside them.
package notes

import (
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"halfday/store"
	"halfday/tui/action"
	"halfday/tui/ui"
	"halfday/tui/widget"
	"halfday/visit"
	"halfday/visit/framework"
)

// The names of this screen's drafts: the line being written, and the id of the
// note that is being amended, if one is.
const (
	lineDraft   = "note"
	amendsDraft = "note.amends"
)

// said is who is speaking, for as long as one agenda item runs. Nobody is
// speaking where the role is empty: the assessor looks.
type said struct {
	role framework.Role
	slot string
}

// sameTalk is how long after a note, when the screen is opened again, its
// speaker is taken to be speaking still.
const sameTalk = 15 * time.Minute

// Screen is the entry line with the feed of notes.
type Screen struct {
	env    *ui.Env
	record *store.Record
	line   *widget.Field
	// amends is the id of the note being amended; empty while a new one is written.
	amends string
	// said is who the assessor said is speaking, in the agenda item that ran then.
	said     *said
	browsing bool
	feed     widget.List
	newest   string // the newest note shown, to follow the feed
	wanted   string // the note to stand at when the feed is drawn next
	drawn    drawn
}

// New shows a visit's notes, with the half-typed one as it was left.
func New(env *ui.Env, record *store.Record) *Screen {
	s := &Screen{env: env, record: record}
	if d, err := record.Draft(amendsDraft); err == nil && d.Text != "" {
		// also where the note itself is gone meanwhile: its new words are not
		half, err := record.Draft(lineDraft + "/" + d.Text)
		if s.note(d.Text) != nil || err == nil && half.Text != "" {
			s.amends = d.Text
		}
	}
	s.openLine()
	if notes := record.Visit().Notes; len(notes) > 0 {
		if last := notes[len(notes)-1]; env.Now().Sub(last.At) < sameTalk {
			s.say(last.Speaker)
		}
	}
	return s
}

// openLine opens the line for a new note or for the one being amended.
func (s *Screen) openLine() {
	text := ""
	if n := s.note(s.amends); n != nil {
		text = n.Line()
	}
	s.line = widget.NewField(s.record, s.draft(), text)
	s.line.Hint("What do you hear or see?")
}

// draft is the name of the line's draft.
func (s *Screen) draft() string {
	if s.amends != "" {
		return lineDraft + "/" + s.amends
	}
	return lineDraft
}

func (s *Screen) note(id string) *visit.Note {
	notes := s.record.Visit().Notes
	if i := slices.IndexFunc(notes, func(n visit.Note) bool { return n.ID == id }); i >= 0 {
		return &notes[i]
	}
	return nil
}

// Find stands at a note; the line keeps its text.
func (s *Screen) Find(note string) { s.browsing, s.wanted = true, note }

// At is the note under the cursor, empty while the line has the focus.
func (s *Screen) At() string {
	if s.browsing {
		return s.feed.ID()
	}
	return ""
}

// Scope is that of the line or of the feed.
func (s *Screen) Scope() action.Scope {
	if s.browsing {
		return action.NotesFeed
	}
	return action.Notes
}

// Typing is so while the line has the focus.
func (s *Screen) Typing() bool { return !s.browsing }

// Keep puts the half-typed note on disk.
func (s *Screen) Keep() error { return s.line.Keep() }

// Update types, or moves through the feed.
func (s *Screen) Update(msg tea.Msg) ui.Intent {
	key, isKey := msg.(tea.KeyPressMsg)
	if isKey && (s.browsing || key.Code == tea.KeyPgUp || key.Code == tea.KeyPgDown) {
		s.feed.Update(msg)
		return ui.Intent{}
	}
	if _, paste := msg.(tea.PasteMsg); paste {
		s.browsing = false
	}
	return s.line.Type(msg)
}

// Why is why an action makes no sense now.
func (s *Screen) Why(id action.ID) string {
	switch id {
	case action.NoteAdd:
		if strings.TrimSpace(s.line.Text()) == "" && s.amends == "" {
			return "Write something first."
		}
	case action.NoteAmend, action.NoteDelete:
		if s.note(s.feed.ID()) == nil {
			return "There is no note here yet."
		}
		if id == action.NoteAmend && s.amends == "" && strings.TrimSpace(s.line.Text()) != "" {
			return "Finish the note you are writing first."
		}
	}
	return ""
}

// Do carries out an action.
func (s *Screen) Do(id action.ID) ui.Intent {
	switch id {
	case action.NoteAdd:
		return s.enter()
	case action.NoteBrowse:
		return s.leave()
	case action.NoteWrite:
		s.browsing = false
	case action.NoteAmend:
		return s.amend(s.feed.ID())
	case action.NoteDelete:
		return ui.Done(s.record.Do(visit.NoteDeleted{Note: s.feed.ID()}), "Deleted. Ctrl+Z brings it back.")
	}
	return ui.Intent{}
}

// enter puts the line on disk as a note. It has reached the disk when the line
// is empty again.
func (s *Screen) enter() ui.Intent {
	v := s.record.Visit()
	n, unknown := visit.ParseNote(s.line.Text(), v.Framework)
	nobody := n.Text == "@"
	switch {
	case s.amends != "":
		return s.finish(n)
	case n.Text == "" && (n.Speaker == "" || len(n.Items) > 0):
		return ui.Intent{Hint: "There are tags but no words yet."}
	case n.Text == "" || nobody:
		s.say(n.Speaker)
		in := ui.Intent{Cmd: s.line.Set(""), Say: "Speaking now: " + n.Speaker.Name() + "."}
		if nobody {
			in.Say = "Speaking now: nobody. What you note is what you see."
		}
		in.Err = s.line.Keep()
		return in
	}
	if n.Speaker == "" {
		n.Speaker = s.speaking()
	}
	slot := s.slot()
	if err := s.record.Commit(lineDraft, visit.NoteAdded{NoteText: n, Slot: slot}); err != nil {
		return ui.Intent{Err: err}
	}
	s.line.Clear()
	say := "Saved " + s.record.LastSaved().In(s.env.Now().Location()).Format("15:04:05")
	if len(unknown) > 0 {
		say += "; " + strings.Join(unknown, " ") + " is no item or role here and stays in the text"
	}
	if doubt := s.doubt(n); doubt != "" {
		say += ". " + doubt
	}
	return ui.Intent{Say: say}
}

// leave goes from the line to the feed; the line keeps its text. An amendment
// with nothing amended is over.
func (s *Screen) leave() ui.Intent {
	s.browsing = true
	text := strings.TrimSpace(s.line.Text())
	if n := s.note(s.amends); n != nil && (text == "" || text == n.Line()) {
		return s.finish(visit.NoteText{})
	}
	return ui.Intent{Err: s.Keep()}
}

// Writing reports whether a text stands in the line.
func (s *Screen) Writing() bool { return strings.TrimSpace(s.line.Text()) != "" }

// amend brings a note back to the line.
func (s *Screen) amend(id string) ui.Intent {
	if err := s.record.SaveDraft(amendsDraft, store.Draft{Text: id}); err != nil {
		return ui.Intent{Err: err}
	}
	err := s.Keep()
	s.amends, s.browsing = id, false
	s.openLine()
	return ui.Intent{Err: err}
}

// finish ends an amendment. No words, or the same words, change nothing.
func (s *Screen) finish(n visit.NoteText) ui.Intent {
	was := s.note(s.amends)
	say, draft := "Left as it was.", s.draft()
	doubt := ""
	var changes []visit.Change
	switch {
	case n.Text == "":
	case was == nil: // taken back meanwhile; the words are not lost with it
		say, changes = "Saved as a new note.", []visit.Change{visit.NoteAdded{NoteText: n}}
		doubt = s.doubt(n)
	case n.Line() != was.Line():
		say, changes = "Amended; the old words are kept.", []visit.Change{visit.NoteAmended{Note: s.amends, NoteText: n}}
		doubt = s.doubt(n, was.Text)
	}
	if err := s.record.Commit(draft, changes...); err != nil {
		return ui.Intent{Err: err}
	}
	s.amends = ""
	s.openLine()
	return ui.Done(s.record.SaveDraft(amendsDraft, store.Draft{}), strings.TrimSpace(say+" "+doubt))
}

// running is the agenda item that runs now, or nil.
func (s *Screen) running() *visit.AgendaItem { return s.record.Visit().Running(s.env.Now()) }

// slot is the id of the agenda item that runs now, empty where none does.
func (s *Screen) slot() string {
	if r := s.running(); r != nil {
		return r.ID
	}
	return ""
}

// say notes who is speaking from now on, until the next agenda item.
func (s *Screen) say(role framework.Role) { s.said = &said{role, s.slot()} }

// speaking is who is speaking: said by the assessor, or by the agenda.
func (s *Screen) speaking() framework.Role {
	if s.said != nil && s.said.slot == s.slot() {
		return s.said.role
	}
	return s.running().Speaker()
}

// heard are the roles that may be asked now: who is speaking, else all who are
// met in the agenda item that runs.
func (s *Screen) heard() []framework.Role {
	if role := s.speaking(); role != "" {
		return []framework.Role{role}
	}
	if r := s.running(); r != nil {
		return r.With
	}
	return nil
}
