package store

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"syscall"
	"testing"

	"halfday/store/crashtest"
	"halfday/store/keys"
)

// verifyProtected is verify for the scenario in which a passphrase is set: once it
// was said to be, nothing opens without it, and before, the store opens with it or
// without. The recovery key opens it where the passphrase does.
func verifyProtected(dir string, acked []string) error {
	opt := testOptions()
	opened, err := Open(dir, opt)
	locked := errors.Is(err, keys.ErrLocked)
	switch {
	case err == nil:
		err = opened.Close()
	case locked:
		err = nil
	}
	if err != nil {
		return fmt.Errorf("without the passphrase: %w", err)
	}
	if slices.Contains(acked, "protected") && !locked {
		return errors.New("it opens without the passphrase")
	}
	if locked {
		opt.Secret = testSecret
		for _, line := range acked {
			if recovery, ok := strings.CutPrefix(line, "recovery "); ok {
				opt.Secret = recovery
			}
		}
	}
	return verify(dir, acked, opt)
}

// A change of keys holds at every power cut: the store opens, with the one key or
// the other, and nothing is lost. HALFDAY_POWER asks for more states.
func TestPowerLossWhileProtecting(t *testing.T) {
	if testing.Short() {
		t.Skip("minutes with the race detector")
	}
	t.Setenv(scenarioPassphrase, testSecret)
	for name, fault := range map[string][]crashtest.Fault{
		"no fault":                       nil,
		"the folder's first sync fails":  {{Class: crashtest.SyncDir, Match: "s", Nth: 12, Errno: syscall.EIO}},
		"the folder's second sync fails": {{Class: crashtest.SyncDir, Match: "s", Nth: 13, Errno: syscall.EIO}},
	} {
		t.Run(name, func(t *testing.T) {
			trace, _ := watched(t, os.Args[0], fault...)
			options := crashtest.Options{Random: 1, About: amount(t, "HALFDAY_POWER", 2000) / 20, DropOnFailedSync: true}
			all, wrong, first := cutPower(t, trace, 1, options, verifyProtected)
			t.Logf("%d operations, %d states, %d wrong", len(trace.Ops), all, wrong)
			if wrong > 0 {
				t.Errorf("%d of %d: %v", wrong, all, first)
			}
		})
	}
}

// Whichever operation fails while a passphrase is set, the store opens afterwards.
// HALFDAY_FAULTS asks for all of them.
func TestEveryOperationFailsWhileProtecting(t *testing.T) {
	if testing.Short() {
		t.Skip("minutes with the race detector")
	}
	t.Setenv(scenarioPassphrase, testSecret)
	step := 9
	if amount(t, "HALFDAY_FAULTS", 50) > 50 {
		step = 1
	}
	failAll(t, 1, 1<<30, step, verifyProtected)
}
