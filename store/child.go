package store

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"time"

	berrors "go.etcd.io/bbolt/errors"

	"halfday/store/keys"
	"halfday/visit/apart"
)

// CheckerArgument makes the program check a file of the store and nothing else,
// when it is the only argument: see Checker.
const CheckerArgument = "check-store-file"

// ErrSlow is returned where a look through a file took too long, as it does when
// the machine is busy. It says nothing about the file.
var ErrSlow = errors.New("looking through it took too long, nothing was changed")

// checkLimit is how long a check may take of a file of a size in bytes.
func checkLimit(size int64) time.Duration {
	return 30*time.Second + 5*time.Second*time.Duration(size/(32<<20))
}

// checkMemory is how much memory in bytes a check may take beside the file's own.
const checkMemory = 1 << 30

// A damaged file can end the process that maps it, or keep it busy for ever. So
// the first look at it is taken by a child: the program itself, which reads what
// to check from standard input and answers on standard output.
type question struct {
	Path  string
	Roots []keys.Root
}

type answer struct {
	Header header
	Head   head
	Visits int
	Worn   bool
	// Kind is which of kinds the error is, from 1; 0 where there is none.
	Kind int
	Text string
}

// kinds are the errors that keep their meaning on the way from the child.
func kinds() []error {
	return []error{ErrDamaged, ErrNotOurs, ErrNewer, ErrInUse, ErrReadOnly, os.ErrNotExist}
}

// Checker is the child's side: it answers one question about a file. The exit
// code is for os.Exit.
func Checker(in io.Reader, out io.Writer) (exitCode int) {
	apart.LimitMemory(checkMemory)
	var q question
	if err := json.NewDecoder(in).Decode(&q); err != nil {
		return 2
	}
	have, err := checkFile(q.Path, q.Roots)
	a := answer{Header: have.header, Head: have.head, Visits: have.visits, Worn: have.worn}
	if err != nil {
		a.Kind = len(kinds()) + 1
		switch {
		case denied(err):
			err = fmt.Errorf("%w (%w)", ErrReadOnly, reason(err))
		case errors.Is(err, berrors.ErrTimeout): // somebody else has it
			err = ErrInUse
		}
		a.Text = err.Error()
		for i, kind := range kinds() {
			if errors.Is(err, kind) {
				a.Kind = i + 1
				break
			}
		}
	}
	if err := json.NewEncoder(out).Encode(a); err != nil {
		return 2
	}
	return 0
}

// check looks through a file in a child, or where there is no program to run as
// one, in this process.
func (s *Store) check(path string, roots []keys.Root) (found, error) {
	info, err := os.Lstat(path)
	if err != nil {
		return found{}, err
	}
	if len(s.opt.Checker) == 0 {
		return checkFile(path, roots)
	}
	return checkInChild(s.opt.Checker, checkLimit(info.Size()), path, roots)
}

func checkInChild(command []string, limit time.Duration, path string, roots []keys.Root) (found, error) {
	ask, err := json.Marshal(question{Path: path, Roots: roots})
	if err != nil {
		return found{}, err
	}
	defer clear(ask)
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	child := exec.CommandContext(ctx, command[0], command[1:]...)
	child.Env = append(os.Environ(), "GOTRACEBACK=none")
	child.Stdin = bytes.NewReader(ask)
	var out bytes.Buffer
	child.Stdout = &out
	if err := child.Start(); err != nil { // as when the program was moved meanwhile
		return checkFile(path, roots)
	}
	err = child.Wait()
	var a answer
	switch {
	case err != nil && ctx.Err() != nil && child.ProcessState.UserTime() > limit/2:
		return found{}, fmt.Errorf("%w: looking through it did not come to an end", ErrDamaged) // no file takes so long
	case err != nil && ctx.Err() != nil:
		return found{}, ErrSlow
	case err != nil || json.Unmarshal(out.Bytes(), &a) != nil:
		return found{}, fmt.Errorf("%w: looking through it failed", ErrDamaged)
	}
	have := found{header: a.Header, head: a.Head, visits: a.Visits, worn: a.Worn}
	switch {
	case a.Kind == 0:
		return have, nil
	case a.Kind <= len(kinds()):
		return have, told{a.Text, kinds()[a.Kind-1]}
	}
	return have, errors.New(a.Text)
}

// told is an error told by the child.
type told struct {
	text string
	kind error
}

func (t told) Error() string { return t.text }
func (t told) Unwrap() error { return t.kind }
