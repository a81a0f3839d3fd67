package store

import (
	"fmt"
	"strconv"
	"strings"
)

// Every record of the store stands at a place, its key in the file. Places hold
// ids, numbers and names of fields, never the name of a school, a person or a
// file, as they are not encrypted:
//
//	head                    the number of the last change, how many records there
//	                        are and the sum over them
//	author                  the id under which this store writes events
//	purge                   is there while the destruction of a visit goes on
//	former                  the store as an older version left it, in evidence/
//	key/VISIT               the visit's own key
//	summary/VISIT           its line in the list of visits
//	event/VISIT/NUMBER      an event of its log; numbers are sixteen hex digits
//	draft/VISIT/FIELD       a text not finished
//	file/VISIT/NUMBER       a file of the school's evidence
const (
	headPlace   = "head"
	authorPlace = "author"
	purgePlace  = "purge"
	formerPlace = "former"

	keyPlaces     = "key/"
	summaryPlaces = "summary/"
	eventPlaces   = "event/"
	draftPlaces   = "draft/"
	filePlaces    = "file/"
)

func keyPlace(visit string) string          { return keyPlaces + visit }
func summaryPlace(visit string) string      { return summaryPlaces + visit }
func draftPlace(visit, field string) string { return draftPlaces + visit + "/" + field }

func eventPlace(visit string, n uint64) string {
	return fmt.Sprintf("%s%s/%016x", eventPlaces, visit, n)
}

func filePlace(visit string, n uint64) string {
	return fmt.Sprintf("%s%s/%016x", filePlaces, visit, n)
}

// visitPlaces are the beginnings of all places of a visit.
func visitPlaces(visit string) []string {
	return []string{
		keyPlaces + visit, summaryPlaces + visit, eventPlaces + visit + "/", draftPlaces + visit + "/", filePlaces + visit + "/",
	}
}

// visitOf is the visit whose own key seals what stands at a place; empty for
// what the store's key seals.
func visitOf(place string) string {
	kind, rest, _ := strings.Cut(place, "/")
	if rest == "" || kind+"/" == keyPlaces {
		return ""
	}
	visit, _, _ := strings.Cut(rest, "/")
	return visit
}

// keyOf is the visit whose key stands at a place, if one does.
func keyOf(place string) (visit string, ok bool) { return strings.CutPrefix(place, keyPlaces) }

// isFile reports whether a file of evidence is described at a place.
func isFile(place string) bool { return place == formerPlace || strings.HasPrefix(place, filePlaces) }

// isReplaced reports whether what stands at a place is replaced by changes;
// what stands elsewhere is written once.
func isReplaced(place string) bool {
	return strings.HasPrefix(place, summaryPlaces) || strings.HasPrefix(place, draftPlaces)
}

// ordinal is the number that an event's or a file's place ends in.
func ordinal(place string) uint64 {
	n, err := strconv.ParseUint(place[strings.LastIndexByte(place, '/')+1:], 16, 64)
	if err != nil {
		return 0
	}
	return n
}
