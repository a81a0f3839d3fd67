//go:build unix

package store

import "syscall"

// noCoreFile sees to it that a crash leaves no image of the memory behind.
func noCoreFile() { _ = syscall.Setrlimit(syscall.RLIMIT_CORE, &syscall.Rlimit{}) }
