// Package outside gives a school's files to this machine's own programs.
//
// Only kinds of files that are looked at and do nothing are given away, each as a
// plain copy in a private folder, under a name that says nothing of the school.
// The copies are there as long as halfday is open; those of a halfday that was
// killed go when the next one makes a copy.
package outside

import (
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"runtime"
	"time"
)

// ErrNoProgram is returned where nothing on this machine opens a file.
var ErrNoProgram = errors.New("there is no program on this machine that opens it")

// refusal is how long to wait for a program to say that it cannot open a file.
// One that shows the file may go on as long as it likes.
const refusal = 700 * time.Millisecond

// Open opens a file with the program that this machine has for it. No shell
// comes between, what the program says goes nowhere, and it may outlive halfday.
func Open(path string) error { return open(opener(runtime.GOOS), path, refusal) }

// opener is what opens files on a system, with its arguments before the file.
func opener(system string) []string {
	switch system {
	case "darwin":
		return []string{"open"}
	case "windows":
		return []string{"rundll32", "url.dll,FileProtocolHandler"}
	}
	return []string{"xdg-open"}
}

func open(opener []string, path string, wait time.Duration) error {
	path, err := filepath.Abs(path) // which no program takes for an option
	if err != nil {
		return err
	}
	cmd := exec.Command(opener[0], append(opener[1:len(opener):len(opener)], path)...)
	cmd.SysProcAttr = apart()
	if err := cmd.Start(); err != nil {
		return none(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	select {
	case err := <-ended:
		if err != nil {
			return none(err)
		}
	case <-time.After(wait):
	}
	return nil
}

func none(err error) error {
	return fmt.Errorf("%w (%w); save a copy and open it yourself", ErrNoProgram, err)
}
