package outside

import "syscall"

// apart lets a program be in a group of its own: a key that interrupts us does
// not end it.
func apart() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{CreationFlags: syscall.CREATE_NEW_PROCESS_GROUP}
}
