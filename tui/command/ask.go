package command

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"

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
	tell(cmd, question+" [y/N] ")
	answer, err := bufio.NewReader(tty).ReadString('\n')
	if err != nil { // Ctrl+D leaves the cursor behind the question
		tell(cmd, "\n")
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

// declined ends a command whose user said no, with a sentence on what that means.
func declined(cmd *cobra.Command, sentence string) error {
	tell(cmd, sentence+"\n")
	return exit{code: exitFailed}
}

// tell says something on standard error.
func tell(cmd *cobra.Command, text string) {
	_, _ = fmt.Fprint(cmd.ErrOrStderr(), safe.Block(text))
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
