package command

import (
	"errors"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"

	"halfday/report"
	"halfday/store"
	"halfday/store/keys"
	"halfday/templates"
	"halfday/tui"
	"halfday/tui/outside"
	"halfday/tui/theme"
	"halfday/tui/ui"
	"halfday/visit/framework"
)

// show runs the program on the screen, over the store in a folder. arrive says
// where to begin there, and what to say; it is asked once the store is open,
// which is only when it was unlocked where it has a passphrase.
func (d *desk) show(cmd *cobra.Command, dir string, arrive func(*ui.Env) (ui.Intent, error)) (err error) {
	if !atTerminal() {
		return errors.New("this needs a terminal; halfday check, agenda, note and report work without one: see halfday --help")
	}
	own := *d // which may become a look only
	s, err := own.openToShow(cmd, dir)
	if err != nil {
		return err
	}
	env := &ui.Env{
		Store:    s,
		Unlock:   func(secret string) (*store.Store, error) { return store.Open(dir, own.options(secret)) },
		Theme:    theme.New(true),
		Now:      time.Now,
		Template: templates.Markdown,
		Papers:   d.papers(),
		Save:     func(name string, data []byte) (string, error) { return report.Save(d.out, name, data) },
	}
	env.Frameworks = func() []framework.Entry { return d.shelf().List() }
	var sample *store.Store
	env.Try = func() (r *store.Record, err error) {
		if dir == d.sampleDir() {
			return beginSample(env.Store)
		} else if sample == nil {
			if sample, err = store.Open(d.sampleDir(), d.options("")); err != nil {
				return nil, fmt.Errorf("the sample school: %w", err)
			}
		}
		return beginSample(sample)
	}
	desk := outside.NewDesk(outside.Base(), outside.Open)
	env.Outside = desk
	defer func() {
		err = errors.Join(err, desk.Close())
		for _, open := range []*store.Store{sample, env.Store} {
			if open != nil {
				err = errors.Join(err, open.Close())
			}
		}
	}()
	hangup := make(chan os.Signal, 1)
	signal.Notify(hangup, syscall.SIGHUP)
	defer signal.Stop(hangup)
	o := tui.Options{Env: env, Environ: os.Environ(), Hangup: hangup}
	if s == nil {
		o.Arrive = func() ui.Intent {
			in, err := arrive(env)
			in.Err = err
			return in
		}
	} else {
		if o.Start, err = arrive(env); err != nil {
			return err
		}
		o.Start.Say = strings.TrimSpace(strings.Join(append(s.Notices(), o.Start.Say), " "))
	}
	return tui.Run(cmd.Context(), o)
}

// openToShow opens the store in a folder for the screen; it is nil where the
// screen is to ask for the passphrase. Where the store cannot be written it asks
// whether to look at it as it stands.
func (d *desk) openToShow(cmd *cobra.Command, dir string) (*store.Store, error) {
	s, err := store.Open(dir, d.options(""))
	if !d.readOnly && (errors.Is(err, store.ErrInUse) || errors.Is(err, store.ErrReadOnly)) {
		look, e := ask(cmd, err.Error()+".\nLook at it as it stands, without changing anything?", "--read-only")
		if e != nil {
			return nil, err
		} else if !look {
			return nil, exit{code: exitFailed}
		}
		d.readOnly = true
		s, err = store.Open(dir, d.options(""))
	}
	switch {
	case !errors.Is(err, keys.ErrLocked):
		return s, err
	case d.passphraseFile == "":
		return nil, nil
	}
	return d.openStore(cmd, dir)
}

func atTerminal() bool {
	return term.IsTerminal(os.Stdin.Fd()) && term.IsTerminal(os.Stdout.Fd())
}
