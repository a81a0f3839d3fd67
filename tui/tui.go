// Package tui is the program on the screen; nothing else knows of Bubble Tea.
//
// The rules of this package:
//
//   - The root model in app.go is the only tea.Model. It owns the stack: one
//     screen, and dialogs over it. Screens answer with intents (package ui).
//   - A key is an action of package action, or it types or moves. Nothing else
//     listens to keys.
//   - What is entered is on disk when Update returns, what is half typed a moment
//     later; quitting is always safe and never asked about.
//   - Text is rendered by the styles of package theme only: they clean it.
//   - Every view is exactly the size it was asked for.
package tui

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"halfday/tui/screen/lock"
	"halfday/tui/ui"
)

// Options are what the program on the screen needs from outside.
type Options struct {
	Env *ui.Env
	// Start is what to do at the beginning: where to go, or Home, and what to say
	// and show there.
	Start ui.Intent
	// Arrive is what to do, in place of Start, once a store that is locked at the
	// beginning is open; nil where it is not.
	Arrive func() ui.Intent
	// In and Out are the terminal; nil means standard input and output.
	In  io.Reader
	Out io.Writer
	// Width and Height are the size of an Out that is no terminal device, in
	// columns and rows; a device is asked for its own.
	Width, Height int
	// Environ is the environment, as os.Environ gives it.
	Environ []string
	// Hangup ends the program as a closed terminal does; it may be nil.
	Hangup <-chan os.Signal
}

// Run shows the program until it is quit. Everything typed is on disk when it
// returns; the store stays open.
func Run(ctx context.Context, o Options) error {
	start := ui.Route{}
	if o.Start.Go != nil {
		start, o.Start.Go = *o.Start.Go, nil
	}
	app := New(o.Env, start)
	if app.locked() && o.Arrive != nil {
		app.stack = []ui.Screen{lock.New(o.Env, o.Arrive)}
	}
	app.act(o.Start)
	opts := []tea.ProgramOption{tea.WithContext(ctx), tea.WithEnvironment(o.Environ)}
	if o.In != nil {
		opts = append(opts, tea.WithInput(o.In))
	}
	if o.Out != nil {
		opts = append(opts, tea.WithOutput(o.Out), tea.WithWindowSize(o.Width, o.Height))
	}
	if noColour(o.Environ) {
		o.Env.Theme.NoColour = true
		opts = append(opts, tea.WithColorProfile(colorprofile.ASCII))
	}
	// The table of characters' widths takes a while to make, and is first asked
	// for when the first screen is drawn: until then there is time.
	go ansi.StringWidthWc("─")
	p := tea.NewProgram(app, opts...)
	if o.Hangup != nil {
		done := make(chan struct{})
		defer close(done)
		go func() {
			select {
			case <-o.Hangup:
				p.Quit()
			case <-done:
			}
		}()
	}
	_, err := p.Run()
	if kept := app.Keep(); kept != nil {
		text := &ui.Unsaved{}
		errors.As(kept, &text)
		return fmt.Errorf("what you typed last could not be saved: %w; it was: %s", kept, text.Text)
	}
	if errors.Is(err, tea.ErrInterrupted) || errors.Is(err, tea.ErrProgramKilled) && ctx.Err() != nil {
		return nil
	}
	return err
}

// noColour reports whether NO_COLOR is set to anything but nothing.
func noColour(environ []string) bool {
	for _, e := range environ {
		if len(e) > len("NO_COLOR=") && e[:len("NO_COLOR=")] == "NO_COLOR=" {
			return true
		}
	}
	return false
}
