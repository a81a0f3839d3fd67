package safe

import "unicode"

// isVisible reports whether a rune leaves ink, or the room of a space, and does
// nothing else. All controls, format characters, line and paragraph separators,
// private and unassigned code points fail, as do letters and marks that Unicode
// itself calls ignorable when they are shown.
func isVisible(r rune) bool {
	return (unicode.IsGraphic(r) || isEmoji(r)) &&
		!unicode.In(r, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector)
}

const (
	zeroWidthJoiner = '\u200d'
	textStyle       = '\ufe0e'
	emojiStyle      = '\ufe0f'
	keycap          = '\u20e3'
)

// joinsEmoji reports whether r is an invisible rune in the only place where one
// is wanted: choosing the style of an emoji or joining two into one.
func joinsEmoji(prev, r, next rune) bool {
	switch r {
	case zeroWidthJoiner:
		return (isEmoji(prev) || prev == emojiStyle) && isEmoji(next)
	case textStyle, emojiStyle:
		return isEmoji(prev) || next == keycap && isKey(prev)
	}
	return false
}

// isKey reports whether r can be drawn as the top of a key, as in 3️⃣.
func isKey(r rune) bool { return r == '#' || r == '*' || '0' <= r && r <= '9' }

// isEmoji reports whether r can be part of an emoji. Beyond U+1F000 it takes
// whole blocks, as those not yet assigned there are reserved for more of them.
func isEmoji(r rune) bool {
	switch {
	case 0x1F000 <= r && r <= 0x1FAFF,
		0x2600 <= r && r <= 0x27BF,
		0x2194 <= r && r <= 0x21AA,
		0x231A <= r && r <= 0x23FF,
		0x25AA <= r && r <= 0x25FE,
		0x2934 <= r && r <= 0x2935,
		0x2B05 <= r && r <= 0x2B55:
		return true
	}
	switch r {
	case '©', '®', '‼', '⁉', '™', 'ℹ', 'Ⓜ', '〰', '〽', '㊗', '㊙':
		return true
	}
	return false
}
