package command

import (
	"errors"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/adrg/xdg"
	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"

	"halfday/report"
	"halfday/store"
	"halfday/templates"
	"halfday/tui"
	"halfday/tui/theme"
	"halfday/tui/ui"
)

// show runs the program on the screen. renewed says that other papers were
// loaded into the visit it starts at.
func (d *desk) show(cmd *cobra.Command, s *store.Store, start ui.Route, renewed bool) error {
	if !atTerminal() {
		return errors.New("this needs a terminal; halfday check, agenda, note and report work without one: see halfday --help")
	}
	var sample *store.Store
	defer func() {
		if sample != nil {
			_ = sample.Close()
		}
	}()
	var env *ui.Env
	env = &ui.Env{
		Store:    s,
		Unlock:   func(secret string) (*store.Store, error) { return store.Open(s.Dir(), d.options(secret)) },
		Theme:    theme.New(true),
		Now:      time.Now,
		Begin:    func(folder string) (*store.Record, bool, error) { return begin(cmd, env.Store, expand(folder)) },
		Template: templates.Markdown,
		Save:     func(name string, data []byte) (string, error) { return report.Save(d.out, name, data) },
		Try: func() (r *store.Record, err error) {
			if dir := d.sampleDir(); dir == s.Dir() {
				return beginSample(env.Store)
			} else if sample == nil {
				if sample, err = d.openStore(cmd, dir); err != nil {
					return nil, err
				}
			}
			return beginSample(sample)
		},
	}
	defer func() {
		if env.Store != nil && env.Store != s { // unlocked again since
			_ = env.Store.Close()
		}
	}()
	say := strings.Join(s.Notices(), " ")
	if renewed {
		say = strings.TrimSpace(ui.Renewed + " " + say)
	}
	hangup := make(chan os.Signal, 1)
	signal.Notify(hangup, syscall.SIGHUP)
	defer signal.Stop(hangup)
	return tui.Run(cmd.Context(), tui.Options{Env: env, Start: start, Say: say, Environ: os.Environ(), Hangup: hangup})
}

// expand reads quotation marks and ~ as a shell would: a folder typed on the
// screen saw none.
func expand(folder string) string {
	folder = strings.Trim(folder, `"'`)
	if rest, ok := strings.CutPrefix(folder, "~/"); ok {
		return filepath.Join(xdg.Home, rest)
	}
	return folder
}

func atTerminal() bool {
	return term.IsTerminal(os.Stdin.Fd()) && term.IsTerminal(os.Stdout.Fd())
}
