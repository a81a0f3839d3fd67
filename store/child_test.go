package store

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// neverAnswers makes the test binary a child that is too slow.
const neverAnswers = "HALFDAY_STORE_TEST_NEVER_ANSWERS"

func TestNeverAnswers(t *testing.T) {
	if os.Getenv(neverAnswers) == "" {
		t.Skip("for TestSlowIsNotDamaged")
	}
	time.Sleep(time.Hour) // until it is killed
}

// A child that is kept waiting says nothing about the file.
func TestSlowIsNotDamaged(t *testing.T) {
	t.Setenv(neverAnswers, "yes")
	path := filepath.Join(writeFile(t, []byte("x")), fileName)
	_, err := checkInChild([]string{os.Args[0], "-test.run=^TestNeverAnswers$"}, 2*time.Second, path, nil)
	if !errors.Is(err, ErrSlow) || errors.Is(err, ErrDamaged) {
		t.Errorf("got %v", err)
	}
	if text := explain(path, err).Error(); !strings.Contains(text, "close other programs and try again") {
		t.Errorf("it says %q", text)
	}
}
