package privacy

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// shipped is the lexicon the program ships with.
func shipped(t testing.TB) *Lexicon {
	t.Helper()
	data, err := os.ReadFile("../../templates/lexicon/names.yaml")
	if err != nil {
		t.Fatal(err)
	}
	lex, err := ParseLexicon(data)
	if err != nil {
		t.Fatal(err)
	}
	return lex
}

// fernley is what is known of the tests' school.
var fernley = Known{Year: 2011, Names: []string{
	"Rowan Fernley Community Primary School", "Fernley", "Mrs J Ardizzone", "Miss Tamsin Okonjo-Reed", "Wealdshire", "Mr D Hollis",
}}

func TestFind(t *testing.T) {
	f := New(shipped(t), fernley)
	for _, tt := range []struct {
		text string
		want string // kind and words, in the text's order
	}{
		// A first name with a surname.
		{"Amy Carter shows her blog", "person Amy Carter"},
		{"Amy Carter showed the pupils her blog", "pupil Amy Carter"},
		{"We met Kwame Boateng in the suite", "person Kwame Boateng"},
		{"Work by Siân Llewellyn is on the wall.", "person Siân Llewellyn"},
		{"Priya O’Neill’s podcast", "person Priya O’Neill"},
		{"a film by Yusuf al-Rashid and others", "person Yusuf al-Rashid"},
		{"sat with Sofia de Souza", "person Sofia de Souza"},
		{"Lily-Mae Brown logs in from home", "person Lily-Mae Brown"},
		{"spoke with Mary Jane Watts", "person Mary Jane Watts"},
		{"Tom J. Bridger and Zara Khan, both in Year 6", "pupil Tom J. Bridger, pupil Zara Khan"},
		{"Grace Odum explained her spreadsheet", "person Grace Odum"},
		{"a talk with Will Pargeter about games", "person Will Pargeter"},
		{"Year 5 pupils: Ben Sole, Aisha Farooqi", "pupil Ben Sole, pupil Aisha Farooqi"},
		{"Amy Carter Year 5", "pupil Amy Carter"},
		{"\"Amy Carter (Y5)\" is on the label", "pupil Amy Carter"},
		{"Parents of Amy Carter came in", "person Amy Carter"},
		{"headteacher Judith Marrow was there", "person Judith Marrow"},
		{"Judith Marrow, the ICT lead, was there", "person Judith Marrow"},

		// A first name with an initial.
		{"+ Amy C. explained the e-safety rules", "pupil Amy C"},
		{"asked Kofi B about the blog", "pupil Kofi B"},
		{"Ruby D wrote the script", "pupil Ruby D"},
		{"It was made by Leah A.", "pupil Leah A"},

		// A first name alone, where the text says that a pupil is meant.
		{"a Y5 pupil, Amy, shows how to log in", "pupil Amy"},
		{"Amy in Year 4 changes a program", "pupil Amy"},
		{"Amy (Y5) changes a program", "pupil Amy"},
		{"Amy, Year 5, changes a program", "pupil Amy"},
		{"Amy – Y5 – changes a program", "pupil Amy"},
		{"Amy Y5 changes a program", "pupil Amy"},
		{"amy (y5) changes a program", "pupil amy"},
		{"good talk with amy in year 4", "pupil amy"},
		{"Oluwaseun from 4B", "pupil Oluwaseun"},
		{"Hamza (9) has his own website", "pupil Hamza"},
		{"Hamza, 9, has his own website", "pupil Hamza"},
		{"Hamza (aged 9) has his own website", "pupil Hamza"},
		{"the boy Dylan could not log in", "pupil Dylan"},
		{"pupils Ella and Mohammed ran the assembly", "pupil Ella, pupil Mohammed"},
		{"Ella, Mohammed and Kacper (Y6) ran the assembly", "pupil Ella, pupil Mohammed, pupil Kacper"},
		{"Year 3 Ella showed her picture", "pupil Ella"},
		{"Ella in Reception takes photographs", "pupil Ella"},
		{"Callum (P6) and Eilidh (P7) met us", "pupil Callum, pupil Eilidh"},
		{"Ella said that Year 2 like the tablets", "pupil Ella"},
		{"I asked Ella what children do at home", "pupil Ella"},
		{"Ella's mum reads the newsletter", "pupil Ella"},
		{"Grace (Y2) painted it", "pupil Grace"},
		{"named: Osian, Ffion, Gethin (all Y6)", "pupil Osian, pupil Ffion, pupil Gethin"},
		{"one girl, Poppy, said so", "pupil Poppy"},

		// Names that are in no list.
		{"a boy called Zyan said it was fun", "pupil Zyan"},
		{"a pupil in Year 4 called Zyan Obele", "pupil Zyan Obele"},
		{"one pupil, Zyan, disagreed", "pupil Zyan"},
		{"As Zyan's dad told us, homework is online", "pupil Zyan"},

		// Titles.
		{"Mrs Okafor keeps the list", "person Mrs Okafor"},
		{"Ask Mr. P. Lindqvist about budgets", "person Mr. P. Lindqvist"},
		{"Mr and Mrs van der Merwe run the club", "person Mrs van der Merwe"},
		{"Miss Ann Thorley's class", "person Miss Ann Thorley"},
		{"Mrs Platt, Year 3", "person Mrs Platt"},
		{"Dr Bhattacharya chairs the governors", "person Dr Bhattacharya"},

		// Addresses and numbers.
		{"write to amy.carter@fernley.sch.uk", "email amy.carter@fernley.sch.uk"},
		{"mail: o'brien_t@example.org.", "email o'brien_t@example.org"},
		{"her number is 01632 960123", "telephone 01632 960123"},
		{"(01632) 960 123", "telephone (01632) 960 123"},
		{"020 7946 0018 or 02079460018", "telephone 020 7946 0018, telephone 02079460018"},
		{"mobile 07700-900-456", "telephone 07700-900-456"},
		{"call 07700\u00a0900\u00a0456", "telephone 07700\u00a0900\u00a0456"},
		{"+44 7700 900456", "telephone +44 7700 900456"},
		{"+44 (0)20 7946 0018", "telephone +44 (0)20 7946 0018"},
		{"0121.496.0777", "telephone 0121.496.0777"},
		{"UPN A012345678901", "upn A012345678901"},
		{"h01234567890b on the list", "upn h01234567890b"},

		// Dates of birth.
		{"dob 12/03/2002", "birth 12/03/2002"},
		{"D.O.B. 12.3.02", "birth 12.3.02"},
		{"Date of birth: 2002-03-12", "birth 2002-03-12"},
		{"born on 12th March 2002", "birth 12th March 2002"},
		{"she was born on March 12, 2002", "birth March 12, 2002"},
		{"Amy was born 3/4/2002", "birth 3/4/2002"},
		{"Amy Carter 12/03/2002", "person Amy Carter"},
		{"pupil Amy Carter (12/03/2002)", "pupil Amy Carter, birth 12/03/2002"},

		// Traps: schools, places, institutions and those they are named after.
		{"Grace Darling Primary School sent two teachers", ""},
		{"a visit to Victoria Road and Florence Street", ""},
		{"St Mary's, St James' Church and King Henry", ""},
		{"moderated with Thomas Telford Academy", ""},
		{"Year 2 made a film of Florence Nightingale", ""},
		{"Year 6 wrote to Anne Frank as pupils of the time", ""},
		{"pupils read Roald Dahl and Michael Morpurgo", ""},
		{"bought through John Lewis", ""},
		{"the Martin Hall Trust", ""},

		// Traps: programs, equipment, the scheme's words.
		{"Scratch in Year 4, Purple Mash (Y2), Google Classroom for Year 6", ""},
		{"Alice in Year 5 and Ruby in Year 6 are programming languages", ""},
		{"the ICT Mark, the Mark Scheme, Naace Mark Assessor", ""},
		{"pupils use Espresso, Bug Club and Mathletics", ""},
		{"a pupil, Digital Leader, spoke", ""},
		{"Self-review framework, Leadership and Management", ""},
		{"MS Word and MS Office in class 5", ""},

		// Traps: the beginnings of sentences, headings, months, abbreviations.
		{"Will Year 6 go on? Mark books weekly. Rob Peter to pay Paul.", ""},
		{"In May Sallowford Council asked, and in June Ofsted came", ""},
		{"May half term; April Review; June Newsletter", ""},
		{"Summer in Year 4, Autumn (Y5)", ""},
		{"Charlie And The Chocolate Factory", ""},
		{"Thomas Goes To The Seaside", ""},
		{"ICT and SEN: TA support for EAL in KS2", ""},
		{"Miss Year 6 and you miss the best", ""},
		{"Pupils Parents Governors Staff", ""},
		{"\nGovernors\nParents\nPupils", ""},
		{"every pupil, Monday to Friday, logs in", ""},
		{"Children's parents and pupils' mums", ""},
		{"Oliver, performed by Year 6", ""},
		{"Charlotte's Web in Year 4", ""},
		{"the Rose Garden and Daisy Class", ""},
		{"Taylor PowerPoint and Milton Keynes", ""},
		{"Josh, site manager, and Child A in Year 3", "person Josh"},
		{"Christian Aid and Faith leaders from Hope Church", ""},

		// Traps: roles instead of names, which is what is wanted.
		{"a Year 6 pupil, a TA and the ICT lead agree", ""},
		{"Year 6 pupil A said so; TA 2 agreed", ""},
		{"the headteacher, the chair of governors and two parents", ""},
		{"Pupil B (Y5)", ""},

		// Traps: what is known in public.
		{"Mrs Ardizzone opened the meeting with Mr Hollis", ""},
		{"Miss Okonjo-Reed and Tamsin Okonjo-Reed", ""},
		{"Rowan Fernley has grown; so has Wealdshire", ""},
		{"J. Ardizzone signed it", ""},

		// Traps: dates, times, prices, other numbers and addresses.
		{"minutes of 12 January 2011", ""},
		{"minutes of 12 January 2002, pupils present", ""},
		{"the website was born on 1 September 2003", ""},
		{"Newsletter was born on 1 September 2003", ""},
		{"Jasmine Y1 and Will Y4 go on", ""},
		{"the school's 100th birthday on 12 March 2011", ""},
		{"01-02-2011 10:30 to 11:15", ""},
		{"02.03.2011 12.30", ""},
		{"0845 601 2345 is the helpdesk, 0300 123 4567 the service", ""},
		{"ISBN 0140328696 and 0-14-032869-6", ""},
		{"order 20110112345678 of 4 May", ""},
		{"£01234.56 and 1.0777777777", ""},
		{"URN 190417, DfE 873/2041", ""},
		{"office@fernley.sch.uk and head@fernley.sch.uk", ""},
		{"met @pupils at 3b@4", ""},
		{"", ""},
	} {
		t.Run(tt.text, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, listed(f.Find(tt.text))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestHeard: among what pupils said, a first name that speaks is a pupil's
// without a word on pupils.
func TestHeard(t *testing.T) {
	f := New(shipped(t), fernley)
	for _, tt := range []struct{ text, plain, heard string }{
		{"Josh showed how he logs in", "", "pupil Josh"},
		{"Amy Carter shows her blog", "person Amy Carter", "pupil Amy Carter"},
		{"headteacher Judith Marrow helps us", "person Judith Marrow", "person Judith Marrow"},
		{"Mrs Okafor helps us", "person Mrs Okafor", "person Mrs Okafor"},
		{"Mrs Ardizzone says no", "", ""},
		{"we read Matilda and use Scratch", "", ""},
		{"Scratch shows how, Grace helps", "", ""},
	} {
		if diff := cmp.Diff(tt.plain, listed(f.Find(tt.text))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.text, diff)
		}
		if diff := cmp.Diff(tt.heard, listed(f.Heard().Find(tt.text))); diff != "" {
			t.Errorf("%s, from pupils (-want +got):\n%s", tt.text, diff)
		}
	}
}

func TestPeople(t *testing.T) {
	got := New(shipped(t), fernley).People("The group (Mrs Ardizzone, Mr Bose and Ella Stroud, our SENCO) met the pupils. " +
		"Tom Weir keeps the pupils' records; Callum Ash (Y6), Amy C. and a girl called Zyan Obele were there. Mrs Platt, Year 3.")
	if diff := cmp.Diff([]string{"Mr Bose", "Ella Stroud", "Tom Weir", "Mrs Platt"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestKnown is what is pointed out where other people are known in public.
func TestKnown(t *testing.T) {
	lex := shipped(t)
	for _, tt := range []struct{ known, text, want string }{
		{"", "Mrs Ardizzone", "person Mrs Ardizzone"},
		{"Mrs J Ardizzone", "Mrs Ardizzone, Mrs J. Ardizzone, Jane Ardizzone", ""},
		{"Mrs J Ardizzone", "Amy Ardizzone", "person Amy Ardizzone"},
		{"Mrs Jane Ardizzone", "Jane Ardizzone and June Bird, Mrs June Ardizzone", "person Mrs June Ardizzone"},
		{"Ardizzone", "Mrs J Ardizzone", ""},
		{"Miss Amy Carter", "Amy Carter leads", ""},
		{"Miss Amy Carter", "Amy Carter (Y5) and Amy in Year 4 spoke", "pupil Amy Carter, pupil Amy"},
		{"Grace Darling Primary School", "Grace Darling", ""},
		{"Tom Weir Learning Ltd", "Tom Weir came", ""},
		{"Mrs", "Mrs Okafor", "person Mrs Okafor"},
		{" ", "Mrs Okafor", "person Mrs Okafor"},
	} {
		if diff := cmp.Diff(tt.want, listed(New(lex, Known{Names: []string{tt.known}}).Find(tt.text))); diff != "" {
			t.Errorf("%q known: %s (-want +got):\n%s", tt.known, tt.text, diff)
		}
	}
}

// listed are findings in a line.
func listed(found []Finding) string {
	var words []string
	for _, f := range found {
		words = append(words, fmt.Sprintf("%s %s", f.Kind, f.Text))
	}
	return strings.Join(words, ", ")
}
