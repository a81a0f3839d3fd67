package outside

import (
	"bytes"
	"path"
	"slices"
	"strings"
)

// Kind is what sort of file something is.
type Kind struct {
	// Name says what it is, such as "PDF document".
	Name string
	// Why is why a file of this kind is not opened, empty where it is.
	Why string
	// ext is the ending that such a file's name is known to have, with the point.
	ext string
}

// kinds are the kinds that are known, by the endings of their names: those that
// are opened, and those that are not, with the reason. Whatever is not here is
// not opened.
var kinds = []struct {
	name, why string
	endings   []string
}{
	{"PDF document", "", []string{"pdf"}},
	{"Word document", "", []string{"doc", "docx"}},
	{"text document", "", []string{"odt", "rtf"}},
	{"Excel workbook", "", []string{"xls", "xlsx"}},
	{"spreadsheet", "", []string{"ods"}},
	{"table", "", []string{"csv"}},
	{"PowerPoint presentation", "", []string{"ppt", "pptx"}},
	{"presentation", "", []string{"odp"}},
	{"picture", "", []string{"png", "jpg", "jpeg", "gif", "webp", "tif", "tiff", "bmp", "heic"}},
	{"sound", "", []string{"mp3", "wav", "m4a", "ogg"}},
	{"film", "", []string{"mp4", "mov", "avi", "webm"}},
	{"program", "It is a program or script: nobody can tell what it would do.", []string{
		"exe", "com", "bat", "cmd", "msi", "msix", "scr", "pif", "cpl", "dll", "reg", "inf", "msc", "hta", "ps1", "psm1", "vbs", "vbe", "js", "jse",
		"wsf", "wsh", "sh", "bash", "zsh", "command", "py", "pl", "rb", "php", "jar", "app", "apk", "deb", "rpm", "pkg", "dmg", "iso", "img", "vhd",
	}},
	{"link", "It is a link: it leads somewhere else.", []string{"lnk", "url", "webloc", "website", "desktop", "library-ms", "search-ms"}},
	{"web page", "It is a web page: it may fetch things from the internet, and so tell others that you look at it.", []string{
		"html", "htm", "xhtml", "mht", "mhtml", "svg", "svgz", "xml", "xsl",
	}},
	{"document with macros", "It may hold macros, which are programs: ask the school for a copy without them.", []string{
		"docm", "dotm", "xlsm", "xltm", "xlsb", "xlam", "pptm", "potm", "ppsm", "ppam", "sldm",
	}},
	{"archive", "It is an archive: ask the school for what is in it.", []string{"zip", "7z", "rar", "tar", "gz", "tgz", "bz2", "xz", "cab"}},
	{"text", "It is too long, or no text after all, and cannot be shown here.", []string{"txt", "md"}},
}

// KindOf is the kind of a file by the ending of its name, or by what is in it
// where that is something which is never opened, whatever its name.
func KindOf(name string, data []byte) Kind {
	ext := strings.ToLower(strings.TrimPrefix(path.Ext(name), "."))
	k := byEnding(ext)
	if k.Why == "" {
		if what := disguised(data); what != "" {
			return Kind{Name: what, Why: "It is not what its name says, but a " + what + "."}
		}
	}
	return k
}

func byEnding(ext string) Kind {
	for _, k := range kinds {
		if slices.Contains(k.endings, ext) {
			return Kind{k.name, k.why, "." + ext}
		}
	}
	if ext == "" || len(ext) > 12 {
		return Kind{Name: "file", Why: "Its name does not say what kind of file it is."}
	}
	return Kind{Name: "file", Why: "Files that end in ." + ext + " are not opened: what they do is not known."}
}

// disguises are how files begin that are never opened: of some programs and
// links, which hold bytes that no text does, and of scripts and web pages.
var disguises = []struct{ begin, what string }{
	{"\x7fELF", "program"},
	{"\xcf\xfa\xed\xfe", "program"},
	{"\xce\xfa\xed\xfe", "program"},
	{"\xca\xfe\xba\xbe", "program"},
	{"L\x00\x00\x00\x01\x14\x02\x00", "link"},
	{"#!", "script"},
	{"[internetshortcut]", "link"},
	{"[desktop entry]", "link"},
	{"<!doctype", "web page"},
	{"<!--", "web page"},
	{"<html", "web page"},
	{"<head", "web page"},
	{"<script", "web page"},
	{"<svg", "web page"},
	{"<?xml", "web page"},
}

// disguised is what a file is of those that are never opened; empty where it is
// none of them.
func disguised(data []byte) string {
	begin := data[:min(len(data), 512)]
	if bytes.HasPrefix(begin, []byte("MZ")) && bytes.IndexByte(begin, 0) > 0 {
		return "program"
	}
	text := bytes.ToLower(bytes.TrimLeft(bytes.TrimPrefix(begin, []byte("\uFEFF")), " \t\r\n"))
	for _, d := range disguises {
		if bytes.HasPrefix(begin, []byte(d.begin)) || bytes.HasPrefix(text, []byte(d.begin)) {
			return d.what
		}
	}
	return ""
}
