package framework

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// usualWidth is how many characters a full line of the text has: few are longer.
func usualWidth(all []line) int {
	var lengths []int
	for _, l := range all {
		if n := utf8.RuneCountInString(l.text); n > 40 {
			lengths = append(lengths, n)
		}
	}
	if len(lengths) == 0 {
		return 80
	}
	slices.Sort(lengths)
	return lengths[len(lengths)*9/10]
}

// cut parts lines into a number of statements. Where one ends is not marked: it is
// at the end of a line that ends a sentence, and likelier the more room was left
// there for the next word, the more what follows begins as a statement does, and
// the more alike the statements are in length. The likeliest places together are
// taken. What stands behind a gap that comes after the last statement belongs to
// none.
func cut(body []line, statements, width int, known map[string]bool) []string {
	if statements < 1 {
		return nil
	}
	body = trimmed(body)
	places, end := possible(body, statements-1, width, known)
	var texts []string
	from := 0
	for _, p := range likeliest(places, statements-1, end) {
		texts = append(texts, joined(body[from:p.after+1]))
		from = p.after + 1
	}
	return append(texts, joined(body[from:end]))
}

// mostPlaces are compared with each other; no statement has nearly so many lines.
const mostPlaces = 200

// likeliest are as many of the places as are needed, in order: those whose scores
// are highest together, less the squares of the lengths of what lies between
// them.
func likeliest(places []place, needed, end int) []place {
	if len(places) > mostPlaces {
		places = slices.Clone(places)
		slices.SortStableFunc(places, func(a, b place) int { return b.score - a.score })
		places = places[:mostPlaces]
		slices.SortFunc(places, func(a, b place) int { return a.after - b.after })
	}
	if needed < 1 {
		return nil
	}
	if len(places) <= needed {
		return places
	}
	square := func(n int) int { return n * n }
	// best[k][i] is what k+1 places come to of which the i-th is the last, from the
	// place before it that is from[k][i]
	best, from := make([][]int, needed), make([][]int, needed)
	for k := range needed {
		best[k], from[k] = make([]int, len(places)), make([]int, len(places))
		for i, p := range places {
			if k == 0 {
				best[k][i] = p.score - square(p.after+1)
				continue
			}
			best[k][i] = -1 << 40
			for j := k - 1; j < i; j++ {
				if sum := best[k-1][j] + p.score - square(p.after-places[j].after); sum > best[k][i] {
					best[k][i], from[k][i] = sum, j
				}
			}
		}
	}
	last, most := -1, -1<<50
	for i := needed - 1; i < len(places); i++ {
		if sum := best[needed-1][i] - square(end-1-places[i].after); sum > most {
			last, most = i, sum
		}
	}
	chosen := make([]place, needed)
	for k := needed - 1; k >= 0; k-- {
		chosen[k] = places[last]
		last = from[k][last]
	}
	return chosen
}

// place is where a statement may end: after a line of the body.
type place struct{ after, score int }

// possible are the places where statements may end, up to the first gap behind
// which no more are needed; end is the number of lines before that.
func possible(body []line, needed, width int, known map[string]bool) (places []place, end int) {
	for i := 0; i+1 < len(body); i++ {
		if body[i].text == "" || !endsSentence(body[i].text) {
			continue
		}
		next := i + 1
		for next < len(body) && body[next].text == "" {
			next++
		}
		gap := next > i+1
		if gap && len(places) >= needed {
			return places, i + 1
		}
		if next == len(body) || !beginsSentence(body[next].text) {
			continue
		}
		score := opening(body[next].text, known) + room(body[i].text, body[next].text, width)
		if gap {
			score += 8 * full
		}
		places = append(places, place{i, score})
	}
	return places, len(body)
}

// full is the score of what speaks clearly for a place.
const full = 20

// room is how clearly a line was ended before it was full: by how many characters
// the next word would have fitted in.
func room(line, next string, width int) int {
	word, _, _ := strings.Cut(next, " ")
	left := width - utf8.RuneCountInString(line) - 1 - utf8.RuneCountInString(word)
	return max(0, min(left, full/2))
}

// opening is how much a line begins as statements do: with the school or with
// what there is, or naming what the aspect is about; not by pointing back.
func opening(text string, known map[string]bool) int {
	words := wordsOf(text, 5)
	if len(words) == 0 {
		return 0
	}
	switch words[0] {
	case "it", "its", "this", "these", "they", "their", "he", "she", "those", "such", "however", "also", "but", "and", "where":
		return -full
	}
	begin := strings.Join(words[:min(2, len(words))], " ")
	if strings.HasPrefix(begin, "the school") || begin == "there is" || begin == "there are" || words[0] == "no" {
		return full
	}
	for i, w := range words {
		if known[stemmed(w)] {
			return full - i
		}
	}
	if words[0] == "the" || words[0] == "a" || words[0] == "an" || words[0] == "all" {
		return full / 4
	}
	return 0
}

// reference are the words that tell what an aspect is about: those of its name and
// of the beginning of its first statement.
func reference(name string, body []line) map[string]bool {
	known := map[string]bool{}
	texts := []string{name}
	for _, l := range body {
		if l.text != "" {
			texts = append(texts, strings.Join(wordsOf(l.text, 5), " "))
			break
		}
	}
	for _, t := range texts {
		for _, w := range wordsOf(t, 30) {
			if utf8.RuneCountInString(w) > 4 && !slices.Contains([]string{"there", "their", "which", "about", "whole", "within", "across", "school", "schools"}, w) {
				known[stemmed(w)] = true
			}
		}
	}
	return known
}

// stemmed is a word's beginning, which its forms have in common.
func stemmed(w string) string {
	runes := []rune(w)
	return string(runes[:min(len(runes), 6)])
}

// wordsOf are the first words of a text in lower case.
func wordsOf(text string, most int) []string {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && r != '’' && r != '\'' && r != '-'
	})
	for i, w := range words {
		words[i] = strings.Trim(w, "-’'")
	}
	words = slices.DeleteFunc(words, func(w string) bool { return w == "" })
	return words[:min(len(words), most)]
}

// endsSentence reports whether a line ends where a sentence may.
func endsSentence(text string) bool {
	text = strings.TrimRight(text, "”’\"')")
	return text != "" && strings.ContainsRune(".!?", rune(text[len(text)-1]))
}

func beginsSentence(text string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(text, "“‘\"'("))
	return unicode.IsUpper(r) || unicode.IsDigit(r)
}

// trimmed is a body without empty lines round it.
func trimmed(body []line) []line {
	for len(body) > 0 && body[0].text == "" {
		body = body[1:]
	}
	for len(body) > 0 && body[len(body)-1].text == "" {
		body = body[:len(body)-1]
	}
	return body
}

// joined makes one text of lines. A word that was parted at the end of one is
// made whole; where its hyphen may be its own it stays.
func joined(lines []line) string {
	var b strings.Builder
	for _, l := range lines {
		text := b.String()
		switch {
		case l.text == "":
			continue
		case strings.HasSuffix(text, "\u00AD"):
			b.Reset()
			b.WriteString(strings.TrimSuffix(text, "\u00AD"))
		case text == "", strings.HasSuffix(text, "-") && !strings.HasSuffix(text, " -"):
		default:
			b.WriteByte(' ')
		}
		b.WriteString(l.text)
	}
	return strings.ReplaceAll(b.String(), "\u00AD", "")
}
