package framework

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestFindRole(t *testing.T) {
	for word, want := range map[string]Role{
		"head": "head", "Headteacher": "head", "HEADTEACHER": "head", "heads": "head", "principal": "head", "headt": "head",
		"slt": "leadership", "leadership team": "leadership", "leadership-team": "leadership", "lead": "leadership", "deputy": "leadership",
		"ict": "ict-lead", "ICT lead": "ict-lead", "ict-lead": "ict-lead", "coord": "ict-lead",
		"subject": "subject-leader", "subject-leaders": "subject-leader",
		"teacher": "teacher", "class": "teacher",
		"ta": "ta", "TAs": "ta", "teaching assistants": "ta", "teachi": "ta", "lsa": "ta",
		"technician": "network-manager", "network": "network-manager",
		"DSL": "safeguarding", "safe": "safeguarding",
		"data": "data-manager", "bursar": "business-manager", "office": "business-manager",
		"gov": "governor", "governors": "governor",
		"parent": "parent", "carer": "parent", "pare": "parent",
		"partner": "community", "community": "community", "comm": "community",
		" pupils ": "pupil", "children": "pupil", "child": "pupil", "stud": "pupil",

		"": "", " ": "", "te": "", "teach": "", "p": "", "par": "", "c": "", "s": "", "year6": "", "headmaster of it": "", "é": "", "\xff": "",
	} {
		got, ok := FindRole(word)
		if got != want || ok != (want != "") {
			t.Errorf("FindRole(%q) = %q, %v; want %q", word, got, ok, want)
		}
	}
}

func TestEveryRoleIsFoundByEachOfItsWords(t *testing.T) {
	seen := map[string]Role{}
	for _, i := range Roles() {
		for _, w := range append([]string{string(i.Role), i.Name, i.Plural}, i.Also...) {
			for _, w := range []string{w, strings.ToUpper(w), strings.ReplaceAll(w, " ", "-")} {
				if got, ok := FindRole(w); !ok || got != i.Role {
					t.Errorf("%q finds %q, want %q", w, got, i.Role)
				}
			}
			w = strings.ToLower(w)
			if other, ok := seen[w]; ok && other != i.Role {
				t.Errorf("%q means both %q and %q", w, other, i.Role)
			}
			seen[w] = i.Role
		}
		if i.Role.Name() != i.Name || i.Role.Plural() != i.Plural {
			t.Errorf("%q is %q and %q, want %q and %q", i.Role, i.Role.Name(), i.Role.Plural(), i.Name, i.Plural)
		}
	}
	if r := Role("caretaker"); r.Name() != "caretaker" || r.Plural() != "caretaker" {
		t.Errorf("an unknown role is shown as %q and %q", r.Name(), r.Plural())
	}
}

func TestRolesCannotBeChanged(t *testing.T) {
	before := Roles()
	Roles()[0].Name = "changed"
	if diff := cmp.Diff(before, Roles()); diff != "" {
		t.Errorf("the roles changed:\n%s", diff)
	}
}

func TestInOrder(t *testing.T) {
	given := []Role{"pupil", "caretaker", "head", "pupil", "artist", "governor"}
	if got, want := InOrder(given), []Role{"head", "governor", "pupil", "artist", "caretaker"}; !slices.Equal(got, want) {
		t.Errorf("InOrder gives %v, want %v", got, want)
	}
	if given[0] != "pupil" {
		t.Errorf("it changed what was given: %v", given)
	}
}
