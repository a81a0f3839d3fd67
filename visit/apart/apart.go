// Package apart lets the program do by a child, which is the program itself, what
// a hostile file may make fail: end the process, take all memory or no end. The
// child gets its question on standard input and answers on standard output.
package apart

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"time"
)

// ErrFailed is returned where the child gave no answer.
var ErrFailed = errors.New("it could not be looked at to the end")

// Run asks a child, which is the program self with one argument, and gives its
// answer, of at most so many bytes. It waits no longer than the limit.
func Run(ctx context.Context, self, argument string, limit time.Duration, question []byte, most int) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	child := exec.CommandContext(ctx, self, argument)
	child.Env = append(os.Environ(), "GOTRACEBACK=none")
	child.Stdin = bytes.NewReader(question)
	answer := &capped{most: most}
	child.Stdout = answer
	if err := child.Run(); err != nil || answer.over {
		return nil, ErrFailed
	}
	return answer.Bytes(), nil
}

// LimitTime is for the child: it ends this process when it runs longer, also where
// nobody waits for it any more.
func LimitTime(limit time.Duration) { time.AfterFunc(limit, func() { os.Exit(2) }) }

// capped takes so many bytes and no more.
type capped struct {
	bytes.Buffer
	most int
	over bool
}

func (c *capped) Write(p []byte) (int, error) {
	if c.Len()+len(p) > c.most {
		c.over = true
		return 0, errors.New("the answer is too long")
	}
	return c.Buffer.Write(p)
}
