package command

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"sync"
	"syscall"

	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"
)

// hidden is the terminal while it does not show what is typed.
type hidden struct {
	cmd *cobra.Command
	tty *os.File
	// whole is held while something is done that no signal may cut short; done is
	// whether that is done.
	whole sync.Mutex
	done  bool
}

// withHidden does something with a terminal that does not show what is typed,
// from before the first question until it is done: a passphrase takes a while to
// be tried, and who types it again meanwhile would read it on the screen. What
// is left typed then is forgotten. flag is what helps where there is no terminal,
// such as --passphrase-file; then the error is errNoTerminal.
//
// A signal ends it with errInterrupted. It would otherwise end the program, and
// leave a terminal behind that shows nothing.
func withHidden(cmd *cobra.Command, flag string, do func(*hidden) error) error {
	tty, err := openTerminal(cmd)
	if err != nil {
		return fmt.Errorf("this needs the passphrase, and %w; give it with %s", err, flag)
	}
	fd := tty.Fd()
	before, err := term.GetState(fd)
	if err != nil {
		_ = tty.Close()
		return fmt.Errorf("the terminal does not say how it is set: %w; give the passphrase with %s", err, flag)
	}
	ctx, stop := signal.NotifyContext(cmd.Context(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer stop()
	h := &hidden{cmd: cmd, tty: tty}
	if err := hide(fd); err != nil {
		_ = tty.Close()
		return fmt.Errorf("the terminal cannot hide what is typed: %w; give the passphrase with %s", err, flag)
	}
	done := make(chan error, 1)
	go func() { done <- do(h) }()
	select {
	case err = <-done:
		forgetTyped(fd)
		_ = term.Restore(fd, before)
		return errors.Join(err, tty.Close())
	case <-ctx.Done():
		h.whole.Lock() // for good: nothing more is begun
		_ = term.Restore(fd, before)
		if h.done {
			return nil
		}
		tell(cmd, "\n")
		return fmt.Errorf("%w; run it again when you have the passphrase", errInterrupted) // tty is still read from
	}
}

// read reads a line after a prompt on standard error.
func (h *hidden) read(prompt string) (string, error) {
	tell(h.cmd, prompt+" ")
	text, err := term.ReadPassword(h.tty.Fd())
	if err != nil && !errors.Is(err, io.EOF) {
		return "", fmt.Errorf("what you typed could not be read: %w; run it again", err)
	}
	tell(h.cmd, "\n") // the line's end was not shown either
	return string(text), nil
}

// undisturbed does something that no signal cuts short.
func (h *hidden) undisturbed(do func() error) error {
	h.whole.Lock()
	defer h.whole.Unlock()
	err := do()
	h.done = err == nil
	return err
}

// wait says that what follows takes a moment.
func wait(cmd *cobra.Command) { tell(cmd, "One moment…\n") }
