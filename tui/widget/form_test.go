package widget

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"halfday/store"
	"halfday/tui/action"
	"halfday/tui/layout"
	"halfday/tui/theme"
	"halfday/tui/ui"
	"halfday/visit/safe"
)

// school are fields of every kind.
func school() []FormField {
	return []FormField{
		{Name: "name", Title: "School", Hint: "as the school writes it", Value: "Fenbrook Primary"},
		{Name: "phase", Title: "Phase", Value: "primary", Options: []FormOption{
			{"nursery", "Nursery"}, {"primary", "Primary"}, {"secondary", "Secondary"}, {"special", "Special"},
		}},
		{Name: "pupils", Title: "Pupils", Hint: "how many", Check: func(value string) error {
			if strings.Trim(value, "0123456789") != "" {
				return errors.New("how many pupils there are is a number, such as 210")
			}
			return nil
		}},
		{Name: "head", Title: "Headteacher"},
	}
}

// many are so many fields, the third of each four a choice.
func many(n int) []FormField {
	var fields []FormField
	for i := range n {
		field := school()[i%4]
		field.Name = fmt.Sprint(field.Name, i)
		fields = append(fields, field)
	}
	return fields
}

// answered is a form that keeps what it was answered with.
type answered struct {
	*Form
	got map[string]string
	say ui.Intent
}

// open opens the form of a draft.
func open(d Drafts, fields []FormField) *answered {
	a := &answered{say: ui.Intent{Say: "Done."}}
	a.Form = NewForm(theme.New(true), "The school", "What the papers leave out.", d, "school", fields, func(values map[string]string) ui.Intent {
		a.got = values
		return a.say
	})
	return a
}

// formKey is the message of a key by its name.
func formKey(name string) tea.KeyPressMsg {
	codes := map[string]tea.KeyPressMsg{
		"enter": {Code: tea.KeyEnter}, "tab": {Code: tea.KeyTab}, "shift+tab": {Code: tea.KeyTab, Mod: tea.ModShift},
		"esc": {Code: tea.KeyEscape}, "ctrl+s": {Code: 's', Mod: tea.ModCtrl}, "ctrl+v": {Code: 'v', Mod: tea.ModCtrl},
		"ctrl+k": {Code: 'k', Mod: tea.ModCtrl}, "alt+d": {Code: 'd', Mod: tea.ModAlt}, "ctrl+w": {Code: 'w', Mod: tea.ModCtrl},
		"left": {Code: tea.KeyLeft}, "right": {Code: tea.KeyRight}, "backspace": {Code: tea.KeyBackspace}, "delete": {Code: tea.KeyDelete},
		"space": {Code: tea.KeySpace, Text: " "},
	}
	if msg, ok := codes[name]; ok {
		return msg
	}
	return key(name)
}

// press presses keys as the root model does, and returns what came of the last.
func (a *answered) press(keys ...string) (in ui.Intent) {
	for _, k := range keys {
		msg := formKey(k)
		if act, ok := action.Resolve(msg.String(), a.Scope()); ok && msg.Text == "" {
			in = a.Do(act.ID)
		} else {
			in = a.Update(msg)
		}
	}
	return in
}

func (a *answered) write(text string) { a.press(strings.Split(text, "")...) }

// focused is the name of the field with the focus.
func (a *answered) focused() string { return a.fields[a.at].Name }

func (a *answered) shows(t *testing.T, texts ...string) {
	t.Helper()
	screen := shown(a.Form, 80, 30)
	for _, text := range texts {
		if !strings.Contains(screen, text) {
			t.Errorf("%q is not shown:\n%s", text, screen)
		}
	}
}

func TestFormIsFilledIn(t *testing.T) {
	t.Parallel()
	a := open(newDisk(), school())
	a.shows(t, "› School       Fenbrook Primary", "  Phase        Primary", "  Pupils       –", "What the papers leave out.")
	a.press("home")
	a.write("St ")
	a.press("enter")
	a.shows(t, "› Phase        ‹ Primary ›")
	a.press("right", "right", "enter")
	a.shows(t, "  Phase        Special", "› Pupils       how many")
	a.write("210")
	a.press("down")
	a.Update(tea.PasteMsg{Content: "  Mrs Okonkwo\r\n"})
	if in := a.press("enter"); !in.Close || in.Say != "Done." {
		t.Errorf("Enter on the last line gives %+v", in)
	}
	want := map[string]string{"name": "St Fenbrook Primary", "phase": "special", "pupils": "210", "head": "Mrs Okonkwo"}
	if diff := cmp.Diff(want, a.got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestKeysLeadThroughAForm(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ keys, at string }{
		{"", "name"},
		{"enter", "phase"},
		{"tab tab", "pupils"},
		{"down down down", "head"},
		{"down down down down", "name"},
		{"up", "head"},
		{"shift+tab shift+tab", "pupils"},
		{"tab left right up", "name"},
	} {
		a := open(nil, school())
		if a.press(strings.Fields(c.keys)...); a.focused() != c.at {
			t.Errorf("%q leads to %s, want %s", c.keys, a.focused(), c.at)
		}
	}
	if in := open(nil, school()).press("ctrl+s"); !in.Close {
		t.Errorf("Ctrl+S on the first line gives %+v", in)
	}
}

func TestChoicesAreGoneThrough(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ keys, want string }{
		{"", "primary"},
		{"right", "secondary"},
		{"left", "nursery"},
		{"left left", ""},
		{"space space", "special"},
		{"right right right", ""},
		{"left left left", "special"},
		{"s", "secondary"},
		{"S S", "special"},
		{"s s s", "secondary"},
		{"n", ""},
		{"n n", "nursery"},
		{"z", "primary"},
		{"/ s backspace delete home end pgdown", "secondary"},
	} {
		a := open(nil, school())
		a.press("tab")
		a.press(strings.Fields(c.keys)...)
		if a.press("ctrl+s"); a.got["phase"] != c.want {
			t.Errorf("%q chooses %q, want %q", c.keys, a.got["phase"], c.want)
		}
	}
}

func TestAValueThatIsNoChoiceIsKept(t *testing.T) {
	t.Parallel()
	fields := school()
	fields[1].Value = "all\x1bthrough"
	a := open(nil, fields)
	a.press("tab")
	a.shows(t, "‹ all␛through ›")
	a.press("right", "left", "ctrl+s")
	if a.got["phase"] != "all\x1bthrough" {
		t.Errorf("it became %q", a.got["phase"])
	}
}

func TestAnOwnChoiceOfNothing(t *testing.T) {
	t.Parallel()
	fields := school()
	fields[1].Value, fields[1].Options = "", append(fields[1].Options, FormOption{"", "nobody says"})
	a := open(nil, fields)
	a.shows(t, "Phase        nobody says")
	if screen := shown(a.Form, 80, 30); strings.Contains(screen, notKnown) {
		t.Errorf("there are two choices of nothing:\n%s", screen)
	}
}

func TestWrongValuesAreSaidAndKept(t *testing.T) {
	t.Parallel()
	a := open(newDisk(), school())
	a.press("tab", "tab")
	a.write("about 200")
	a.shows(t, "› Pupils       about 200")
	a.press("down")
	a.shows(t, "  Pupils       about 200", "! how many pupils there are is a number")
	if in := a.press("enter"); in.Close || in.Hint == "" || a.got != nil || a.focused() != "pupils" {
		t.Fatalf("a wrong value gives %+v with the focus on %s", in, a.focused())
	}
	a.shows(t, "› Pupils       about 200", "! how many pupils there are is a number")
	a.press("backspace")
	if screen := shown(a.Form, 80, 30); strings.Contains(screen, "!") {
		t.Errorf("it is called wrong while it is put right:\n%s", screen)
	}
	a.press("home", "delete", "delete", "delete", "delete", "delete", "delete")
	if in := a.press("ctrl+s"); !in.Close || a.got["pupils"] != "20" {
		t.Errorf("put right it gives %+v, %q", in, a.got)
	}
}

func TestTheFirstWrongFieldGetsTheFocus(t *testing.T) {
	t.Parallel()
	fields := many(12)
	fields[6].Value, fields[10].Value = "many", "some"
	a := open(nil, fields)
	a.press("up")
	if a.press("ctrl+s"); a.at != 6 || a.fields[10].wrong == "" {
		t.Errorf("the focus is on field %d, and of the other is said %q", a.at, a.fields[10].wrong)
	}
}

func TestAFormStaysOpenWhereItIsRefused(t *testing.T) {
	t.Parallel()
	a := open(newDisk(), school())
	a.write("!")
	for _, refusal := range []ui.Intent{{Err: errors.New("the disk is full")}, {Hint: "The day is over."}} {
		a.say = refusal
		if in := a.press("ctrl+s"); in.Close {
			t.Errorf("refused with %+v the form closes", refusal)
		}
	}
	a.shows(t, "Fenbrook Primary!")
	if err := a.Keep(); err != nil || a.drafts.(*disk).writes != 1 {
		t.Errorf("it is not kept: %v", err)
	}
}

func TestAFormComesBackAsItWasLeft(t *testing.T) {
	t.Parallel()
	d := newDisk()
	a := open(d, school())
	a.press("tab", "s", "tab")
	a.write("2x10 ")
	a.press("left", "left", "left")
	if in := a.press("esc"); !in.Close {
		t.Fatalf("Esc gives %+v", in)
	}
	if err := a.Keep(); err != nil { // as the root does
		t.Fatal(err)
	}
	a = open(d, school())
	if !a.Writing() || a.focused() != "pupils" {
		t.Fatalf("the focus is on %s", a.focused())
	}
	a.shows(t, "Phase        Secondary", "› Pupils       2x10")
	a.press("backspace", "ctrl+s")
	want := map[string]string{"name": "Fenbrook Primary", "phase": "secondary", "pupils": "210", "head": ""}
	if diff := cmp.Diff(want, a.got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestADraftDoesNotOverruleWhatWasPutRightMeanwhile(t *testing.T) {
	t.Parallel()
	d := newDisk()
	a := open(d, school())
	a.press("tab", "tab")
	a.write("210")
	if err := a.Keep(); err != nil {
		t.Fatal(err)
	}
	fields := school()
	fields[0].Value = "Fenbrook Academy"
	a = open(d, fields)
	a.shows(t, "Fenbrook Academy", "210")
	a.press("backspace", "backspace", "backspace", "up", "up")
	if err := a.Keep(); err != nil || d.drafts["school"] != (store.Draft{}) || a.Writing() {
		t.Errorf("nothing is changed, and %+v is kept, %v", d.drafts["school"], err)
	}
}

// TestAFormComesBackWhateverWasDone fills in, moves and is killed in any order.
func TestAFormComesBackWhateverWasDone(t *testing.T) {
	t.Parallel()
	keys := rapid.SampledFrom([]string{
		"enter", "tab", "shift+tab", "up", "down", "left", "right", "home", "end", "backspace", "delete", "ctrl+k", "ctrl+w", "alt+d",
		"a", "é", "漢", "space", "🙂", "\u0301", "\u200d", "\u202e", "\x1b", "s", "7",
	})
	size := rapid.Custom(func(r *rapid.T) layout.Size {
		return layout.Size{W: rapid.IntRange(0, 90).Draw(r, "width"), H: rapid.IntRange(0, 20).Draw(r, "height")}
	})
	rapid.Check(t, func(r *rapid.T) {
		d := newDisk()
		a := open(d, school())
		for _, k := range rapid.SliceOfN(keys, 1, 60).Draw(r, "keys") {
			a.press(k)
			fitsForm(r, a.Form, size.Draw(r, "size"))
		}
		if a.got != nil {
			return // it was saved
		}
		if err := a.Keep(); err != nil {
			r.Fatal(err)
		}
		again := open(d, school())
		if diff := cmp.Diff(a.values(), again.values()); diff != "" {
			r.Fatalf("(-left +back):\n%s", diff)
		}
		if a.Writing() {
			_, was := a.fields[a.at].read()
			if _, is := again.fields[again.at].read(); a.at != again.at || was != is {
				r.Fatalf("the cursor was at %d in %d and is at %d in %d", was, a.at, is, again.at)
			}
		}
		for _, field := range a.fields {
			if value, _ := field.read(); safe.Line(value) != value {
				r.Fatalf("%q stands in %s", value, field.Name)
			}
		}
	})
}

func TestAFormIsSavedAsItGoes(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := newDisk()
		a := open(d, school())
		tick := a.press("a").Cmd
		begun := time.Now()
		if more := a.press("b").Cmd; tick == nil || more != nil {
			t.Fatal("not one tick is on its way")
		}
		a.Update(tick())
		if took := time.Since(begun); took > saveAfter || !strings.Contains(d.drafts["school"].Text, "Primaryab") {
			t.Errorf("after %s the disk has %+v", took, d.drafts["school"])
		}
		for _, k := range []string{"left", "tab"} { // moves are kept too
			if tick = a.press(k).Cmd; tick == nil {
				t.Fatalf("%s is not kept", k)
			}
			a.Update(tick())
		}
		if got, want := d.drafts["school"].Text, `{"values":{"name":"Fenbrook Primaryab"},"at":"phase"}`; got != want || d.writes != 3 {
			t.Errorf("the disk has %s after %d writes", got, d.writes)
		}
		if cmd := a.press("up", "x", "y", "ctrl+s", "z").Cmd; cmd == nil { // as if it were open still
			t.Error("nothing is kept after what was saved")
		}
	})
}

func TestAFailingDiskIsToldByAForm(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		full := errors.New("the disk is full")
		d := newDisk()
		a := open(d, school())
		d.fails = full
		tick := a.press("!").Cmd
		in := a.Update(tick())
		if !errors.Is(in.Err, full) || in.Cmd == nil {
			t.Fatalf("it gives %+v", in)
		}
		if told := a.press("tab"); !errors.Is(told.Err, full) || told.Cmd != nil {
			t.Errorf("moving on gives %+v", told)
		}
		unsaved := &ui.Unsaved{}
		if err := a.Keep(); !errors.As(err, &unsaved) || unsaved.Text != "School: Fenbrook Primary!" {
			t.Errorf("Keep gives %v with %q", err, unsaved.Text)
		}
		d.fails = nil
		if in = a.Update(in.Cmd()); in.Err != nil || in.Say != "Saved again." || d.drafts["school"].Text == "" {
			t.Errorf("it gives %+v, and the disk has %+v", in, d.drafts["school"])
		}
	})
}

func TestADraftThatCannotBeReadIsTold(t *testing.T) {
	t.Parallel()
	d := newDisk()
	d.drafts["school"] = store.Draft{Text: "{"}
	a := open(d, school())
	if in := a.press("x"); in.Err == nil || in.Cmd == nil {
		t.Errorf("it gives %+v", in)
	}
	a.shows(t, "Fenbrook Primaryx")
}

func TestASavedFormWritesNoDraft(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := newDisk()
		a := open(d, school())
		late := a.press("x").Cmd
		a.press("ctrl+s")
		a.Update(late())
		if err := a.Keep(); err != nil || d.writes != 0 {
			t.Errorf("%d drafts are written, %v", d.writes, err)
		}
	})
}

func TestOtherMessagesDoNothingToAForm(t *testing.T) {
	t.Parallel()
	a := open(newDisk(), school())
	before := a.View(layout.Size{W: 80, H: 24})
	for _, msg := range []tea.Msg{
		nil,
		tea.WindowSizeMsg{Width: 3, Height: 2},
		tea.FocusMsg{},
		tea.BlurMsg{},
		tea.BackgroundColorMsg{},
		keep{"school", 7},
		keep{"note", 0},
		fetched{open(nil, nil).Form, tea.PasteMsg{Content: "x"}},
	} {
		if in := a.Update(msg); in.Cmd != nil || in.Err != nil {
			t.Errorf("%T gives %+v", msg, in)
		}
	}
	if diff := cmp.Diff(before, a.View(layout.Size{W: 80, H: 24})); diff != "" {
		t.Errorf("(-before +after):\n%s", diff)
	}
	if in := a.press("ctrl+v"); in.Cmd == nil {
		t.Error("the clipboard is not asked for")
	}
	a.Update(fetched{a.Form, tea.PasteMsg{Content: "\x1b[7m"}})
	a.shows(t, "Fenbrook Primary␛[7m")
}

// hostile are texts that would act on a terminal, hide, or break a line.
var hostile = []string{
	"\x1b[31mred\x1b[m", "\x1b]0;title\x07", "\x9b7m", "a\nb\rc\td", "\u202eevil", "a\u200bb", "\x00", "\x1b[7m",
	strings.Repeat("e\u0301\u0301\u0301\u0301\u0301\u0301", 9), strings.Repeat("漢字", 40), "👩🏽‍🏫", "\xff\xfe", strings.Repeat("long ", 60),
}

func TestHostileTextDoesNotAct(t *testing.T) {
	t.Parallel()
	for _, text := range hostile {
		fields := []FormField{
			{Name: "a", Title: text, Hint: text, Check: func(string) error { return errors.New(text) }},
			{Name: "b", Title: text, Value: text},
			{Name: "c", Title: text, Value: text, Options: []FormOption{{text, text}, {"x", text + "x"}}},
			{Name: "d", Title: "Plain", Value: text, Options: []FormOption{{"x", "Else"}}},
		}
		a := &answered{Form: NewForm(theme.New(true), text, text, nil, "", fields, nil)}
		for range fields {
			for _, w := range []int{1, 7, 50, 80, 200} {
				s := layout.Size{W: w, H: 40}
				fitsForm(t, a.Form, s)
				plain := strings.ReplaceAll(ansi.Strip(a.View(s).Text), "\n", "")
				if clean := safe.Line(plain); clean != plain {
					t.Fatalf("%q is shown as %q", text, plain)
				}
			}
			a.Update(tea.PasteMsg{Content: text})
			a.Update(tea.KeyPressMsg{Code: 'x', Text: text})
			a.press("left", "tab")
		}
	}
}

// fitsForm checks that a form has the size asked for, with the cursor inside.
func fitsForm(t rapid.TB, f *Form, s layout.Size) {
	t.Helper()
	frame := f.View(s)
	lines := strings.Split(frame.Text, "\n")
	if len(lines) > max(1, s.H) {
		t.Fatalf("%v: %d lines:\n%s", s, len(lines), frame.Text)
	}
	for _, l := range lines {
		if w := ansi.StringWidth(l); w > min(s.W, formWidth) {
			t.Fatalf("%v: %d columns: %q", s, w, l)
		}
	}
	if frame.Cursor && (frame.X < 0 || frame.Y < 0 || frame.X >= s.W || frame.Y >= len(lines)) {
		t.Fatalf("%v: the cursor is at %d, %d", s, frame.X, frame.Y)
	}
	if strings.Contains(frame.Text, underCursor) {
		t.Fatalf("%v: huh's cursor is shown: %q", s, frame.Text)
	}
}

func TestAFormFitsEverySize(t *testing.T) {
	t.Parallel()
	forms := []*answered{open(nil, nil), open(nil, many(1)), open(nil, many(15))}
	for w := 0; w <= 200; w += 7 {
		for h := 0; h <= 60; h += 3 {
			for _, a := range forms {
				a.press("tab", "x") // some are left wrong
				fitsForm(t, a.Form, layout.Size{W: w, H: h})
			}
		}
	}
}

func TestTheFocusIsAlwaysInSight(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{54, 13}, {74, 17}, {84, 33}, {40, 9}, {30, 6}, {20, 5}, {20, 3}, {84, 2}, {84, 1}} {
		s := layout.Size{W: size[0], H: size[1]}
		a := open(nil, many(15))
		for _, field := range a.fields {
			field.Check = func(string) error { return errors.New("this is wrong") }
		}
		a.press("ctrl+s")
		for i := range 40 {
			key := "tab"
			if i > 20 {
				key = "shift+tab"
			}
			a.press(key)
			frame := a.View(s)
			lines := strings.Split(ansi.Strip(frame.Text), "\n")
			field := a.fields[a.at]
			value, under := lines[frame.Y], ""
			if frame.Y+1 < len(lines) {
				under = lines[frame.Y+1]
			}
			whole, _ := field.view(90)
			end := strings.TrimSpace(ansi.Strip(whole))
			if !strings.Contains(value, end[max(0, len(end)-6):]) {
				t.Fatalf("%v: %s is out of sight:\n%s", s, field.Title, strings.Join(lines, "\n"))
			}
			if s.H > 1 && !strings.Contains(under, "! this is wrong") {
				t.Fatalf("%v: what is wrong in %s is out of sight:\n%s", s, field.Title, strings.Join(lines, "\n"))
			}
			if s.H > 6 && !strings.Contains(strings.Join(lines[max(0, frame.Y-1):frame.Y+1], ""), "› "+field.Title) {
				t.Fatalf("%v: no sign marks %s:\n%s", s, field.Title, strings.Join(lines, "\n"))
			}
		}
	}
}

func TestTheCursorStandsWhereItWrites(t *testing.T) {
	t.Parallel()
	text := "The 漢字 school of Fenbrook-under-the-Hill and of all that lies 🙂 round it"
	fields := []FormField{{Name: "name", Title: "School", Value: text}}
	for _, size := range [][2]int{{84, 20}, {54, 13}, {30, 8}, {12, 6}} {
		s := layout.Size{W: size[0], H: size[1]}
		a := open(nil, fields)
		for _, key := range []string{"left", "right"} {
			for range len([]rune(text)) + 1 {
				frame := a.View(s)
				_, at := a.fields[0].read()
				line := ansi.Strip(strings.Split(frame.Text, "\n")[frame.Y])
				next := ""
				if at < len([]rune(text)) {
					next = string([]rune(text)[at])
				}
				if under := ansi.Cut(line, frame.X, frame.X+2); strings.TrimSpace(next) != "" && !strings.HasPrefix(under, next) {
					t.Fatalf("%v: before character %d, %q, the cursor is on %q in %q", s, at, next, under, line)
				}
				a.press(key)
			}
		}
	}
}

func TestDeletingTheLastCharacterAsAWord(t *testing.T) {
	t.Parallel()
	a := open(nil, school())
	a.press("end", "left", "alt+d", "alt+d")
	if a.press("ctrl+s"); a.got["name"] != "Fenbrook Primar" {
		t.Errorf("it leaves %q", a.got["name"])
	}
}

func TestAFormFollowsTheTheme(t *testing.T) {
	t.Parallel()
	look := theme.New(true)
	f := NewForm(look, "The school", "Words.", nil, "", school(), nil)
	f.Do(action.FormNext)
	s := layout.Size{W: 80, H: 20}
	f.View(s)
	look.Set(false)
	page := f.View(s).Text
	for _, want := range []string{look.Accent.Render("‹ "), look.Accent.Render(" ›"), look.Strong.Render("Primary"), look.Title.Render("The school")} {
		if !strings.Contains(page, want) {
			t.Errorf("%q is not in %q", want, page)
		}
	}
}

func TestOnlyAChoiceIsChosen(t *testing.T) {
	t.Parallel()
	a := open(nil, school())
	if a.Why(action.Move) == "" || a.Why(action.DialogAccept) != "" {
		t.Error("a text is chosen")
	}
	if a.press("tab"); a.Why(action.Move) != "" {
		t.Error("a choice is not chosen")
	}
}

func TestAFormOfNothing(t *testing.T) {
	t.Parallel()
	a := open(newDisk(), nil)
	a.press("tab", "up", "x", "left")
	if err := a.Keep(); err != nil || a.Writing() {
		t.Error(err)
	}
	if in := a.press("enter"); !in.Close || len(a.got) != 0 {
		t.Errorf("Enter gives %+v", in)
	}
}

// BenchmarkFormKey types into one of 12 fields and draws them.
func BenchmarkFormKey(b *testing.B) {
	a := open(newDisk(), many(12))
	a.Update(tea.PasteMsg{Content: strings.Repeat("Some words ", 20)})
	s := layout.Size{W: 84, H: 40}
	for b.Loop() {
		a.press("x")
		a.View(s)
		a.press("backspace")
		a.View(s)
	}
}
