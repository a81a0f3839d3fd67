package visit

// Part is one of the three parts of an element's section in the report.
type Part string

// The parts, in the report's order.
const (
	Commentary Part = "commentary"
	Strengths  Part = "strengths"
	Areas      Part = "areas"
)

// Parts are the parts in the report's order.
func Parts() []Part { return []Part{Commentary, Strengths, Areas} }

// Name is the part's heading in the report.
func (p Part) Name() string {
	switch p {
	case Strengths:
		return "Strengths"
	case Areas:
		return "Areas for development"
	}
	return "Commentary"
}

// SectionID names a piece of the report: an element's part.
type SectionID struct {
	Element string `json:"element"`
	Part    Part   `json:"part"`
}

// String is the section's name in one word: "1/strengths".
func (id SectionID) String() string { return id.Element + "/" + string(id.Part) }
