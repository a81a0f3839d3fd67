// Package command is the command line: it wires the packages together and holds
// no rules of its own.
package command

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"time"

	"charm.land/fang/v2"
	"github.com/spf13/cobra"

	"halfday/tui/ui"
	"halfday/visit"
	"halfday/visit/safe"
)

// Exit codes beside 0. check has codes of its own: see its help.
const (
	exitFailed   = 1
	exitConcerns = 1
	exitNotRead  = 2
)

// exit is an error that decides the exit code; it is printed where it says something.
type exit struct {
	code int
	err  error
}

func (e exit) Error() string {
	if e.err == nil {
		return ""
	}
	return e.err.Error()
}
func (e exit) Unwrap() error { return e.err }

// Run does what the program's arguments ask for, says on standard error what
// failed, and returns the exit code.
func Run(ctx context.Context) int {
	err := fang.Execute(ctx, root(), fang.WithoutManpage(),
		fang.WithErrorHandler(func(w io.Writer, _ fang.Styles, err error) {
			if text := err.Error(); text != "" {
				_, _ = fmt.Fprintln(w, "halfday: "+safe.Line(text))
			}
		}))
	if e := (exit{}); errors.As(err, &e) {
		return e.code
	} else if err != nil {
		return exitFailed
	}
	return 0
}

func root() *cobra.Command {
	d := &desk{author: visit.Author{ID: "halfday", Now: time.Now, Entropy: rand.Reader}}
	cmd := &cobra.Command{
		Use:   "halfday",
		Short: "A companion for assessors of the ICT Mark",
		Long: "halfday sees you through a visit: it reads the school's submission the evening before, flags causes\n" +
			"for concern and drafts the half-day; it takes your notes while people talk; it helps you weigh every\n" +
			"aspect and write the report for Naace. Everything stays on this machine.\n\n" +
			"Exit code: 0 done, 1 failed or answered with no; check and doctor say in their help what theirs mean.",
		Example: "halfday try\nhalfday open ./a-schools-folder\nhalfday note sallowby \"+ pupils show e-portfolios #3b @pupils\"",
		Args:    needs(0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return d.show(cmd, d.dataDir(), func(*ui.Env) (ui.Intent, error) { return ui.Intent{}, nil })
		},
	}
	cmd.SetFlagErrorFunc(misused)
	cmd.PersistentFlags().StringVar(&d.data, "data", "", "folder of the store (default: this system's place for application data)")
	cmd.PersistentFlags().StringVar(&d.out, "out", ".", "folder that saved reports, agendas and letters go to (default: the one you are in)")
	cmd.PersistentFlags().Lookup("out").DefValue = "" // which the help would show as a dot
	cmd.PersistentFlags().StringVar(&d.frameworks, "frameworks", "", "folder of your own frameworks (default: this system's place for settings)")
	cmd.PersistentFlags().StringVar(&d.passphraseFile, "passphrase-file", "", "file whose first line is the passphrase of the store, instead of asking for it")
	cmd.PersistentFlags().BoolVar(&d.readOnly, "read-only", false, "only look at the store, also while another window has it open")
	cmd.PersistentFlags().BoolVar(&d.anywhere, "anywhere", false, "allow a store on the network or in a folder that is synchronised: it is not safe there")
	cmd.AddCommand(d.try(), d.open(), d.visits(), d.read(), d.check(), d.agenda(), d.questions(), d.letter(), d.note(), d.report(),
		d.frameworkCommands(), d.doctor(), d.backup(), d.restore(), d.purge(), d.protect())
	return cmd
}

// needs asks for at least so many words behind a command, in the words of its
// usage; only a note may be longer.
func needs(n int) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		switch {
		case len(args) > 0 && !cmd.HasParent():
			return misused(cmd, fmt.Errorf("there is no command %q", args[0]))
		case len(args) < n || len(args) > n && n < 2:
			return misused(cmd, fmt.Errorf("write: %s %s", cmd.Parent().CommandPath(), cmd.Use))
		}
		return nil
	}
}

// misused says where to read how a command is written. For check such an error
// must not look like concerns.
func misused(cmd *cobra.Command, err error) error {
	err = fmt.Errorf("%w; %s --help says more", err, cmd.CommandPath())
	if cmd.Name() == "check" {
		return exit{exitNotRead, err}
	}
	return err
}
