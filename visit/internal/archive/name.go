package archive

import (
	"archive/zip"
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

const maxPath = 1024 // bytes

// utf8Names is the flag of an entry whose name is in UTF-8.
const utf8Names = 1 << 11

// nameOf is an entry's name in UTF-8, composed as keyboards write it. One that
// neither is UTF-8 nor says so is in the characters of western DOS.
func nameOf(f *zip.File) string {
	name := f.Name
	if !utf8.ValidString(name) && f.Flags&utf8Names == 0 {
		if decoded, err := charmap.CodePage850.NewDecoder().String(name); err == nil {
			name = decoded
		}
	}
	return norm.NFC.String(strings.ToValidUTF8(name, string(utf8.RuneError)))
}

// clean gives the path of an entry by its name, or says why it gets none: a path
// that could lead elsewhere, that no system could keep, or that shows as
// something else than it is.
func clean(name string) (cleaned, why string) {
	if len(name) > maxPath {
		return "", fmt.Sprintf("a path of %d bytes, where at most %d are read", len(name), maxPath)
	}
	for _, r := range name {
		switch {
		case r == utf8.RuneError:
			return "", "a path in characters that cannot be read"
		case unicode.Is(unicode.Cc, r):
			return "", "a path with control characters"
		case unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp):
			return "", "a path with characters that do not show, or turn the reading round"
		}
	}
	name = strings.ReplaceAll(name, `\`, "/") // as some programs for Windows write it
	elements := strings.Split(name, "/")
	switch {
	case strings.HasPrefix(name, "/"), slices.Contains(elements, ".."):
		return "", "a path that leads out of the folder"
	case strings.Contains(name, ":"):
		return "", "a path with a colon, as of a drive"
	}
	cleaned = path.Clean(name)
	if cleaned == "." {
		return "", "a file without a name"
	}
	for element := range strings.SplitSeq(cleaned, "/") {
		switch {
		case strings.HasSuffix(element, "."), strings.HasSuffix(element, " "):
			return "", "a name that ends in a full stop or a space"
		case reserved(element):
			return "", "a name that Windows keeps for a device"
		}
	}
	return cleaned, ""
}

// reserved reports whether Windows takes a name for that of a device, with
// whatever ending.
func reserved(name string) bool {
	name, _, _ = strings.Cut(strings.ToUpper(name), ".")
	name = strings.TrimRight(name, " ")
	switch name {
	case "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$":
		return true
	}
	port, found := strings.CutPrefix(name, "COM")
	if !found {
		port, found = strings.CutPrefix(name, "LPT")
	}
	return found && utf8.RuneCountInString(port) == 1 && strings.Contains("0123456789¹²³", port)
}

// hidden reports whether an entry is something that a system or an office
// program left behind, or lies in a folder that is.
func hidden(name string) bool {
	for element := range strings.FieldsFuncSeq(name, func(r rune) bool { return r == '/' || r == '\\' }) {
		switch {
		case element == ".", element == "..":
		case strings.HasPrefix(element, "."), strings.HasPrefix(element, "~$"), element == "__MACOSX",
			strings.EqualFold(element, "Thumbs.db"), strings.EqualFold(element, "desktop.ini"):
			return true
		}
	}
	return false
}

// shorten cuts a name that is too long to be shown.
func shorten(name string) string {
	const most = 200
	if len(name) <= maxPath {
		return name
	}
	return strings.ToValidUTF8(name[:most], "") + "…"
}
