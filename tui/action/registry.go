package action

// Scopes. A dialog's scope stands alone; a stage's actions come before those of
// the visit, and those before what works everywhere.
const (
	Everywhere Scope = "everywhere"
	InVisit    Scope = "visit"
	Home       Scope = "home"
	Filter     Scope = "filter"
	Submission Scope = "submission"
	Concerns   Scope = "concerns"
	Agenda     Scope = "agenda"
	Notes      Scope = "notes"
	NotesFeed  Scope = "notes.feed"
	Judgement  Scope = "judgement"
	Report     Scope = "report"
	ReportEdit Scope = "report.edit"
	Moderation Scope = "moderation"
	Prompt     Scope = "prompt"
	Pick       Scope = "pick"
	Form       Scope = "form"
	Reading    Scope = "reading"
	Preview    Scope = "preview"
	Locked     Scope = "locked"
	Waiting    Scope = "waiting"
)

// The actions.
const (
	Quit    ID = "quit"
	Help    ID = "help"
	Palette ID = "palette"
	Lock    ID = "lock"
	Unlock  ID = "unlock"

	GoHome     ID = "visit.home"
	Undo       ID = "visit.undo"
	Redo       ID = "visit.redo"
	StagePrev  ID = "stage.previous"
	StageNext  ID = "stage.next"
	Stage1     ID = "stage.submission"
	Stage2     ID = "stage.concerns"
	Stage3     ID = "stage.agenda"
	Stage4     ID = "stage.notes"
	Stage5     ID = "stage.judgement"
	Stage6     ID = "stage.report"
	Stage7     ID = "stage.moderation"
	Move       ID = "move"
	OtherPane  ID = "pane"
	HomeOpen   ID = "home.open"
	HomeNew    ID = "home.new"
	HomeTry    ID = "home.try"
	HomeFilter ID = "home.filter"
	HomeTour   ID = "home.tour"
	HomePurge  ID = "home.purge"
	FilterEnd  ID = "filter.end"
	FilterDrop ID = "filter.drop"

	SubmissionNext     ID = "submission.next-concern"
	SubmissionAccount  ID = "submission.account"
	SubmissionEvidence ID = "submission.evidence"
	SubmissionRight    ID = "submission.put-right"
	CorrectSchool      ID = "correct.school"
	CorrectDay         ID = "correct.day"
	CorrectLevel       ID = "correct.level"
	CorrectColumns     ID = "correct.columns"
	PapersRenew        ID = "papers.renew"
	PapersChanges      ID = "papers.changes"
	FrameworkChoose    ID = "framework.choose"

	ConcernAdd       ID = "concern.add"
	ConcernAmend     ID = "concern.amend"
	ConcernAccept    ID = "concern.accept"
	ConcernDismiss   ID = "concern.dismiss"
	ConcernAsk       ID = "concern.ask"
	ConcernSettle    ID = "concern.settle"
	ConcernReopen    ID = "concern.reopen"
	ConcernFilter    ID = "concern.filter"
	ConcernItem      ID = "concern.item"
	ConcernSilence   ID = "concern.silence"
	ConcernSilenced  ID = "concern.silenced"
	ConcernQuestions ID = "concern.questions"
	ConcernLetter    ID = "concern.letter"
	FocusChoose      ID = "focus.choose"

	AgendaDraft   ID = "agenda.draft"
	AgendaEarlier ID = "agenda.earlier"
	AgendaLater   ID = "agenda.later"
	AgendaLonger  ID = "agenda.longer"
	AgendaShorter ID = "agenda.shorter"
	AgendaStart   ID = "agenda.start"
	AgendaDate    ID = "agenda.date"
	AgendaSave    ID = "agenda.save"

	NoteAdd    ID = "note.add"
	NoteBrowse ID = "note.browse"
	NoteWrite  ID = "note.write"
	NoteAmend  ID = "note.amend"
	NoteDelete ID = "note.delete"

	Level1        ID = "judgement.level-1"
	Level2        ID = "judgement.level-2"
	Level3        ID = "judgement.level-3"
	Level4        ID = "judgement.level-4"
	Level5        ID = "judgement.level-5"
	LevelClear    ID = "judgement.clear"
	JudgeNext     ID = "judgement.next"
	JudgeReason   ID = "judgement.reason"
	RecommendPick ID = "judgement.recommend"

	ReportWrite   ID = "report.write"
	ReportDone    ID = "report.done"
	ReportDraft   ID = "report.draft"
	ReportOpen    ID = "report.open"
	ReportPreview ID = "report.preview"
	ReportSave    ID = "report.save"

	DialogAccept ID = "dialog.accept"
	PreviewSave  ID = "preview.save"
	FormEnter    ID = "form.enter"
	FormNext     ID = "form.next"
	FormBack     ID = "form.back"
	DialogClose  ID = "dialog.close"
)

// All is every action there is, in the order footer and help show them.
func All() []Action {
	return []Action{
		{ID: HomeOpen, Scope: Home, Title: "Open", Help: "Open the visit under the cursor.", Keys: []string{"enter"}, Fades: true},
		{ID: HomeNew, Scope: Home, Title: "New", Help: "Begin a visit from a school's submission folder.", Keys: []string{"n"}},
		{ID: HomeFilter, Scope: Home, Title: "Filter", Help: "Type to show only the schools that match.", Keys: []string{"/"}, Fades: true},
		{ID: HomePurge, Scope: Home, Title: "Destroy", Help: "Destroy the visit under the cursor for ever, with every copy in the store.", Keys: []string{"x"}, Fades: true},
		{ID: FilterDrop, Scope: Home, Title: "All schools", Help: "Drop the filter and show all schools again.", Keys: []string{"esc"}, Fades: true},
		{ID: HomeTour, Scope: Home, Title: "Tour", Help: "Read on one page what halfday does.", Keys: []string{"g"}},
		{ID: HomeTry, Scope: Home, Title: "Sample school", Help: "Open the sample school and look round.", Keys: []string{"t"}},
		{ID: Move, Scope: Home, Title: "Move", Help: "Move through the list.", Keys: []string{"up", "down", "pgup", "pgdown"}, Moves: true, Quiet: true},

		{ID: FilterEnd, Scope: Filter, Title: "Keep filter", Help: "Go back to the list with the filter on.", Keys: []string{"enter", "down"}},
		{ID: FilterDrop, Scope: Filter, Title: "Drop filter", Help: "Show all schools again.", Keys: []string{"esc"}},

		{ID: Move, Scope: Submission, Title: "Move", Help: "Move through the tree, or through the text when it has the focus.", Keys: []string{"up", "down", "pgup", "pgdown"}, Show: "↑↓", Moves: true},
		{ID: OtherPane, Scope: Submission, Title: "Text", Help: "Go from the tree to the text and back.", Keys: []string{"tab", "enter"}},
		{ID: SubmissionNext, Scope: Submission, Title: "Next concern", Help: "Go to the next item with a concern.", Keys: []string{"n"}},
		{ID: SubmissionEvidence, Scope: Submission, Title: "Evidence", Help: "Look at the evidence named here, and open its files.", Keys: []string{"e"}},
		{ID: SubmissionRight, Scope: Submission, Title: "Put right", Help: "Fill in or put right what the papers leave out or have wrong; load new papers.", Keys: []string{"o"}},
		{ID: SubmissionAccount, Scope: Submission, Title: "What was read", Help: "Show what was read of the papers, from where, what could not be read, and what is missing.", Keys: []string{"p"}},
		{ID: ConcernAdd, Scope: Submission, Title: "Add concern", Help: "Add a concern of your own at this place.", Keys: []string{"c"}},
		{ID: CorrectSchool, Scope: Submission, Title: "School’s details", Help: "Fill in or put right what the papers say of the school and its application.", Keys: []string{"s"}, Quiet: true},
		{ID: CorrectDay, Scope: Submission, Title: "School’s day", Help: "Fill in or put right the school’s day, beginning with a typical one if you like.", Keys: []string{"d"}, Quiet: true},
		{ID: CorrectLevel, Scope: Submission, Title: "Claimed level", Help: "Put right the level that the school claims for the item under the cursor.", Keys: []string{"l"}, Quiet: true},
		{ID: CorrectColumns, Scope: Submission, Title: "Columns", Help: "Say what the columns of the school’s table hold, and read it once more.", Keys: []string{"m"}, Quiet: true},
		{ID: PapersRenew, Scope: Submission, Title: "New papers", Help: "Load papers that the school has sent again into this visit; your notes and judgements stay.", Keys: []string{"r"}, Quiet: true},
		{ID: PapersChanges, Scope: Submission, Title: "What changed", Help: "Show item by item what is different in the papers loaded last.", Keys: []string{"v"}, Quiet: true},
		{ID: FrameworkChoose, Scope: Submission, Title: "Framework", Help: "Choose the framework this visit is assessed against, shipped or your own.", Keys: []string{"f"}, Quiet: true},

		{ID: ConcernAccept, Scope: Concerns, Title: "Accept", Help: "Accept the concern: it is to be settled on the visit.", Keys: []string{"a"}},
		{ID: ConcernDismiss, Scope: Concerns, Title: "Dismiss", Help: "Dismiss the concern, with your reason.", Keys: []string{"d"}},
		{ID: ConcernAsk, Scope: Concerns, Title: "Ask", Help: "Ask the school beforehand, in words of yours: they go into the letter.", Keys: []string{"w"}},
		{ID: ConcernSettle, Scope: Concerns, Title: "Settle", Help: "Settle the concern, by notes of the visit or with a reason.", Keys: []string{"s"}},
		{ID: FocusChoose, Scope: Concerns, Title: "Focus", Help: "Choose the two or three elements to look at in depth.", Keys: []string{"f"}},
		{ID: ConcernQuestions, Scope: Concerns, Title: "Questions", Help: "List what to ask on the visit, person by person.", Keys: []string{"p"}},
		{ID: ConcernLetter, Scope: Concerns, Title: "Letter", Help: "Show the letter to the school before the visit, and save it.", Keys: []string{"l"}},
		{ID: ConcernAdd, Scope: Concerns, Title: "Add", Help: "Add a concern of your own about this item.", Keys: []string{"c"}},
		{ID: ConcernFilter, Scope: Concerns, Title: "Filter", Help: "Show only the concerns of one status, element or kind.", Keys: []string{"/"}},
		{ID: FilterDrop, Scope: Concerns, Title: "Show all", Help: "Drop the filter, if there is one, and show every concern.", Keys: []string{"esc"}, Fades: true},
		{ID: ConcernItem, Scope: Concerns, Title: "Item", Help: "Show the item in the submission.", Keys: []string{"enter"}},
		{ID: ConcernAmend, Scope: Concerns, Title: "Amend", Help: "Change a concern of your own: its words, how grave it is, its kind.", Keys: []string{"e"}, Quiet: true},
		{ID: ConcernReopen, Scope: Concerns, Title: "Reopen", Help: "Take your decision back.", Keys: []string{"o"}, Quiet: true},
		{ID: ConcernSilence, Scope: Concerns, Title: "Silence rule", Help: "Leave out what the concern's rule finds on this visit, with your reason.", Keys: []string{"x"}, Quiet: true},
		{ID: ConcernSilenced, Scope: Concerns, Title: "Silenced rules", Help: "List the rules silenced for this visit, and bring one back.", Keys: []string{"z"}, Quiet: true},
		{ID: OtherPane, Scope: Concerns, Title: "List / text", Help: "Go from the list to the text and back.", Keys: []string{"tab"}},
		{ID: Move, Scope: Concerns, Title: "Move", Help: "Move through the list, or through the text when it has the focus.", Keys: []string{"up", "down", "pgup", "pgdown"}, Show: "↑↓", Moves: true, Quiet: true},

		{ID: AgendaEarlier, Scope: Agenda, Title: "Order", Help: "Move the item before the one above it.", Keys: []string{"shift+up", "K"}, Show: "Shift+↑↓"},
		{ID: AgendaLater, Scope: Agenda, Title: "Later", Help: "Move the item after the one below it.", Keys: []string{"shift+down", "J"}, Quiet: true},
		{ID: AgendaLonger, Scope: Agenda, Title: "Length", Help: "Give the item five minutes more.", Keys: []string{"+", "=", "right"}, Show: "+ −"},
		{ID: AgendaShorter, Scope: Agenda, Title: "Shorter", Help: "Take five minutes from the item.", Keys: []string{"-", "left"}, Quiet: true},
		{ID: AgendaStart, Scope: Agenda, Title: "Start", Help: "Let the item begin at another time; what follows moves along.", Keys: []string{"b"}},
		{ID: AgendaDate, Scope: Agenda, Title: "Date", Help: "Set the day of the visit.", Keys: []string{"t"}},
		{ID: AgendaDraft, Scope: Agenda, Title: "Draft anew", Help: "Draft the agenda again from the school's own day.", Keys: []string{"d"}},
		{ID: AgendaSave, Scope: Agenda, Title: "Save", Help: "Save the agenda as Markdown for the school.", Keys: []string{"s"}},
		{ID: OtherPane, Scope: Agenda, Title: "Text", Help: "Go from the agenda to the text about an item and back.", Keys: []string{"tab", "enter"}},
		{ID: Move, Scope: Agenda, Title: "Move", Help: "Move through the agenda.", Keys: []string{"up", "down"}, Moves: true, Quiet: true},

		{ID: NoteAdd, Scope: Notes, Title: "Save note", Help: "Save the note; it is on disk when the line is empty again. A lone @word sets who is speaking.", Keys: []string{"enter"}},
		{ID: NoteBrowse, Scope: Notes, Title: "Notes", Help: "Leave the line, with its text kept, to go through the notes.", Keys: []string{"esc", "tab"}},
		{ID: Move, Scope: Notes, Title: "Scroll", Help: "Scroll through the notes while writing.", Keys: []string{"pgup", "pgdown"}, Show: "PgUp PgDn", Moves: true},

		{ID: NoteWrite, Scope: NotesFeed, Title: "Write", Help: "Go back to the line to write.", Keys: []string{"i", "tab", "enter"}},
		{ID: NoteAmend, Scope: NotesFeed, Title: "Amend", Help: "Bring the note back to the line to amend it; the old words are kept.", Keys: []string{"e"}},
		{ID: NoteDelete, Scope: NotesFeed, Title: "Delete", Help: "Take the note out of sight; Ctrl+Z brings it back.", Keys: []string{"x", "delete"}},
		{ID: Move, Scope: NotesFeed, Title: "Move", Help: "Move through the notes.", Keys: []string{"up", "down", "pgup", "pgdown"}, Show: "↑↓", Moves: true},

		{ID: Level1, Scope: Judgement, Title: "Level", Help: "Judge the item at level 1, the highest.", Keys: []string{"1"}, Show: "1–5"},
		{ID: Level2, Scope: Judgement, Title: "Level 2", Help: "Judge the item at level 2.", Keys: []string{"2"}, Quiet: true},
		{ID: Level3, Scope: Judgement, Title: "Level 3", Help: "Judge the item at level 3.", Keys: []string{"3"}, Quiet: true},
		{ID: Level4, Scope: Judgement, Title: "Level 4", Help: "Judge the item at level 4.", Keys: []string{"4"}, Quiet: true},
		{ID: Level5, Scope: Judgement, Title: "Level 5", Help: "Judge the item at level 5, the lowest.", Keys: []string{"5"}, Quiet: true},
		{ID: LevelClear, Scope: Judgement, Title: "Clear", Help: "Take the item's level back.", Keys: []string{"0", "backspace"}},
		{ID: JudgeReason, Scope: Judgement, Title: "Reason", Help: "Write down why you judge the item so.", Keys: []string{"r"}},
		{ID: JudgeNext, Scope: Judgement, Title: "Next", Help: "Go to the next item without a level of yours.", Keys: []string{"n"}},
		{ID: RecommendPick, Scope: Judgement, Title: "Recommend", Help: "Record your recommendation: met, not met or referred.", Keys: []string{"o"}},
		{ID: OtherPane, Scope: Judgement, Title: "List / text", Help: "Go from the list to the text and back.", Keys: []string{"tab", "enter"}},
		{ID: Move, Scope: Judgement, Title: "Move", Help: "Move through the list, or through the text when it has the focus.", Keys: []string{"up", "down", "pgup", "pgdown"}, Show: "↑↓", Moves: true, Quiet: true},

		{ID: ReportWrite, Scope: Report, Title: "Write", Help: "Write this section of the report.", Keys: []string{"enter", "e"}},
		{ID: ReportDraft, Scope: Report, Title: "From notes", Help: "Put the element's notes into this section as a draft.", Keys: []string{"d"}},
		{ID: ReportOpen, Scope: Report, Title: "What is open", Help: "List what is still open before the report is finished.", Keys: []string{"o"}},
		{ID: ReportPreview, Scope: Report, Title: "Preview", Help: "Show the whole report as it will look.", Keys: []string{"p"}},
		{ID: ReportSave, Scope: Report, Title: "Save", Help: "Save the report as a Markdown file. It asks first where it may name somebody.", Keys: []string{"s"}},
		{ID: Move, Scope: Report, Title: "Move", Help: "Move through the sections.", Keys: []string{"up", "down", "pgup", "pgdown"}, Moves: true, Quiet: true},

		{ID: ReportDone, Scope: ReportEdit, Title: "Done", Help: "Keep the text and go back to the sections.", Keys: []string{"esc", "ctrl+s"}},

		{ID: DialogAccept, Scope: Prompt, Title: "OK", Help: "Take what you wrote.", Keys: []string{"enter"}},
		{ID: DialogClose, Scope: Prompt, Title: "Not now", Help: "Close; what you wrote for a visit is kept for the next time.", Keys: []string{"esc"}},
		{ID: FormEnter, Scope: Form, Title: "Next", Help: "Go to the next line; on the last one, save.", Keys: []string{"enter"}},
		{ID: DialogAccept, Scope: Form, Title: "Save", Help: "Take all that you filled in.", Keys: []string{"ctrl+s"}},
		{ID: Move, Scope: Form, Title: "Choose", Help: "Go through the choices of a line; a letter leads to the one that begins with it.", Keys: []string{"left", "right"}, Show: "←→", Moves: true},
		{ID: DialogClose, Scope: Form, Title: "Not now", Help: "Close; what you filled in is kept for the next time.", Keys: []string{"esc"}},
		{ID: FormNext, Scope: Form, Title: "Next line", Help: "Go to the next line.", Keys: []string{"tab", "down"}, Quiet: true},
		{ID: FormBack, Scope: Form, Title: "Line before", Help: "Go to the line before.", Keys: []string{"shift+tab", "up"}, Quiet: true},
		{ID: DialogAccept, Scope: Pick, Title: "Choose", Help: "Take the line under the cursor.", Keys: []string{"enter"}},
		{ID: DialogClose, Scope: Pick, Title: "Close", Help: "Close without choosing.", Keys: []string{"esc"}},
		{ID: Move, Scope: Pick, Title: "Move", Help: "Move through the list; type to narrow it.", Keys: []string{"up", "down"}, Show: "↑↓", Moves: true},
		{ID: DialogClose, Scope: Reading, Title: "Close", Help: "Close the page.", Keys: []string{"esc", "enter", "q"}},
		{ID: Move, Scope: Reading, Title: "Scroll", Help: "Scroll the page.", Keys: []string{"up", "down", "pgup", "pgdown"}, Show: "↑↓", Moves: true},
		{ID: PreviewSave, Scope: Preview, Title: "Save", Help: "Save what you read as a Markdown file.", Keys: []string{"s"}},
		{ID: DialogClose, Scope: Preview, Title: "Close", Help: "Close the page.", Keys: []string{"esc", "enter", "q"}},
		{ID: Move, Scope: Preview, Title: "Scroll", Help: "Scroll the page.", Keys: []string{"up", "down", "pgup", "pgdown"}, Show: "↑↓", Moves: true},

		{ID: Unlock, Scope: Locked, Title: "Unlock", Help: "Open the store with the passphrase or the recovery key.", Keys: []string{"enter"}},

		{ID: Stage1, Scope: InVisit, Title: "Submission", Help: "What the school wrote, item by item.", Keys: []string{"1", "alt+1"}, Quiet: true},
		{ID: Stage2, Scope: InVisit, Title: "Concerns", Help: "Causes for concern, and the focus of the visit.", Keys: []string{"2", "alt+2"}, Quiet: true},
		{ID: Stage3, Scope: InVisit, Title: "Agenda", Help: "The half-day, fitted round the school's own day.", Keys: []string{"3", "alt+3"}, Quiet: true},
		{ID: Stage4, Scope: InVisit, Title: "Notes", Help: "Notes of the visit, and what is still uncovered.", Keys: []string{"4", "alt+4"}, Quiet: true},
		{ID: Stage5, Scope: InVisit, Title: "Judgement", Help: "A level for each item, and the recommendation.", Keys: []string{"5", "alt+5"}, Quiet: true},
		{ID: Stage6, Scope: InVisit, Title: "Report", Help: "The report for Naace.", Keys: []string{"6", "alt+6"}, Quiet: true},
		{ID: Stage7, Scope: InVisit, Title: "Moderation", Help: "A lead assessor's second look.", Keys: []string{"7", "alt+7"}, Quiet: true},
		{ID: StagePrev, Scope: InVisit, Title: "Stage before", Help: "Go to the stage before this one.", Keys: []string{"[", "alt+left"}, Quiet: true},
		{ID: StageNext, Scope: InVisit, Title: "Next stage", Help: "Go to the stage after this one.", Keys: []string{"]", "alt+right"}, Quiet: true},
		{ID: Undo, Scope: InVisit, Title: "Undo", Help: "Take back your last change, also one of an earlier day.", Keys: []string{"ctrl+z"}, Quiet: true},
		{ID: Redo, Scope: InVisit, Title: "Redo", Help: "Do again what you took back.", Keys: []string{"ctrl+y"}, Quiet: true},
		{ID: GoHome, Scope: InVisit, Title: "Home", Help: "Go to the list of all visits.", Keys: []string{"esc"}, Quiet: true},

		{ID: Palette, Scope: Everywhere, Title: "Find", Help: "Find an action or a place by its name.", Keys: []string{"ctrl+p"}, Quiet: true},
		{ID: Lock, Scope: Everywhere, Title: "Lock", Help: "Lock halfday: only the passphrase opens it again.", Keys: []string{"ctrl+l"}, Quiet: true},
		{ID: Help, Scope: Everywhere, Title: "Help", Help: "Show everything that can be done here.", Keys: []string{"?", "f1"}, Quiet: true},
		{ID: Quit, Scope: Everywhere, Title: "Quit", Help: "Close halfday. Everything is on disk already.", Keys: []string{"q", "ctrl+q", "ctrl+c"}, Quiet: true},
	}
}
