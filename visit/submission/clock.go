package submission

import (
	"encoding/json"
	"fmt"
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

// ParseClock reads a time of day: 9:05, 09:05 or 9.05, on the 24-hour clock.
func ParseClock(s string) (Clock, error) {
	for _, layout := range []string{"15:04", "15.04"} {
		if t, err := time.Parse(layout, s); err == nil {
			return ClockOf(t), nil
		}
	}
	return 0, fmt.Errorf("%q is not a time of day such as 09:05", s)
}
