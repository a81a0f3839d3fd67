//go:build unix

package outside

import "syscall"

// apart lets a program be in a session of its own: it cannot write to our
// terminal, and does not end with it.
func apart() *syscall.SysProcAttr { return &syscall.SysProcAttr{Setsid: true} }
