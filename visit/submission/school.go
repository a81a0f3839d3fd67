package submission

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"halfday/visit/internal/tree"
)

// sections are the fields of a submission file.
func (r *reader) sections() []field {
	return []field{
		{"framework", r.framework},
		{"school", r.school},
		{"application", r.application},
		{"day", r.day},
		{"reviews", r.reviews},
		{"documents", r.evidence(&r.sub.Documents)},
	}
}

// recognises reports whether a file has any field of a submission.
func (r *reader) recognises(root *tree.Node) bool {
	return slices.ContainsFunc(root.Fields, func(f tree.Field) bool {
		return slices.ContainsFunc(r.sections(), func(s field) bool { return sameName(s.name, f.Key) })
	})
}

// section reads a field of a submission file by its name.
func (r *reader) section(name string, n *tree.Node) {
	for _, s := range r.sections() {
		if s.name == name {
			s.read(n, name)
		}
	}
}

func (r *reader) framework(n *tree.Node, at string) {
	r.text(&r.sub.Framework)(n, at)
	if id := r.sub.Framework; id != "" && n.Single() && !sameName(id, r.fw.ID) {
		r.problem(n.Line, at, quote(id), fmt.Sprintf("%s, the framework it is read with", r.fw.ID))
	}
}

func (r *reader) school(n *tree.Node, at string) {
	s := &r.sub.School
	if n.Single() {
		r.problem(n.Line, at, describe(n), "a mapping with name, nation and more; the text was read as the name")
		r.text(&s.Name)(n, at)
		return
	}
	var id *tree.Node
	r.mapping(
		n, at,
		field{"name", r.text(&s.Name)},
		field{"nation", choice(r, &s.Nation, nations()...)},
		field{"id", func(n *tree.Node, at string) {
			id = n
			r.text(&s.ID)(n, at)
		}},
		field{"phase", choice(r, &s.Phase, phases()...)},
		field{"pupils", r.pupils},
		field{"local_authority", r.text(&s.LocalAuthority)},
		field{"headteacher", r.text(&s.Headteacher)},
		field{"ict_lead", r.text(&s.ICTLead)},
		field{"website", r.text(&s.Website)},
	)
	if shape, example := s.Nation.number(); id != nil && s.ID != "" && !regexp.MustCompile(shape).MatchString(s.ID) {
		r.problem(id.Line, join(at, "id"), quote(s.ID), example)
	}
}

func nations() []Nation { return []Nation{England, Wales, Scotland, NorthernIreland, Elsewhere} }

func phases() []Phase {
	return []Phase{"nursery", "primary", "middle", "secondary", "all-through", "special", "alternative"}
}

func routes() []string { return []string{"full", "streamlined", "renewal"} }

// number is the shape of a school's number in this nation: England and Wales
// use a URN, Scotland a SEED code, Northern Ireland a reference.
// Elsewhere any will do.
func (n Nation) number() (shape, expected string) {
	switch n {
	case England, Wales:
		return `^\d{6}$`, "a URN of six digits"
	case Scotland:
		return `^\d{7}$`, "a SEED code of seven digits"
	case NorthernIreland:
		return `^\d{3}-\d{4}$`, "a reference of the form 123-4567"
	}
	return "", ""
}

// pupils reads a number with or without words round it: 243, "243 pupils".
func (r *reader) pupils(n *tree.Node, at string) {
	if blank(n) {
		return
	}
	digits := regexp.MustCompile(`\d[\d,]*`).FindAllString(n.String(), 2)
	if n.Single() && len(digits) == 1 && !strings.HasPrefix(n.Text, "-") {
		if count, err := strconv.Atoi(strings.ReplaceAll(digits[0], ",", "")); err == nil && 0 < count && count < 100_000 {
			if r.sub.School.Pupils == 0 {
				r.sub.School.Pupils = count
			}
			return
		}
	}
	r.problem(n.Line, at, describe(n), "the number of pupils")
}

func (r *reader) application(n *tree.Node, at string) {
	a := &r.sub.Application
	r.mapping(
		n, at,
		field{"submitted", r.date(&a.Submitted)},
		field{"route", choice(r, &a.Route, routes()...)},
		field{"previous_award", r.date(&a.PreviousAward)},
		field{"assessor", r.text(&a.Assessor)},
		field{"supported_by", r.helpers},
	)
}

func (r *reader) helpers(n *tree.Node, at string) {
	if none(n) {
		return
	}
	r.each(n, at, func(n *tree.Node, at string) {
		var h Helper
		var help []string
		if n.Single() {
			h.Name = strings.TrimSpace(n.Text)
		} else {
			r.mapping(
				n, at,
				field{"name", r.text(&h.Name)},
				field{"organisation", r.text(&h.Organisation)},
				field{"help", r.prose(&help)},
			)
			h.Help = paragraphs(help)
		}
		if h == (Helper{}) {
			r.problem(n.Line, at, describe(n), "who helped: a name, organisation and help")
			return
		}
		r.sub.Application.SupportedBy = append(r.sub.Application.SupportedBy, h)
	})
}

// date reads a date into dst; of two dates the first stands.
func (r *reader) date(dst *Date) func(*tree.Node, string) {
	return func(n *tree.Node, at string) {
		if none(n) {
			return
		}
		d, err := ParseDate(n.String())
		switch {
		case err != nil:
			r.problem(n.Line, at, describe(n), "a date, day first: 2011-02-14, 14/02/2011, Feb 2011 or 2011")
		case dst.IsZero():
			*dst = d
		}
	}
}
