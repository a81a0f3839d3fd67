package submission

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"
)

// Clock is a time of day in minutes after midnight.
type Clock int

// ClockOf is the time of day of t.
func ClockOf(t time.Time) Clock { return Clock(t.Hour()*60 + t.Minute()) }

// String writes the time as 09:05.
func (c Clock) String() string { return fmt.Sprintf("%02d:%02d", c/60, c%60) }

// MarshalJSON writes the time as "09:05".
func (c Clock) MarshalJSON() ([]byte, error) { return json.Marshal(c.String()) }

// UnmarshalJSON reads "09:05".
func (c *Clock) UnmarshalJSON(data []byte) error {
	var s string
	if err := json.Unmarshal(data, &s); err != nil {
		return err
	}
	t, err := ParseClock(s)
	if err != nil {
		return err
	}
	*c = t
	return nil
}

// ParseClock reads a time of day: 9:05, 09.05, 0905, 9 or 09:05:00 on the
// 24-hour clock, or with am or pm.
func ParseClock(s string) (Clock, error) {
	text := strings.ToLower(strings.Join(strings.Fields(s), ""))
	for _, half := range []struct {
		suffix string
		from   Clock
	}{{"am", 0}, {"a.m.", 0}, {"pm", 12 * 60}, {"p.m.", 12 * 60}} {
		if rest, ok := strings.CutSuffix(text, half.suffix); ok {
			if c, ok := clock24(rest); ok && 60 <= c && c < 13*60 {
				return c%(12*60) + half.from, nil
			}
		}
	}
	if c, ok := clock24(text); ok {
		return c, nil
	}
	return 0, fmt.Errorf("%q is not a time of day such as 09:05", s)
}

func clock24(s string) (Clock, bool) {
	for _, layout := range []string{"15:04", "15.04", "1504", "15", "15:04:05"} {
		if len(layout) == 4 && len(s) != 4 { // 905 could be 9:05 or 905 minutes
			continue
		}
		if t, err := time.Parse(layout, s); err == nil {
			return ClockOf(t), true
		}
	}
	return 0, false
}
