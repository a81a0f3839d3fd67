package crashtest

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"runtime"
	"strings"
	"syscall"

	"golang.org/x/sys/unix"
)

// Record runs a command and records what it, its threads and the processes it
// starts do to the files below dir, which must exist. The error says why they
// could not be followed; how the command ended says Trace.Exit. A command that
// must not run for ever is to be made with a context.
//
// Not followed, but refused: writing through a mapping (bbolt only reads through
// its own), symbolic links, and files moved into the folder from outside. If
// anything else escaped, the folder at the end would not hold what was recorded,
// which is an error as well. Rights and times of files are of no interest.
func Record(cmd *exec.Cmd, dir string, faults ...Fault) (*Trace, error) {
	fail := func(err error) (*Trace, error) {
		return nil, fmt.Errorf("watching %s: %w", cmd.Path, err)
	}
	for _, f := range faults {
		if f.Errno == 0 && !f.Short {
			return fail(errors.New("a fault needs an error number"))
		}
		if f.Sticky && f.Errno == syscall.EINTR {
			return fail(errors.New("a sticky EINTR would be tried again for ever"))
		}
	}
	runtime.LockOSThread() // the thread that starts a process is the one that may watch it
	defer runtime.UnlockOSThread()

	w, err := newWatched(dir)
	if err != nil {
		return fail(err)
	}
	defer w.close()
	r := &recorder{watched: w, trace: &Trace{start: w.start}, faults: faults, counts: make([]int, len(faults)), known: map[int]bool{}}

	var printed bytes.Buffer
	if cmd.Stdout == nil {
		cmd.Stdout = &printed
	} else {
		cmd.Stdout = io.MultiWriter(cmd.Stdout, &printed)
	}
	attr := syscall.SysProcAttr{}
	if cmd.SysProcAttr != nil {
		attr = *cmd.SysProcAttr
	}
	// Its own process group, so that waiting for it waits for nobody else's.
	attr.Ptrace, attr.Setpgid, attr.Pgid = true, true, 0
	cmd.SysProcAttr = &attr
	if err := cmd.Start(); err != nil {
		return fail(err)
	}
	err = r.follow(cmd.Process.Pid)
	_ = cmd.Wait() // follow has waited already; this ends the copying of the output
	if err == nil {
		err = r.acknowledged(printed.Bytes())
	}
	if err == nil {
		err = r.trace.verify(dir)
	}
	if err != nil {
		return fail(err)
	}
	return r.trace, nil
}

// recorder watches a process and all it starts, which are its threads here. Of
// the calls that concern the folder one happens at a time, so that there is an
// order to record.
type recorder struct {
	*watched
	trace  *Trace
	faults []Fault
	counts []int // of the operations each fault concerns

	group   int          // the process group
	known   map[int]bool // the threads met
	active  *call        // the call going on
	waiting []int        // the threads stopped before theirs
}

// syscallStop is the signal with which a thread stops before and after a call.
const syscallStop = unix.SIGTRAP | 0x80

// follow watches the process until nothing of it is left.
func (r *recorder) follow(pid int) error {
	r.group, r.known[pid] = pid, true
	failure := r.begin(pid)
	for {
		if failure != nil {
			_ = unix.Kill(-r.group, unix.SIGKILL)
		}
		var status unix.WaitStatus
		tid, err := unix.Wait4(-r.group, &status, unix.WALL, nil)
		switch {
		case errors.Is(err, unix.EINTR):
		case errors.Is(err, unix.ECHILD):
			return failure
		case err != nil:
			return err
		case !status.Stopped():
			if tid == pid {
				r.trace.Exit = status.ExitStatus()
			}
			err = r.gone(tid)
		case failure == nil:
			err = r.stopped(tid, status)
		}
		if failure == nil && err != nil && !errors.Is(err, unix.EINTR) {
			failure = err
		}
	}
}

// begin sets the process going, which has stopped at its first instruction.
func (r *recorder) begin(pid int) error {
	var status unix.WaitStatus
	if _, err := unix.Wait4(pid, &status, unix.WALL, nil); err != nil {
		return err
	}
	if !status.Stopped() {
		return errors.New("it ended before it began")
	}
	if err := r.printsTo(pid); err != nil {
		return err
	}
	const options = unix.PTRACE_O_TRACESYSGOOD | unix.PTRACE_O_EXITKILL | unix.PTRACE_O_TRACEEXEC |
		unix.PTRACE_O_TRACECLONE | unix.PTRACE_O_TRACEFORK | unix.PTRACE_O_TRACEVFORK
	if err := unix.PtraceSetOptions(pid, options); err != nil {
		return err
	}
	return resume(pid, 0)
}

// stopped is told why a thread has stopped, and lets it go on.
func (r *recorder) stopped(tid int, status unix.WaitStatus) error {
	signal := status.StopSignal()
	switch {
	case signal == syscallStop && r.active != nil && r.active.tid == tid:
		return r.leave()
	case signal == syscallStop:
		return r.enter(tid)
	case status.TrapCause() > 0: // it has started a thread, a process or a program
		signal = 0
	case signal == unix.SIGSTOP && !r.known[tid]: // a new thread begins
		r.known[tid] = true
		signal = 0
	}
	return resume(tid, signal)
}

// enter is told that a thread is about to make a call, or has made one that
// does not concern the folder.
func (r *recorder) enter(tid int) error {
	var regs unix.PtraceRegs
	if err := unix.PtraceGetRegs(tid, &regs); err != nil {
		return unlessGone(err)
	}
	if int64(regs.Rax) != -int64(unix.ENOSYS) { // which it is before every call
		return resume(tid, 0)
	}
	c, err := r.concerns(tid, &regs)
	switch {
	case r.active != nil && (c != nil || err != nil):
		r.waiting = append(r.waiting, tid)
		return nil
	case err != nil && !errors.Is(err, errNowhere):
		return err
	case c == nil:
		return resume(tid, 0)
	}
	r.active = c
	if err := r.inject(c, &regs); err != nil {
		return err
	}
	return resume(tid, 0)
}

// leave is told that the call going on has been made.
func (r *recorder) leave() error {
	c := r.active
	var regs unix.PtraceRegs
	if err := unix.PtraceGetRegs(c.tid, &regs); err != nil {
		return unlessGone(err)
	}
	if c.errno != 0 {
		regs.Rax = uint64(-int64(c.errno))
		if err := unix.PtraceSetRegs(c.tid, &regs); err != nil {
			return unlessGone(err)
		}
	}
	switch result := int64(regs.Rax); {
	case result >= 0 && c.done != nil:
		if err := c.done(result); err != nil {
			return fmt.Errorf("%v: %w", c.op, err)
		}
	case result < 0 && (c.errno != 0 || c.op.Class&(Sync|SyncDir) != 0):
		c.op.Err = syscall.Errno(-result)
		r.add(c.op)
	}
	if err := resume(c.tid, 0); err != nil {
		return err
	}
	return r.next()
}

// next lets threads that have waited go on until one of them is in a call.
func (r *recorder) next() error {
	r.active = nil
	for r.active == nil && len(r.waiting) > 0 {
		tid := r.waiting[0]
		r.waiting = r.waiting[1:]
		if err := r.enter(tid); err != nil {
			return err
		}
	}
	return nil
}

// gone is told that a thread has ended. A call it was in is not recorded; only
// a kill can come in the middle of one, as the end of a process waits its turn.
func (r *recorder) gone(tid int) error {
	delete(r.known, tid)
	if r.active != nil && r.active.tid == tid {
		return r.next()
	}
	return nil
}

func (r *recorder) add(o Op) { r.trace.Ops = append(r.trace.Ops, o) }

// acknowledged gives the acknowledgements what the child has printed in all, as
// only the number of bytes was noted of each.
func (r *recorder) acknowledged(printed []byte) error {
	rest := printed
	for i, o := range r.trace.Ops {
		if o.Class != Ack {
			continue
		}
		if int64(len(rest)) < o.Off {
			return errors.New("its output did not come through")
		}
		r.trace.Ops[i].Data, r.trace.Ops[i].Off = rest[:o.Off:o.Off], 0
		rest = rest[o.Off:]
	}
	lines := strings.Split(string(printed), "\n")
	r.trace.Acked = lines[:len(lines)-1]
	return nil
}

// resume lets a thread go on until its next stop, with a signal if it is to
// get one.
func resume(tid int, signal syscall.Signal) error {
	return unlessGone(unix.PtraceSyscall(tid, int(signal)))
}

// unlessGone is the error of asking something of a thread, none if it has been
// killed meanwhile: its end will be reported.
func unlessGone(err error) error {
	if errors.Is(err, unix.ESRCH) {
		return nil
	}
	return err
}
