// Package action is the registry of everything a person can do. Footer, help,
// palette are made from it, and keys are resolved by it: a key that is not here
// does nothing but type or move.
package action

import (
	"slices"
	"strings"
)

// ID names an action.
type ID string

// Scope is where an action can be used.
type Scope string

// Action is one thing a person can do.
type Action struct {
	ID    ID
	Scope Scope
	// Title is a word or two for footer and palette; Help a sentence for "?".
	Title, Help string
	// Keys are key names as Bubble Tea writes them; the first is the one shown.
	Keys []string
	// Show stands for the keys in the footer where one key of several would
	// mislead, such as "1–5".
	Show string
	// Moves marks keys that the list or text in view takes itself: they are
	// shown, not dispatched.
	Moves bool
	// Quiet leaves the action out of the footer.
	Quiet bool
	// Fades leaves the action out of the footer while it cannot be done, where
	// showing it greyed would speak of what is not there.
	Fades bool
}

// Key is the key to show, in the words printed on a keyboard.
func (a Action) Key() string {
	switch {
	case a.Show != "":
		return a.Show
	case len(a.Keys) == 0:
		return ""
	}
	return KeyName(a.Keys[0])
}

// KeyName writes a key's name for people.
func KeyName(key string) string {
	switch key {
	case "up":
		return "↑"
	case "down":
		return "↓"
	case "left":
		return "←"
	case "right":
		return "→"
	case "enter":
		return "Enter"
	case "esc":
		return "Esc"
	case "tab":
		return "Tab"
	case "shift+tab":
		return "Shift+Tab"
	case "space":
		return "Space"
	case "pgup":
		return "PgUp"
	case "pgdown":
		return "PgDn"
	case "f1":
		return "F1"
	}
	for _, mod := range []string{"ctrl+", "alt+", "shift+"} {
		if rest, ok := strings.CutPrefix(key, mod); ok {
			return strings.ToUpper(mod[:1]) + mod[1:] + modified(rest)
		}
	}
	return key
}

// modified is a key's name behind Ctrl, Alt or Shift, where letters are written
// large.
func modified(key string) string {
	if len(key) == 1 {
		return strings.ToUpper(key)
	}
	return KeyName(key)
}

// In lists the actions of the scopes, in the registry's order, nearest scope first.
func In(scopes ...Scope) []Action {
	var in []Action
	for _, s := range scopes {
		for _, a := range All() {
			if a.Scope == s {
				in = append(in, a)
			}
		}
	}
	return in
}

// Resolve finds the action a key means: the nearest scope's first.
func Resolve(key string, scopes ...Scope) (Action, bool) {
	for _, a := range In(scopes...) {
		if !a.Moves && slices.Contains(a.Keys, key) {
			return a, true
		}
	}
	return Action{}, false
}
