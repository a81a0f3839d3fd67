package command

import (
	"github.com/charmbracelet/x/term"
	"golang.org/x/sys/windows"
)

// hide lets a terminal no longer show what is typed.
func hide(fd uintptr) error {
	state, err := term.GetState(fd)
	if err != nil {
		return err
	}
	state.Mode &^= windows.ENABLE_ECHO_INPUT
	return term.SetState(fd, state)
}

// forgetTyped takes what was typed and not read yet from a terminal.
func forgetTyped(fd uintptr) { _ = windows.FlushConsoleInputBuffer(windows.Handle(fd)) }
