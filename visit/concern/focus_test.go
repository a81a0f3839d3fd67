package concern

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"halfday/visit/framework"
)

func TestFocus(t *testing.T) {
	f, _ := shipped(t)
	at := func(item string, s Severity) Concern { return Concern{Item: item, Severity: s} }
	tests := []struct {
		name     string
		concerns []Concern
		want     []Focus
	}{
		{"nothing stands out", nil, []Focus{
			{"1", "No cause for concern stands out, but it holds 12 of the 22 items."},
			{"5", "No cause for concern stands out, but it holds 3 of the 22 items."},
		}},
		{"gravest first", []Concern{at("6a", High), at("4a", High), at("2a", Medium), at("4a", Medium)}, []Focus{
			{"4", "Concerns at 4a, 1 of them serious."},
			{"6", "Concerns at 6a, 1 of them serious."},
			{"1", "No cause for concern stands out, but it holds 12 of the 22 items."},
		}},
		{"of equal ones the larger", []Concern{at("4a", Medium), at("5a", Medium), at("1c", Medium)}, []Focus{
			{"1", "Concerns at 1c; it holds 12 of the 22 items."},
			{"5", "Concerns at 5a."},
			{"4", "Concerns at 4a."},
		}},
		{"the application is no element", []Concern{at(Application, High), at("1a1", High), at("1b2", High), at("1c4", Low)}, []Focus{
			{"1", "Concerns at 1a1, 1b2 and 1c4, 2 of them serious; it holds 12 of the 22 items."},
			{"5", "No cause for concern stands out, but it holds 3 of the 22 items."},
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, focus(f, test.concerns, nil)); diff != "" {
				t.Errorf("focus (-want +got):\n%s", diff)
			}
		})
	}
}

func TestFocusOfASmallFramework(t *testing.T) {
	one, err := framework.Parse([]byte(`{id: x, name: X, version: "1", levels: {best: 1, worst: 5}, elements: [{id: "1", name: One}]}`))
	if err != nil {
		t.Fatal(err)
	}
	if got := focus(one, nil, nil); len(got) != 1 {
		t.Errorf("focus of one element: %v", got)
	}
	if got := focus(&framework.Framework{}, nil, nil); len(got) != 0 {
		t.Errorf("focus of no element: %v", got)
	}
}
