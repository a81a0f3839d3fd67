//go:build unix

package store

import "syscall"

// limitMemory ends this process when it takes more memory than so many bytes.
// Mapped files do not count. Core files would hold keys: there are none.
func limitMemory(bytes uint64) {
	_ = syscall.Setrlimit(syscall.RLIMIT_DATA, &syscall.Rlimit{Cur: bytes, Max: bytes})
}

// noCoreFile sees to it that a crash leaves no image of the memory behind.
func noCoreFile() { _ = syscall.Setrlimit(syscall.RLIMIT_CORE, &syscall.Rlimit{}) }
