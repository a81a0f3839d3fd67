package tui

import (
	"cmp"
	"fmt"
	"time"

	tea "charm.land/bubbletea/v2"

	"halfday/store"
	"halfday/tui/action"
	"halfday/tui/layout"
	"halfday/tui/screen/lock"
	"halfday/tui/ui"
	"halfday/visit"
)

// App is the root model.
type App struct {
	env    *ui.Env
	size   layout.Size
	route  ui.Route
	record *store.Record // the visit that is open, nil at Home
	// screens are the stages of the open visit that were looked at, so that
	// going back finds everything as it was left.
	screens map[visit.Stage]ui.Screen
	// stack is the screen and the dialogs over it, the topmost last.
	stack  []ui.Screen
	status status
	// lastKey is when a key was pressed last, lastTended when the store was
	// asked to tend to itself; tending is set while it does, and untended is why
	// it could not the last time.
	lastKey, lastTended time.Time
	tending             bool
	untended            error
	// troubled is the trouble shown last. leaving is set where the program is to
	// end once what it waits for is over.
	troubled string
	leaving  bool
}

// tick moves the clock on.
type tick time.Time

// New is the root model standing at a route, which it comes to when it is
// unlocked where the store is locked.
func New(env *ui.Env, start ui.Route) *App {
	a := &App{env: env, size: layout.Size{W: 80, H: 24}, lastKey: env.Now()}
	if a.locked() {
		a.stack = []ui.Screen{lock.New(env, func() ui.Intent { return ui.Go(start) })}
		return a
	}
	a.act(ui.Go(start))
	return a
}

// Init asks for the terminal's background and starts the clock.
func (a *App) Init() tea.Cmd { return tea.Batch(tea.RequestBackgroundColor, second()) }

func second() tea.Cmd { return tea.Tick(time.Second, func(t time.Time) tea.Msg { return tick(t) }) }

// Update takes a message. A key is an action or goes to the screen on top;
// everything else goes to every screen of the stack.
func (a *App) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		a.size = layout.Size{W: msg.Width, H: msg.Height}
		return a, nil
	case tea.BackgroundColorMsg:
		a.env.Theme.Set(msg.IsDark())
		return a, nil
	case tick:
		a.idle()
		return a, tea.Batch(second(), a.tend())
	case tended:
		a.tended(msg)
		return a, nil
	case tea.KeyPressMsg:
		a.lastKey = a.env.Now()
		return a, a.key(msg)
	case tea.PasteMsg:
		a.lastKey = a.env.Now()
		return a, a.act(a.top().Update(msg))
	}
	var cmds []tea.Cmd
	for _, s := range a.everywhere() {
		cmds = append(cmds, a.act(s.Update(msg)))
	}
	return a, tea.Batch(append(cmds, a.over())...)
}

// everywhere is every screen that may wait for an answer: those of the stack
// and the stages out of sight.
func (a *App) everywhere() []ui.Screen {
	all := append([]ui.Screen{}, a.stack...)
	for _, s := range a.screens {
		if s != a.stack[0] {
			all = append(all, s)
		}
	}
	return all
}

func (a *App) top() ui.Screen { return a.stack[len(a.stack)-1] }

// scopes are where keys are looked up, nearest first.
func (a *App) scopes() []action.Scope {
	scopes := []action.Scope{a.top().Scope()}
	if len(a.stack) == 1 && a.record != nil {
		scopes = append(scopes, action.InVisit)
	}
	return append(scopes, action.Everywhere)
}

func (a *App) key(msg tea.KeyPressMsg) tea.Cmd {
	top := a.top()
	if top.Typing() && msg.Text != "" {
		return a.act(top.Update(msg))
	}
	act, ok := a.resolve(msg.String(), a.scopes()...)
	if !ok {
		act, ok = action.Resolve(msg.String(), a.scopes()...) // which says why not
	}
	if ok {
		return a.do(act.ID)
	}
	if act, ok := action.Resolve(msg.String(), action.InVisit); ok && (act.ID == action.Undo || act.ID == action.Redo) && a.record != nil {
		a.say(hint, "Close this first: it would change what lies behind.")
		return nil
	}
	return a.act(top.Update(msg))
}

// resolve finds the action a key means here. One that fades while it cannot be
// done gives way to what the key means farther out.
func (a *App) resolve(key string, scopes ...action.Scope) (action.Action, bool) {
	for _, s := range scopes {
		if act, ok := action.Resolve(key, s); ok && !(act.Fades && a.why(act.ID) != "") {
			return act, true
		}
	}
	return action.Action{}, false
}

// do carries out an action, or says why it cannot be done.
func (a *App) do(id action.ID) tea.Cmd {
	if why := a.why(id); why != "" {
		a.say(hint, why)
		return nil
	}
	if stage, ok := stageOf(id, a.route.Stage); ok {
		return a.act(ui.Go(ui.Route{Visit: a.route.Visit, Stage: stage}))
	}
	switch id {
	case action.Quit:
		a.hold(a.Keep())
		if a.waiting() && !a.leaving {
			a.leaving = true
			a.say(hint, "halfday closes as soon as this is done. Once more closes it at once.")
			return nil
		}
		return tea.Quit
	case action.Help:
		return a.act(ui.Show(newHelp(a)))
	case action.Palette:
		return a.act(ui.Show(newPalette(a)))
	case action.Lock:
		a.lock()
		return nil
	case action.GoHome:
		return a.act(ui.Go(ui.Route{}))
	case action.Undo:
		return a.step(a.record.WouldUndo(), a.record.Undo, "Taken back: %s. Ctrl+Y does it again.")
	case action.Redo:
		return a.step(a.record.WouldRedo(), a.record.Redo, "Done again: %s.")
	}
	return a.act(a.top().Do(id))
}

// step takes a change back or does it again, and lets the screen go to what that
// changed.
func (a *App) step(what string, do func() error, say string) tea.Cmd {
	before := a.record.Visit()
	err := do()
	if s, ok := a.top().(ui.Follower); ok && err == nil {
		s.Follow(before)
	}
	return a.act(ui.Done(err, fmt.Sprintf(say, what)))
}

// why is the reason an action cannot be done now.
func (a *App) why(id action.ID) string {
	switch {
	case a.unanswered(id) && a.locked():
		return "It is locked: type your passphrase first."
	case a.unanswered(id):
		return "One moment: something has to be finished first."
	case id == action.Lock:
		return a.unlockable()
	}
	if w, ok := a.top().(ui.Writer); ok && w.Writing() && (id == action.Undo || id == action.Redo) {
		return "This takes back what is saved already. Finish what you are writing first."
	}
	for _, own := range action.In(a.top().Scope()) {
		if own.ID == id {
			return a.top().Why(id)
		}
	}
	return ""
}

// act carries out an intent.
func (a *App) act(in ui.Intent) tea.Cmd {
	if in.Close && len(a.stack) > 1 {
		if err := a.keep(a.top()); err != nil {
			a.hold(err) // the dialog stays: it holds the only copy of its text
			return in.Cmd
		}
		a.stack = a.stack[:len(a.stack)-1]
		if a.status.tone == hint {
			a.status = status{} // it was about the dialog
		}
	}
	if in.Enter != nil {
		if err := a.Keep(); err != nil {
			a.hold(err)
			return in.Cmd
		}
		a.record, a.screens = in.Enter, map[visit.Stage]ui.Screen{}
		in.Go = &ui.Route{Visit: in.Enter.ID(), Stage: in.Stage}
	}
	err := in.Err
	if in.Go != nil {
		err = cmp.Or(a.arrive(*in.Go), err)
	}
	if in.Show != nil {
		a.status = status{} // the dialog is looked at now
		a.hold(a.Keep())
		a.stack = append(a.stack, in.Show)
	}
	if in.Say != "" {
		a.say(done, in.Say)
	}
	if in.Hint != "" {
		a.say(hint, in.Hint)
	}
	a.hold(err)
	if in.Run != "" {
		return tea.Batch(in.Cmd, a.do(in.Run))
	}
	return in.Cmd
}

// arrive goes to a route. One that cannot be opened leads Home where there is
// nothing to stay at.
func (a *App) arrive(r ui.Route) error {
	err := a.goTo(r)
	if err != nil && (len(a.stack) == 0 || a.stack[0].Scope() == action.Locked) {
		err = cmp.Or(err, a.goTo(ui.Route{}))
	}
	return err
}

// Keep puts everything typed on disk.
func (a *App) Keep() error {
	var first error
	for _, s := range a.everywhere() {
		if err := a.keep(s); err != nil && first == nil {
			first = err
		}
	}
	return first
}

func (a *App) keep(s ui.Screen) error {
	if k, ok := s.(ui.Keeper); ok {
		return k.Keep()
	}
	return nil
}
