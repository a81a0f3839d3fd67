package crashtest

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// oracle asks a child of its own what is wrong with states.
type oracle struct {
	t   *testing.T
	dir string
	in  io.WriteCloser
	out *bufio.Reader
	end func() error
}

func (o *oracle) start() {
	o.t.Helper()
	cmd := child(o.t, "oracle")
	cmd.Stderr = nil // it is to crash now and then
	in, err := cmd.StdinPipe()
	if err != nil {
		o.t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		o.t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		o.t.Fatal(err)
	}
	o.in, o.out, o.end = in, bufio.NewReader(out), cmd.Wait
}

// ask is what is wrong with a state, "" if nothing is.
func (o *oracle) ask(s State) (wrong string) {
	o.t.Helper()
	if len(s.Acked) == 0 {
		return "" // nobody was told that there is a file
	}
	if o.in == nil {
		o.start()
	}
	dir := filepath.Join(o.dir, "state")
	if err := s.Write(dir); err != nil {
		o.t.Fatal(err)
	}
	defer os.RemoveAll(dir)
	fmt.Fprintf(o.in, "%d %q\n", len(s.Acked)-1, dir)
	if _, err := fmt.Fscanf(o.out, "%q\n", &wrong); err != nil {
		o.in.Close()
		o.in = nil
		return fmt.Sprint("crash: ", o.end())
	}
	return strings.TrimPrefix(wrong, "<nil>")
}

func (o *oracle) close() {
	if o.in != nil {
		o.in.Close()
		_ = o.end()
	}
}

// What bbolt has acknowledged is there after any power cut. If its fsyncs are
// left out, or the acknowledgement comes too soon, that must come out.
func TestBolt(t *testing.T) {
	for _, tt := range []struct {
		mode  string
		notes int
		about int
		least float64 // of the states that must be found wrong, in percent
		most  float64
	}{
		{"safe", 300, 800, 0, 0},
		{"nosync", 60, 300, 50, 100},
		{"early", 60, 300, 20, 90},
	} {
		t.Run(tt.mode, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			trace := mustRecord(t, child(t, "bbolt", dir, tt.mode, fmt.Sprint(tt.notes)), dir)
			if trace.Exit != 0 || len(trace.Acked) != tt.notes+1 {
				t.Fatalf("exit code %d, acknowledged %d", trace.Exit, len(trace.Acked))
			}
			o := &oracle{t: t, dir: t.TempDir()}
			defer o.close()
			all, bad := map[Kind]int{}, map[Kind]int{}
			states, wrong, example := 0, 0, ""
			for s := range trace.States(1, Options{About: tt.about}) {
				states++
				all[s.Kind]++
				if says := o.ask(s); says != "" {
					wrong++
					bad[s.Kind]++
					example = fmt.Sprintf("%v: %s", s, says)
				}
			}
			share := 100 * float64(wrong) / float64(states)
			t.Logf("%d operations, %d states, %d wrong (%.0f %%); %s", len(trace.Ops), states, wrong, share, example)
			t.Logf("states: %v, wrong: %v", all, bad)
			if share < tt.least || share > tt.most {
				t.Errorf("%.1f %% are wrong, wanted are %v to %v %%", share, tt.least, tt.most)
			}
			if states < tt.about*8/10 || states > tt.about*12/10 {
				t.Errorf("%d states, wanted were about %d", states, tt.about)
			}
		})
	}
}
