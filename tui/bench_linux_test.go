package tui_test

import (
	"fmt"
	"strings"
	"syscall"
	"testing"

	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"halfday/store"
	"halfday/tui/tuitest"
	"halfday/tui/ui"
	"halfday/visit"
)

// busy is a visit with as many notes as a long half-day brings.
func busy(b *testing.B, env *ui.Env) *store.Record {
	b.Helper()
	const notes = 300
	r := underway(b, env)
	items := r.Visit().Framework.Items()
	signs := []string{"+ ", "- ", "? ", "\" ", ""}
	var changes []visit.Change
	for i := range notes - len(r.Visit().Notes) {
		n, _ := visit.ParseNote(fmt.Sprintf("%sWhat somebody said about %s, at some length and in words of their own #%s @teacher",
			signs[i%len(signs)], items[i%len(items)].Name, items[i%len(items)].ID), r.Visit().Framework)
		changes = append(changes, visit.NoteAdded{NoteText: n})
	}
	do(b, r, changes...)
	return r
}

// cpu is the processor's time this process has used, in nanoseconds, that of
// the garbage collector with it.
func cpu(b *testing.B) float64 {
	b.Helper()
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		b.Fatal(err)
	}
	return float64(used.Utime.Nano() + used.Stime.Nano())
}

// BenchmarkView draws each stage with 300 notes.
func BenchmarkView(b *testing.B) {
	for _, s := range visit.Stages() {
		b.Run(s.Name(), func(b *testing.B) {
			env := tuitest.Env(b)
			d := tuitest.Drive(b, env, at(busy(b, env), s), 120, 40)
			b.ReportAllocs()
			for b.Loop() {
				d.View()
			}
		})
	}
}

// BenchmarkKey types a note with 300 notes above it, and in the middle of a
// section of 12 kB. cpu-us/key is the processor's time for a key until it is
// drawn, in microseconds; x-least is how many times that of the least program
// with a line to type in.
func BenchmarkKey(b *testing.B) {
	for name, open := range map[string]func(*testing.B) *tuitest.Driver{
		"note": func(b *testing.B) *tuitest.Driver {
			env := tuitest.Env(b)
			return tuitest.Drive(b, env, at(busy(b, env), visit.StageNotes), 120, 40)
		},
		"section": func(b *testing.B) *tuitest.Driver {
			env := tuitest.Env(b)
			d := tuitest.Drive(b, env, at(busy(b, env), visit.StageReport), 120, 40)
			d.Press("end", "enter")
			d.App.Update(tea.PasteMsg{Content: strings.Repeat("What the school does well, at some length. It could be said in fewer words.\n\n", 160)})
			for range 160 {
				d.Press("up")
			}
			return d
		},
	} {
		b.Run(name, func(b *testing.B) {
			d := open(b)
			ours, theirs, keys := 0.0, 0.0, typing()
			least := textinput.New()
			least.Focus()
			for b.Loop() {
				began := cpu(b)
				for _, k := range keys {
					d.App.Update(k)
					d.App.View()
				}
				between := cpu(b)
				for _, k := range keys {
					least, _ = least.Update(k)
					least.View()
				}
				ours, theirs = ours+between-began, theirs+cpu(b)-between
			}
			b.ReportMetric(ours/1e3/float64(b.N*len(keys)), "cpu-us/key")
			b.ReportMetric(ours/theirs, "x-least")
			b.ReportMetric(0, "ns/op") // of both together it says nothing
		})
	}
}

// typing is the keys of a note, and the one that takes them away again.
func typing() []tea.KeyPressMsg {
	var keys []tea.KeyPressMsg
	for _, c := range "+ The technician keeps a list of faults and mends them in a day #6b @net" {
		keys = append(keys, tuitest.Key(string(c)))
	}
	return append(keys, tuitest.Key("ctrl+u"))
}
