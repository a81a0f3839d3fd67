//go:build unix

package apart

import "syscall"

// LimitMemory ends this process when it takes more memory than so many bytes.
// Mapped files do not count.
func LimitMemory(bytes uint64) {
	_ = syscall.Setrlimit(syscall.RLIMIT_DATA, &syscall.Rlimit{Cur: bytes, Max: bytes})
}
