//go:build unix

package command

import (
	"github.com/charmbracelet/x/term"
	"golang.org/x/sys/unix"
)

// hide lets a terminal no longer show what is typed.
func hide(fd uintptr) error {
	state, err := term.GetState(fd)
	if err != nil {
		return err
	}
	state.Lflag &^= unix.ECHO
	return term.SetState(fd, state)
}

// forgetTyped takes what was typed and not read yet from a terminal. It leaves
// the terminal set otherwise.
func forgetTyped(fd uintptr) {
	state, err := term.GetState(fd)
	if err != nil {
		return
	}
	state.Lflag &^= unix.ICANON // or only whole lines could be read
	state.Cc[unix.VMIN], state.Cc[unix.VTIME] = 0, 0
	if term.SetState(fd, state) != nil {
		return
	}
	typed := make([]byte, 1024)
	for n := 1; n > 0; {
		n, err = unix.Read(int(fd), typed)
		if err == unix.EINTR {
			n = 1
		}
	}
}
