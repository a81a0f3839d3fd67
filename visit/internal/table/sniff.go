package table

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"strings"

	"halfday/visit/internal/archive"
	"halfday/visit/internal/raw"
)

// IsZip reports whether a file that begins so is a zip: an archive, or a
// document of an office program.
func IsZip(begin []byte) bool {
	return bytes.HasPrefix(begin, []byte("PK\x03\x04")) || bytes.HasPrefix(begin, []byte("PK\x05\x06"))
}

// IsOldOffice reports whether a file that begins so is of an office program as
// they were before .xlsx and .docx, or locked with a password.
func IsOldOffice(begin []byte) bool {
	return bytes.HasPrefix(begin, []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"))
}

// IsWorkbookAt reports whether a zip is for Workbook: the document of an office
// program, not an archive of files. Workbook says of those that are no workbook
// what they are.
func IsWorkbookAt(r io.ReaderAt, size int64) bool {
	entries, err := archive.Entries(r, size)
	return err == nil && documentOf(entries) != noDocument
}

// document is the sort of document that a zip is.
type document int

const (
	noDocument document = iota
	xlsx
	xlsb
	ods
	docx
	pptx
	odt // or another that is no spreadsheet
)

// documentOf tells what a zip is by what it holds.
func documentOf(entries []*zip.File) document {
	types, parts := false, noDocument
	for _, f := range entries {
		name := strings.ToLower(strings.ReplaceAll(f.Name, `\`, "/"))
		switch {
		case name == "mimetype":
			if d := openDocument(f); d != noDocument {
				return d
			}
		case name == "[content_types].xml":
			types = true
		case name == "xl/workbook.bin":
			parts = xlsb
		case strings.HasPrefix(name, "xl/") && parts == noDocument:
			parts = xlsx
		case strings.HasPrefix(name, "word/") && parts == noDocument:
			parts = docx
		case strings.HasPrefix(name, "ppt/") && parts == noDocument:
			parts = pptx
		}
	}
	if !types {
		return noDocument
	}
	return parts
}

// openDocument tells what a document is by the first file in it.
func openDocument(f *zip.File) document {
	r, err := f.Open()
	if err != nil {
		return noDocument
	}
	defer r.Close() //nolint:errcheck // only read from
	mime, _ := io.ReadAll(io.LimitReader(r, 100))
	switch kind, found := strings.CutPrefix(string(mime), "application/vnd.oasis.opendocument."); {
	case !found:
		return noDocument
	case strings.HasPrefix(kind, "spreadsheet"):
		return ods
	}
	return odt
}

// saveAsXLSX is what to do about a workbook of another kind.
const saveAsXLSX = "open it in a spreadsheet program and save it as a workbook (.xlsx)"

// otherKind is the error of a document that is no .xlsx.
func otherKind(d document) error {
	what, remedy := "an archive of files, not a workbook", "open it as an archive, or save the table as a workbook (.xlsx)"
	switch d {
	case xlsb:
		what, remedy = "a binary workbook (.xlsb)", saveAsXLSX
	case ods:
		what, remedy = "an OpenDocument spreadsheet (.ods)", saveAsXLSX
	case docx:
		what, remedy = "a Word document (.docx)", "copy its table into a workbook (.xlsx)"
	case pptx:
		what, remedy = "a presentation (.pptx)", "copy its table into a workbook (.xlsx)"
	case odt:
		what, remedy = "an OpenDocument file that is no spreadsheet", "copy its table into a workbook (.xlsx)"
	}
	return fmt.Errorf("%w: it is %s; %s", raw.ErrMalformed, what, remedy)
}

// oldOffice is the error of a file that IsOldOffice. Its directory names what it
// holds, in UTF-16.
func oldOffice(data []byte) error {
	has := func(name string) bool {
		return bytes.Contains(data, []byte(strings.Join(strings.Split(name, ""), "\x00")+"\x00\x00\x00"))
	}
	what, remedy := "an old Excel workbook (.xls)", saveAsXLSX
	switch {
	case has("EncryptedPackage"):
		what, remedy = "a workbook locked with a password", "open it with its password in a spreadsheet program and save it without one, or ask for it so"
	case has("WordDocument"):
		what, remedy = "an old Word document (.doc)", "copy its table into a workbook (.xlsx)"
	case has("PowerPoint Document"):
		what, remedy = "an old presentation (.ppt)", "copy its table into a workbook (.xlsx)"
	}
	return fmt.Errorf("%w: it is %s; %s", raw.ErrMalformed, what, remedy)
}
