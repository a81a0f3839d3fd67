// Command halfday sees an assessor of the ICT Mark through a visit: a school's
// submission the evening before, notes during the half-day, the report after.
//
// This file is the command line: it wires the packages together and holds no
// rules of its own.
package main

import (
	"bufio"
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"charm.land/fang/v2"
	"github.com/adrg/xdg"
	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"

	"halfday/agenda"
	"halfday/report"
	"halfday/store"
	"halfday/templates"
	"halfday/tui"
	"halfday/tui/theme"
	"halfday/tui/ui"
	"halfday/visit"
	"halfday/visit/framework"
	"halfday/visit/safe"
	"halfday/visit/submission"
)

// Exit codes beside 0. check has codes of its own: see its help.
const (
	exitFailed   = 1
	exitConcerns = 1
	exitNotRead  = 2
)

// exit is an error that decides the exit code; it is printed where it says something.
type exit struct {
	code int
	err  error
}

func (e exit) Error() string {
	if e.err == nil {
		return ""
	}
	return e.err.Error()
}
func (e exit) Unwrap() error { return e.err }

func main() {
	err := fang.Execute(context.Background(), root(), fang.WithoutManpage(),
		fang.WithErrorHandler(func(w io.Writer, _ fang.Styles, err error) {
			if text := err.Error(); text != "" {
				_, _ = fmt.Fprintln(w, "halfday: "+safe.Line(text))
			}
		}))
	if e := (exit{}); errors.As(err, &e) {
		os.Exit(e.code)
	} else if err != nil {
		os.Exit(exitFailed)
	}
}

// desk is what the commands share.
type desk struct {
	data   string // the folder of the store
	out    string // the folder that files for the user go to
	author visit.Author
}

func root() *cobra.Command {
	d := &desk{author: visit.Author{ID: "halfday", Now: time.Now, Entropy: rand.Reader}}
	cmd := &cobra.Command{
		Use:   "halfday",
		Short: "A companion for assessors of the ICT Mark",
		Long: "halfday sees you through a visit: it reads the school's submission the evening before, flags causes\n" +
			"for concern and drafts the half-day; it takes your notes while people talk; it helps you weigh every\n" +
			"aspect and write the report for Naace. Everything stays on this machine.",
		Example: "halfday try\nhalfday open ./a-schools-folder\nhalfday note sallowby \"+ pupils show e-portfolios #3b @pupils\"",
		Args:    needs(0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return d.withStore(func(s *store.Store) error { return d.show(cmd, s, ui.Route{}, false) })
		},
	}
	cmd.SetFlagErrorFunc(misused)
	cmd.PersistentFlags().StringVar(&d.data, "data", "", "folder of the store (default: this system's place for application data)")
	cmd.PersistentFlags().StringVar(&d.out, "out", ".", "folder that saved reports and agendas go to")
	cmd.AddCommand(d.try(), d.open(), d.visits(), d.check(), d.agenda(), d.note(), d.report())
	return cmd
}

func (d *desk) try() *cobra.Command {
	fresh := false
	cmd := &cobra.Command{
		Use:   "try",
		Short: "Open the sample school and look round",
		Long: "Opens a sample school, in a store of its own apart from yours. Where there is no terminal it prints\n" +
			"what the stages would show: concerns, agenda, coverage and an outline of the report.",
		Args: needs(0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			dir := d.sampleDir()
			if fresh {
				if err := store.Discard(dir, d.options()); err != nil {
					return err
				}
			}
			return d.withStoreAt(dir, func(s *store.Store) error {
				record, err := beginSample(s)
				if err != nil {
					return err
				}
				if !atTerminal() {
					text, err := report.Stages(record.Visit(), templates.Markdown("agenda"))
					_, _ = fmt.Fprint(cmd.OutOrStdout(), text)
					return err
				}
				return d.show(cmd, s, ui.Route{Visit: record.ID()}, false)
			})
		},
	}
	cmd.Flags().BoolVar(&fresh, "fresh", false, "begin anew: forget what was tried before")
	return cmd
}

func (d *desk) open() *cobra.Command {
	return &cobra.Command{
		Use:   "open FOLDER",
		Short: "Open a school's submission, or go on with its visit",
		Args:  needs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return d.withStore(func(s *store.Store) error {
				record, renewed, err := begin(s, args[0])
				if err != nil {
					return err
				}
				if !atTerminal() {
					v := record.Visit().Summary(record.ID(), record.LastSaved())
					_, err = fmt.Fprint(cmd.OutOrStdout(), report.Visits([]visit.Summary{v}))
					return err
				}
				start := ui.Route{Visit: record.ID(), Stage: record.Visit().Resume()}
				if renewed || start.Stage < visit.StageNotes {
					start.Stage = visit.StageSubmission
				}
				return d.show(cmd, s, start, renewed)
			})
		},
	}
}

// needs asks for at least so many words behind a command, in the words of its
// usage; only a note may be longer.
func needs(n int) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		switch {
		case len(args) > 0 && !cmd.HasParent():
			return misused(cmd, fmt.Errorf("there is no command %q", args[0]))
		case len(args) < n || len(args) > n && n < 2:
			return misused(cmd, fmt.Errorf("write: halfday %s", cmd.Use))
		}
		return nil
	}
}

// misused says where to read how a command is written. For check such an error
// must not look like concerns.
func misused(cmd *cobra.Command, err error) error {
	err = fmt.Errorf("%w; %s --help says more", err, cmd.CommandPath())
	if cmd.Name() == "check" {
		return exit{exitNotRead, err}
	}
	return err
}

func (d *desk) visits() *cobra.Command {
	return &cobra.Command{
		Use:   "visits",
		Short: "List your visits",
		Args:  needs(0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return d.withStore(func(s *store.Store) error {
				all, err := s.Visits()
				if err != nil {
					return err
				}
				_, err = fmt.Fprint(cmd.OutOrStdout(), report.Visits(all))
				return err
			})
		},
	}
}

func (d *desk) check() *cobra.Command {
	asJSON, file := false, ""
	cmd := &cobra.Command{
		Use:   "check FOLDER",
		Short: "Print the causes for concern in a submission",
		Long: "Prints the causes for concern in a school's submission, each with the words that triggered it and\n" +
			"what would settle it. Exit code: 0 none, 1 concerns, 2 the submission could not be read.",
		Args: needs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			p, err := prepare(args[0], file)
			if err != nil {
				return exit{exitNotRead, err}
			}
			out := cmd.OutOrStdout()
			if asJSON {
				data, err := report.ConcernsJSON(p.Submission.Name, p.Framework.ID, p.Check)
				if err != nil {
					return err
				}
				_, _ = fmt.Fprintln(out, string(data))
			} else {
				school := cmp.Or(p.Submission.School.Name, p.Submission.Name)
				_, _ = fmt.Fprint(out, report.Problems(p.Submission), report.Concerns(school, p.Framework, p.Check))
			}
			if len(p.Check.Concerns) > 0 {
				return exit{code: exitConcerns}
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON for other programs")
	cmd.Flags().StringVar(&file, "framework", "", "framework file to check against (default: "+templates.DefaultFramework+")")
	return cmd
}

func (d *desk) agenda() *cobra.Command {
	wish, start := agenda.Options{}, ""
	cmd := &cobra.Command{
		Use:   "agenda FOLDER|VISIT",
		Short: "Print the half-day for a school, as Markdown",
		Long: "Prints the agenda for the school as Markdown: drafted from a submission's folder, or as you left it on a\n" +
			"visit, named by its id or part of the school's name. The flags are wishes for a draft.",
		Args: needs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if info, err := os.Stat(args[0]); err != nil || !info.IsDir() {
				if err := d.withVisit(args[0], func(r *store.Record) error { return printAgenda(cmd, r.Visit()) }); !errors.Is(err, store.ErrNoVisit) {
					return err
				}
			}
			p, err := prepare(args[0], "")
			if err != nil {
				return err
			}
			if start != "" {
				if wish.Start, err = submission.ParseClock(start); err != nil {
					return misused(cmd, err)
				}
			}
			log, _, err := visit.Begin(d.author, agenda.Begin(p, wish)...)
			if err != nil {
				return err
			}
			return printAgenda(cmd, log.Visit())
		},
	}
	cmd.Flags().StringVar(&start, "start", "", "when the visit begins, such as 9:15")
	cmd.Flags().IntVar(&wish.Minutes, "minutes", 0, "how long it may take (default: three hours)")
	cmd.Flags().BoolVar(&wish.Afternoon, "afternoon", false, "after lunch instead of in the morning")
	cmd.Flags().BoolVar(&wish.Moderated, "moderated", false, "a lead assessor is there too")
	return cmd
}

// printAgenda prints a visit's agenda, and on standard error what it breaks.
func printAgenda(cmd *cobra.Command, v *visit.Visit) error {
	text, err := agenda.Markdown(templates.Markdown("agenda"), v)
	if err != nil {
		return err
	}
	for _, b := range agenda.Check(v.Agenda, v.Submission.Day) {
		_, _ = fmt.Fprintln(cmd.ErrOrStderr(), "to look at: "+safe.Line(b.Text))
	}
	_, err = fmt.Fprint(cmd.OutOrStdout(), text)
	return err
}

func (d *desk) note() *cobra.Command {
	cmd := &cobra.Command{
		Use:     "note [--flags] VISIT TEXT",
		Short:   "Take a note without the screen",
		Long:    "Takes a note on a visit, named by its id or part of the school's name. A lone - as TEXT reads one note a line.",
		Example: "halfday note sallowby \"+ pupils show e-portfolios #3b @pupils\"",
		Args:    needs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			return d.withVisit(args[0], func(r *store.Record) error {
				for _, word := range args[1:] {
					if strings.HasPrefix(word, "--") {
						return misused(cmd, fmt.Errorf("%s stands behind the note; write flags before VISIT: halfday %s", word, cmd.Use))
					}
				}
				if text := strings.Join(args[1:], " "); text != "-" {
					return d.takeNote(cmd, r, text, "")
				}
				var speaker framework.Role // a lone @word names who speaks from then on
				lines := bufio.NewScanner(cmd.InOrStdin())
				lines.Buffer(nil, longestLine)
				for n := 1; lines.Scan(); n++ {
					if strings.TrimSpace(lines.Text()) == "" {
						continue
					}
					if n, _ := visit.ParseNote(lines.Text(), r.Visit().Framework); n.Text == "" && n.Speaker != "" && len(n.Items) == 0 {
						speaker = n.Speaker
						continue
					}
					if err := d.takeNote(cmd, r, lines.Text(), speaker); err != nil {
						return fmt.Errorf("line %d: %w; the lines before it are saved", n, err)
					}
				}
				if errors.Is(lines.Err(), bufio.ErrTooLong) {
					return fmt.Errorf("a line is longer than %d bytes; the lines before it are saved", longestLine)
				}
				return lines.Err()
			})
		},
	}
	cmd.Flags().SetInterspersed(false) // a note may begin with -
	return cmd
}

// longestLine is the longest note read from standard input, in bytes.
const longestLine = 1 << 20

// takeNote takes a note; the speaker is who speaks where the note names nobody.
func (d *desk) takeNote(cmd *cobra.Command, r *store.Record, text string, speaker framework.Role) error {
	n, unknown := visit.ParseNote(text, r.Visit().Framework)
	if n.Text == "" {
		return errors.New(`the note has no words; write for example "+ pupils show e-portfolios #3b @pupils"`)
	}
	n.Speaker = cmp.Or(n.Speaker, speaker)
	running := r.Visit().Running(d.author.Now())
	n.Speaker = cmp.Or(n.Speaker, running.Speaker())
	note := visit.NoteAdded{NoteText: n}
	if running != nil {
		note.Slot = running.ID
	}
	if err := r.Do(note); err != nil {
		return err
	}
	_, err := fmt.Fprintf(cmd.OutOrStdout(), "Saved %s: %s\n", r.LastSaved().Local().Format("15:04:05"), safe.Line(n.Line()))
	for _, u := range unknown {
		_, err = fmt.Fprintf(cmd.ErrOrStderr(), "%s is no item or role here; it stays in the text.\n", safe.Line(u))
	}
	return err
}

func (d *desk) report() *cobra.Command {
	assessor := ""
	cmd := &cobra.Command{
		Use:   "report VISIT",
		Short: "Print a visit's report as Markdown",
		Args:  needs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return d.withVisit(args[0], func(r *store.Record) error {
				text, err := report.Markdown(templates.Markdown("report"), r.Visit(), report.Options{Now: d.author.Now(), Assessor: assessor})
				if err != nil {
					return err
				}
				for _, open := range report.Open(r.Visit()) {
					_, _ = fmt.Fprintln(cmd.ErrOrStderr(), "still open: "+safe.Line(open))
				}
				_, err = fmt.Fprint(cmd.OutOrStdout(), text)
				return err
			})
		},
	}
	cmd.Flags().StringVar(&assessor, "assessor", "", "your name, to stand in the report")
	return cmd
}

// prepare reads and checks the submission in a folder, against the framework in
// a file or the default one. Nothing outside the folder is read.
func prepare(folder, file string) (p visit.Prepared, err error) {
	f, err := visit.DefaultFramework()
	if file != "" {
		f, err = framework.ReadFile(file)
	}
	if err != nil {
		return p, fmt.Errorf("%w; name another file with --framework, or leave it out", err)
	}
	dir, err := os.OpenRoot(folder)
	if err != nil {
		return p, fmt.Errorf("%s cannot be opened as a folder: %w; give the folder that holds submission.yaml", folder, err)
	}
	defer func() { _ = dir.Close() }()
	path, err := filepath.Abs(folder)
	if err != nil {
		return p, err
	}
	return visit.Prepare(dir.FS(), filepath.Base(path), f)
}

// begin opens the visit on the submission in a folder.
func begin(s *store.Store, folder string) (r *store.Record, renewed bool, err error) {
	p, err := prepare(folder, "")
	if err != nil {
		return nil, false, err
	}
	return s.Enter(p, agenda.Begin(p, agenda.Options{})...)
}

// beginSample opens the visit on the sample school.
func beginSample(s *store.Store) (*store.Record, error) {
	f, err := visit.DefaultFramework()
	if err != nil {
		return nil, err
	}
	p, err := visit.Prepare(templates.Sample(), "sample school", f)
	if err != nil {
		return nil, err
	}
	r, _, err := s.Enter(p, agenda.Begin(p, agenda.Options{})...)
	return r, err
}

// show runs the program on the screen. renewed says that other papers were
// loaded into the visit it starts at.
func (d *desk) show(cmd *cobra.Command, s *store.Store, start ui.Route, renewed bool) error {
	if !atTerminal() {
		return errors.New("this needs a terminal; halfday check, agenda, note and report work without one: see halfday --help")
	}
	var sample *store.Store
	defer func() {
		if sample != nil {
			_ = sample.Close()
		}
	}()
	env := &ui.Env{
		Store:    s,
		Theme:    theme.New(true),
		Now:      time.Now,
		Begin:    func(folder string) (*store.Record, bool, error) { return begin(s, expand(folder)) },
		Template: templates.Markdown,
		Save:     func(name string, data []byte) (string, error) { return report.Save(d.out, name, data) },
		Try: func() (r *store.Record, err error) {
			if dir := d.sampleDir(); dir == s.Dir() {
				return beginSample(s)
			} else if sample == nil {
				if sample, err = store.Open(dir, d.options()); err != nil {
					return nil, err
				}
			}
			return beginSample(sample)
		},
	}
	say := ""
	if renewed {
		say = ui.Renewed
	}
	hangup := make(chan os.Signal, 1)
	signal.Notify(hangup, syscall.SIGHUP)
	defer signal.Stop(hangup)
	return tui.Run(cmd.Context(), tui.Options{Env: env, Start: start, Say: say, Environ: os.Environ(), Hangup: hangup})
}

func (d *desk) withVisit(name string, do func(*store.Record) error) error {
	return d.withStore(func(s *store.Store) error {
		found, err := s.Find(name)
		if err != nil {
			return err
		}
		r, err := s.Visit(found.ID)
		if err != nil {
			return err
		}
		return do(r)
	})
}

func (d *desk) withStore(do func(*store.Store) error) error {
	dir := d.data
	if dir == "" {
		dir = filepath.Join(xdg.DataHome, "halfday")
	}
	return d.withStoreAt(dir, do)
}

func (d *desk) withStoreAt(dir string, do func(*store.Store) error) error {
	s, err := store.Open(dir, d.options())
	if err != nil {
		return err
	}
	return errors.Join(do(s), s.Close())
}

func (d *desk) options() store.Options {
	return store.Options{Now: d.author.Now, Entropy: d.author.Entropy}
}

// sampleDir is the sample school's own store.
func (d *desk) sampleDir() string {
	if d.data != "" {
		return d.data + "-try"
	}
	return filepath.Join(xdg.DataHome, "halfday-try")
}

// expand reads quotation marks and ~ as a shell would: a folder typed on the
// screen saw none.
func expand(folder string) string {
	folder = strings.Trim(folder, `"'`)
	if rest, ok := strings.CutPrefix(folder, "~/"); ok {
		return filepath.Join(xdg.Home, rest)
	}
	return folder
}

func atTerminal() bool {
	return term.IsTerminal(os.Stdin.Fd()) && term.IsTerminal(os.Stdout.Fd())
}
