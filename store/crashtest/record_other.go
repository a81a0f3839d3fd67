//go:build !linux || !amd64

package crashtest

import (
	"errors"
	"fmt"
	"os/exec"
	"runtime"
)

// Record returns an error that is [errors.ErrUnsupported]: on this system a
// child cannot be watched.
func Record(*exec.Cmd, string, ...Fault) (*Trace, error) {
	return nil, fmt.Errorf("watching a child process on %s/%s: %w", runtime.GOOS, runtime.GOARCH, errors.ErrUnsupported)
}
