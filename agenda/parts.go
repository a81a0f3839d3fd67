package agenda

import (
	"halfday/visit"
	"halfday/visit/framework"
)

// part is one part of the scheme's half-day.
type part struct {
	id       string
	activity visit.Activity
	title    string
	// usual is the length the scheme's draft gives it; a draft of ours keeps
	// between least and most. All in minutes.
	least, usual, most int
	with               []framework.Role
	where              string
}

const (
	office = "headteacher's office"
	room   = "the room set aside for the visit"
)

// usualPause is the pause's place in the scheme's order, counted from 0.
const usualPause = 4

// halfDay is the scheme's possible draft of a visit: its order, lengths and
// people ("the assessment visit"). The scheme leaves the length of the feedback
// open; 15 minutes is ours, as are all least and most lengths. The pause may be
// as long as a school's assembly and break together.
func halfDay(moderated bool) []part {
	parts := []part{
		{
			id: "context", activity: visit.Context, title: "Arrival and the school's context", least: 10, usual: 15, most: 20,
			with: []framework.Role{"head", "leadership"}, where: office,
		},
		{
			id: "tour", activity: visit.Tour, title: "Tour of the school", least: 15, usual: 30, most: 45,
			with: []framework.Role{"leadership"}, where: "around the school",
		},
		{
			id: "ict-lead", activity: visit.Interview, title: "Evidence with the ICT lead", least: 15, usual: 30, most: 45,
			with: []framework.Role{"ict-lead"}, where: room,
		},
		{
			id: "subject-leaders", activity: visit.Interview, title: "Subject leaders", least: 10, usual: 20, most: 30,
			with: []framework.Role{"subject-leader"}, where: room,
		},
		{
			id: "pause", activity: visit.Pause, title: "Break and pause for reflection", least: 5, usual: 10, most: 60,
			where: room,
		},
		{
			id: "staff", activity: visit.Interview, title: "Teachers and others who know the school", least: 15, usual: 30, most: 45,
			with: []framework.Role{"teacher", "ta", "network-manager", "governor", "parent", "community"}, where: room,
		},
		{
			id: "pupils", activity: visit.Pupils, title: "Pupils, accompanied by a member of staff", least: 15, usual: 35, most: 50,
			with: []framework.Role{"pupil", "ta"}, where: "where the pupils can show their work",
		},
		{
			id: "reflection", activity: visit.Reflection, title: "Considering the recommendation", least: 5, usual: 10, most: 15,
			where: room,
		},
		{
			id: "feedback", activity: visit.Feedback, title: "Feedback to the leadership team", least: 10, usual: 15, most: 20,
			with: []framework.Role{"head", "leadership"}, where: office,
		},
	}
	if moderated {
		for i := range parts {
			switch parts[i].activity {
			case visit.Context:
				parts[i].title = "Arrival with the lead assessor, and the school's context"
			case visit.Reflection: // two people weigh the evidence
				parts[i].title = "Considering the recommendation with the lead assessor"
				parts[i].usual, parts[i].most = 15, 20
			}
		}
	}
	return parts
}

// total adds up a length of every part, in minutes.
func total(parts []part, length func(part) int) int {
	sum := 0
	for _, p := range parts {
		sum += length(p)
	}
	return sum
}

func least(p part) int { return p.least }
func usual(p part) int { return p.usual }

// pauseAt is the half-day with its pause in another place of the order.
func pauseAt(parts []part, at int) []part {
	moved := make([]part, 0, len(parts))
	moved = append(moved, parts[:usualPause]...)
	moved = append(moved, parts[usualPause+1:]...)
	moved = append(moved[:at], append([]part{parts[usualPause]}, moved[at:]...)...)
	return moved
}
