package command

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime"
	"strings"
	"syscall"

	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"

	"halfday/visit/safe"
)

// Why a question has no answer.
var (
	errNoTerminal  = errors.New("there is no terminal to answer at")
	errInterrupted = errors.New("interrupted")
)

// ask asks a question on standard error and reports whether the answer, read
// from the terminal, is yes. Anything else is no. Where there is no terminal the
// error is errNoTerminal and names the flag that says yes, such as --with-names.
func ask(cmd *cobra.Command, question, flag string) (bool, error) {
	tty, err := openTerminal(cmd)
	if err != nil {
		return false, fmt.Errorf("this needs your yes, and %w; say yes with %s", err, flag)
	}
	defer func() { _ = tty.Close() }()
	_, _ = fmt.Fprint(cmd.ErrOrStderr(), safe.Block(question)+" [y/N] ")
	answer, err := bufio.NewReader(tty).ReadString('\n')
	if err != nil { // Ctrl+D leaves the cursor behind the question
		_, _ = fmt.Fprintln(cmd.ErrOrStderr())
	}
	if err != nil && !errors.Is(err, io.EOF) {
		return false, fmt.Errorf("your answer could not be read: %w; say yes with %s", err, flag)
	}
	switch strings.ToLower(strings.TrimSpace(answer)) {
	case "y", "yes":
		return true, nil
	}
	return false, nil
}

// secret reads a passphrase from the terminal, which does not show it, after a
// prompt on standard error. Where there is no terminal the error is
// errNoTerminal and names --passphrase-file.
func secret(cmd *cobra.Command, prompt string) (string, error) {
	tty, err := openTerminal(cmd)
	if err != nil {
		return "", fmt.Errorf("this needs the passphrase, and %w; give it with --passphrase-file", err)
	}
	fd := tty.Fd()
	before, err := term.GetState(fd)
	if err != nil {
		_ = tty.Close()
		return "", fmt.Errorf("the terminal does not say how it is set: %w; give the passphrase with --passphrase-file", err)
	}

	// A signal that ended the program here would leave a terminal behind that
	// shows nothing of what is typed.
	ctx, stop := signal.NotifyContext(cmd.Context(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer stop()
	type line struct {
		text []byte
		err  error
	}
	typed := make(chan line, 1)
	_, _ = fmt.Fprint(cmd.ErrOrStderr(), safe.Block(prompt)+" ")
	go func() {
		text, err := term.ReadPassword(fd)
		_ = tty.Close() // not before: after a signal this still reads
		typed <- line{text, err}
	}()
	var l line
	select {
	case l = <-typed:
	case <-ctx.Done():
		_ = term.Restore(fd, before)
	}
	_, _ = fmt.Fprintln(cmd.ErrOrStderr()) // the line's end was not shown either
	switch {
	case ctx.Err() != nil:
		return "", fmt.Errorf("%w; run it again when you have the passphrase", errInterrupted)
	case l.err != nil && !errors.Is(l.err, io.EOF):
		return "", fmt.Errorf("the passphrase could not be read: %w; give it with --passphrase-file", l.err)
	}
	return string(l.text), nil
}

// openTerminal opens the terminal for an answer, wherever standard input comes
// from. A question that nobody sees, as standard error goes elsewhere, has none.
func openTerminal(cmd *cobra.Command) (*os.File, error) {
	if shown, ok := cmd.ErrOrStderr().(*os.File); !ok || !term.IsTerminal(shown.Fd()) {
		return nil, errNoTerminal
	}
	name := "/dev/tty"
	if runtime.GOOS == "windows" {
		name = "CONIN$"
	}
	tty, err := os.OpenFile(name, os.O_RDWR, 0)
	if err != nil {
		return nil, errNoTerminal
	}
	return tty, nil
}
