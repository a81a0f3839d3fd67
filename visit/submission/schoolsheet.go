package submission

import (
	"strings"

	"halfday/visit/framework"
	"halfday/visit/internal/table"
	"halfday/visit/internal/tree"
)

// facts are the fields of a submission by the names that schools give them on a
// sheet of their own, in the form framework.CanonicalID gives them.
func facts() map[string]string {
	names := map[string][]string{
		"school.name":                {"school", "school name", "name", "name of school", "enw'r ysgol", "ysgol"},
		"school.nation":              {"nation", "country", "gwlad"},
		"school.id":                  {"id", "urn", "school number", "school id", "seed", "seed code", "reference", "dfe number", "dcsf number", "rhif"},
		"school.phase":               {"phase", "type", "school type", "type of school", "phase of education", "cyfnod"},
		"school.pupils":              {"pupils", "number of pupils", "number on roll", "nor", "roll", "pupils on roll", "disgyblion"},
		"school.local_authority":     {"local authority", "la", "lea", "authority", "council", "awdurdod", "awdurdod lleol"},
		"school.headteacher":         {"headteacher", "head", "head teacher", "principal", "pennaeth"},
		"school.ict_lead":            {"ict lead", "ict leader", "ict coordinator", "ict co-ordinator", "ict subject leader", "coordinator", "cydlynydd tgch"},
		"school.website":             {"website", "web site", "web address", "url", "web", "gwefan"},
		"application.submitted":      {"submitted", "date submitted", "date of submission", "submission date", "date", "dyddiad"},
		"application.route":          {"route", "llwybr"},
		"application.previous_award": {"previous award", "last award", "awarded", "date of award"},
		"application.assessor":       {"assessor", "assessor asked for", "preferred assessor", "assessor requested", "aseswr"},
		"application.supported_by":   {"supported by", "support", "helped by", "external support", "help"},
		"framework":                  {"framework", "framework version"},
	}
	by := map[string]string{}
	for field, all := range names {
		for _, name := range all {
			by[framework.CanonicalID(name)] = field
		}
	}
	return by
}

// isSchoolSheet reports whether a sheet's name says that it is about the school.
func isSchoolSheet(name string) bool {
	name = strings.ToLower(name)
	return strings.Contains(name, "school") || strings.Contains(name, "ysgol")
}

// schoolIn reads a sheet of two columns, a field and its value. A row whose name
// is not known is passed over, and said.
func (r *reader) schoolIn(s table.Sheet) {
	known := facts()
	sections := map[string]*tree.Node{}
	var order []string
	r.spot = &spot{sheet: s.Name, lines: map[int]int{}, columns: map[string]int{"item": 1}}
	for _, row := range s.Rows {
		name, value := cell(row, 0), cell(row, 1)
		field, ok := known[framework.CanonicalID(name)]
		switch {
		case name == "" || value == "" || framework.CanonicalID(name) == "field":
		case !ok:
			r.problem(row.Number, "school", quote(name)+" with "+quote(value), "the name of a fact about the school, such as School name, Phase or Headteacher")
		default:
			section, key, _ := strings.Cut(field, ".")
			if sections[section] == nil {
				sections[section] = &tree.Node{Kind: tree.Map, Line: row.Number}
				order = append(order, section)
			}
			n := &tree.Node{Kind: tree.Text, Text: value, Line: row.Number}
			if key == "" {
				sections[section] = n
				continue
			}
			sections[section].Fields = append(sections[section].Fields, tree.Field{Key: key, Line: row.Number, Value: n})
		}
	}
	for _, section := range order {
		r.section(section, sections[section])
	}
	r.spot = nil
}

// cell is a cell's text without the space round it.
func cell(row table.Row, i int) string {
	if i >= len(row.Cells) {
		return ""
	}
	return strings.TrimSpace(row.Cells[i])
}
