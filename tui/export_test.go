package tui

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

// Tick is what the clock sends, for tests that cannot wait for it.
func Tick(t time.Time) tea.Msg { return tick(t) }
