package submission

// Source is how a review was read: from which file, and what was taken for what.
type Source struct {
	// File is the file's path inside the papers.
	File string `json:"file,omitempty"`
	// Form is what the file is: "YAML", "JSON", "table" or "workbook".
	Form string `json:"form,omitempty"`
	// Encoding is what a text was written in, Separator the name of what stands
	// between the cells of a table.
	Encoding  string `json:"encoding,omitempty"`
	Separator string `json:"separator,omitempty"`
	// Sheet is the sheet of a workbook that the review stands in, SchoolSheet the
	// one with the facts about the school.
	Sheet       string `json:"sheet,omitempty"`
	SchoolSheet string `json:"school_sheet,omitempty"`
	// Heading are the rows of a table's heading; none where it has none and its
	// columns were told apart by what is in them.
	Heading []int    `json:"heading,omitempty"`
	Columns []Column `json:"columns,omitempty"`
	// ByHand says that the assessor said what the columns hold.
	ByHand bool `json:"by_hand,omitempty"`
	// Passed are rows and sheets that were passed over, as they hold no review.
	Passed []string `json:"passed,omitempty"`
}

// Column is a column of a table.
type Column struct {
	// Letter is the column's name in a spreadsheet: A, B.
	Letter  string `json:"letter"`
	Heading string `json:"heading,omitempty"`
	Holds   Holds  `json:"holds,omitempty"`
	// Filled is how many cells under the heading have something in them, and
	// Example the beginning of the first.
	Filled  int    `json:"filled,omitempty"`
	Example string `json:"example,omitempty"`
}

// Holds is what a column of a table holds.
type Holds string

// What columns hold. Whatever else a column holds is not read.
const (
	NotRead         Holds = ""
	HoldsItem       Holds = "item"
	HoldsLevel      Holds = "level"
	HoldsCommentary Holds = "commentary"
	HoldsEvidence   Holds = "evidence"
	HoldsActions    Holds = "actions"
)

// AllHolds are all that a column can hold, in the order of a usual table.
func AllHolds() []Holds {
	return []Holds{HoldsItem, HoldsLevel, HoldsCommentary, HoldsEvidence, HoldsActions}
}

// Name says what the column holds.
func (h Holds) Name() string {
	switch h {
	case HoldsItem:
		return "the aspect's number"
	case HoldsLevel:
		return "the level"
	case HoldsCommentary:
		return "the commentary"
	case HoldsEvidence:
		return "evidence"
	case HoldsActions:
		return "action points"
	}
	return "not read"
}

// Mapping is what the columns hold, by their letters.
func (s Source) Mapping() map[string]Holds {
	m := map[string]Holds{}
	for _, c := range s.Columns {
		m[c.Letter] = c.Holds
	}
	return m
}
