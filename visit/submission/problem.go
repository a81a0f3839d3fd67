package submission

import "fmt"

// Problem is something in a submission that could not be read as it stands.
type Problem struct {
	// File is the path inside the submission.
	File string `json:"file"`
	// Line counts from 1; 0 where the problem has no line.
	Line int `json:"line,omitempty"`
	// Sheet, Row and Cell name the place in a table as a spreadsheet does: rows
	// count from 1, titles and empty rows included. Empty elsewhere.
	Sheet string `json:"sheet,omitempty"`
	Row   int    `json:"row,omitempty"`
	Cell  string `json:"cell,omitempty"`
	// At names the field: "school.pupils", "reviews.1a1.level".
	At string `json:"at,omitempty"`
	// Found and Expected say what stands there and what was looked for.
	Found    string `json:"found,omitempty"`
	Expected string `json:"expected,omitempty"`
}

// String says where, what was found and what was expected, in one line.
func (p Problem) String() string {
	place := p.File
	switch {
	case p.Cell != "" && p.Sheet != "":
		place += fmt.Sprintf(", sheet %s, cell %s", p.Sheet, p.Cell)
	case p.Cell != "":
		place += fmt.Sprintf(", row %d (cell %s)", p.Row, p.Cell)
	case p.Line > 0:
		place += fmt.Sprintf(" line %d", p.Line)
	}
	if p.At != "" {
		place += ", " + p.At
	}
	switch {
	case p.Found == "":
		return fmt.Sprintf("%s: expected %s", place, p.Expected)
	case p.Expected == "":
		return fmt.Sprintf("%s: %s", place, p.Found)
	}
	return fmt.Sprintf("%s: found %s; expected %s", place, p.Found, p.Expected)
}
