package report

import "testing"

func TestSalutation(t *testing.T) {
	for name, want := range map[string]string{
		"Mr Geraint Mathias": "Mr Mathias", "Dr Helen Stannard": "Dr Stannard", "Mrs R Okafor": "Mrs Okafor", "Mrs Okafor": "Mrs Okafor",
		"Mr R.J. Lee-Byrne": "Mr Lee-Byrne", "Dr.  A. B. Obi": "Dr Obi", "Ms Anna van der Berg": "Ms van der Berg", "Mrs Van Der Berg": "Mrs Van Der Berg",
		"Miss Maria de Souza": "Miss de Souza", "Mr Liam O'Brien": "Mr O'Brien", "Mr Liam O’Brien": "Mr O’Brien", "Mr Liam O' Brien": "Mr O' Brien",
		"Prof Dr Ada Stone": "Prof Dr Stone", "Mr Rhys ap Gwyn": "Mr ap Gwyn", "MR GERAINT MATHIAS": "MR MATHIAS", "Mr Tom Ma": "Mr Ma",
		"Mr Tom Weir (acting headteacher)": "Mr Weir", "Mr Thomas (Tom) Weir": "Mr Weir", "Mrs P Quill, BEd": "Mrs Quill", "Mrs Jane Quill OBE": "Mrs Quill",
		"Mr T Weir - acting head": "Mr Weir", "Mr T Weir [acting": "Mr Weir", "Mrs Anne Jones and Mr Paul Smith": "Mrs Anne Jones and Mr Paul Smith",
		"Ana X": "Ana X", "Geraint Mathias": "Geraint Mathias", "Helen P. Stannard": "Helen Stannard", "Sir Tom Weir": "Sir Tom Weir",
		"vacant": "", "Okafor": "", "": "", "(to be named)": "", "Mathias, Mr Geraint": "",
	} {
		if got := salutation(name); got != want {
			t.Errorf("salutation(%q) = %q, want %q", name, got, want)
		}
	}
}
