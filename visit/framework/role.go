package framework

import (
	"slices"
	"strings"
)

// Role is who somebody is in the life of a school. People met on a visit are
// written down by role, never by name.
type Role string

// RoleInfo is how a role is shown and recognised.
type RoleInfo struct {
	Role Role
	// Name is for one person, Plural for those met together: "Governor",
	// "Governors". Most schools have but one head and one of each lead.
	Name, Plural string
	// Also are further words it is known by, in lower case.
	Also []string
}

// roles follows the scheme's account of who is met on a visit; the order is
// that of a usual half-day.
var roles = []RoleInfo{
	{"head", "Headteacher", "Headteacher", []string{"heads", "headteachers", "principal"}},
	{"leadership", "Leadership team", "Leadership team", []string{"slt", "smt", "leaders", "deputy"}},
	{"ict-lead", "ICT lead", "ICT lead", []string{"ict", "coordinator", "ictlead"}},
	{"subject-leader", "Subject leader", "Subject leaders", []string{"subject", "subjects"}},
	{"teacher", "Teacher", "Teachers", []string{"class"}},
	{"ta", "Teaching assistant", "Teaching assistants", []string{"tas", "assistant", "lsa"}},
	{"network-manager", "Network manager", "Network manager", []string{"technician", "network"}},
	{"safeguarding", "Safeguarding lead", "Safeguarding lead", []string{"dsl", "cpo"}},
	{"data-manager", "Data manager", "Data manager", []string{"data"}},
	{"business-manager", "Business manager", "Business manager", []string{"bursar", "business", "office"}},
	{"governor", "Governor", "Governors", []string{"gov"}},
	{"parent", "Parent", "Parents", []string{"carer", "carers"}},
	{"community", "Community leader", "Community leaders", []string{"partner", "partners"}},
	{"pupil", "Pupil", "Pupils", []string{"student", "students", "child", "children"}},
}

// Roles lists every role in the order of a usual half-day.
func Roles() []RoleInfo { return append([]RoleInfo(nil), roles...) }

// InOrder puts roles in the order of a usual half-day, each once, unknown ones
// last. The roles given stay as they are.
func InOrder(given []Role) []Role {
	place := func(r Role) int {
		if i := slices.IndexFunc(roles, func(info RoleInfo) bool { return info.Role == r }); i >= 0 {
			return i
		}
		return len(roles)
	}
	sorted := slices.Clone(given)
	slices.SortStableFunc(sorted, func(a, b Role) int {
		if d := place(a) - place(b); d != 0 {
			return d
		}
		return strings.Compare(string(a), string(b))
	})
	return slices.Compact(sorted)
}

// Name is the role's name for one person; an unknown role is shown as it is.
func (r Role) Name() string {
	for _, i := range roles {
		if i.Role == r {
			return i.Name
		}
	}
	return string(r)
}

// Plural is the role's name for those met together.
func (r Role) Plural() string {
	for _, i := range roles {
		if i.Role == r {
			return i.Plural
		}
	}
	return string(r)
}

// FindRole recognises a role by its id, name, plural or another word for it,
// then by the beginning of one of these where only one role fits.
func FindRole(word string) (Role, bool) {
	word = strings.ToLower(strings.TrimSpace(word))
	if word == "" {
		return "", false
	}
	var begins []Role
	for _, i := range roles {
		for _, w := range append([]string{string(i.Role), i.Name, i.Plural}, i.Also...) {
			w = strings.ToLower(w)
			if w == word || strings.ReplaceAll(w, " ", "-") == word {
				return i.Role, true
			}
			if strings.HasPrefix(w, word) && (len(begins) == 0 || begins[len(begins)-1] != i.Role) {
				begins = append(begins, i.Role)
			}
		}
	}
	if len(begins) == 1 {
		return begins[0], true
	}
	return "", false
}
