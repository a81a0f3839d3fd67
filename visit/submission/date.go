package submission

import (
	"encoding/json"
	"fmt"
	"time"
)

// Date is a date as precisely as it was given: a year, a month or a day.
type Date struct {
	Year  int
	Month time.Month // 0 where only a year was given
	Day   int        // 0 where no day was given
}

// IsZero reports whether no date was given.
func (d Date) IsZero() bool { return d.Year == 0 }

// Last is the last day the date can mean; the zero time for no date.
func (d Date) Last() time.Time {
	switch {
	case d.Year == 0:
		return time.Time{}
	case d.Month == 0:
		return time.Date(d.Year, time.December, 31, 0, 0, 0, 0, time.UTC)
	case d.Day == 0:
		return time.Date(d.Year, d.Month+1, 0, 0, 0, 0, 0, time.UTC)
	}
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC)
}

// String writes the date for people: 14 February 2011, February 2011 or 2011.
func (d Date) String() string {
	switch {
	case d.Year == 0:
		return ""
	case d.Month == 0:
		return fmt.Sprint(d.Year)
	case d.Day == 0:
		return fmt.Sprintf("%s %d", d.Month, d.Year)
	}
	return fmt.Sprintf("%d %s %d", d.Day, d.Month, d.Year)
}

// Long writes the date with its day of the week, where a day was given.
func (d Date) Long() string {
	if d.Day == 0 {
		return d.String()
	}
	return d.Last().Format("Monday 2 January 2006")
}

// ISO writes the date as 2011-02-14, 2011-02 or 2011.
func (d Date) ISO() string {
	switch {
	case d.Year == 0:
		return ""
	case d.Month == 0:
		return fmt.Sprintf("%04d", d.Year)
	case d.Day == 0:
		return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// MarshalJSON writes the date in its ISO form.
func (d Date) MarshalJSON() ([]byte, error) { return json.Marshal(d.ISO()) }

// UnmarshalJSON reads the ISO form.
func (d *Date) UnmarshalJSON(data []byte) error {
	var s string
	if err := json.Unmarshal(data, &s); err != nil {
		return err
	}
	*d = Date{}
	if s == "" {
		return nil
	}
	n, err := fmt.Sscanf(s, "%d-%d-%d", &d.Year, &d.Month, &d.Day)
	if n == 0 {
		return fmt.Errorf("date %q: %w", s, err)
	}
	return nil
}
