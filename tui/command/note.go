package command

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"halfday/store"
	"halfday/visit"
	"halfday/visit/framework"
	"halfday/visit/privacy"
	"halfday/visit/safe"
)

func (d *desk) note() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "note [--flags] VISIT TEXT",
		Short: "Take a note without the screen",
		Long: "Takes a note on a visit, named by its id or part of the school's name. Write flags before VISIT. A lone - as\n" +
			"TEXT reads one note a line from standard input; there a lone @pupils says who speaks from then on.\n\n" +
			"+ supports, - counts against, ? is to be followed up, \" begins somebody's words; #3b ties the note to an item, @pupils\n" +
			"says who spoke. Where none is named, it is who the agenda has at this time, on the day of the visit only.",
		Example: "halfday note sallowby \"+ pupils show e-portfolios #3b @pupils\"\nhalfday note sallowby - < notes.txt",
		Args:    needs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := d.mayChange(); err != nil {
				return err
			}
			for _, word := range args[1:] {
				if strings.HasPrefix(word, "--") {
					return misused(cmd, fmt.Errorf("%s stands behind the note; write flags before VISIT: halfday %s", word, cmd.Use))
				}
			}
			return d.withVisit(cmd, args[0], func(r *store.Record) error {
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
	running := d.running(r.Visit())
	n.Speaker = cmp.Or(n.Speaker, speaker, running.Speaker())
	note := visit.NoteAdded{NoteText: n}
	if running != nil {
		note.Slot = running.ID
	}
	if err := r.Do(note); err != nil {
		return err
	}
	_, err := fmt.Fprintf(cmd.OutOrStdout(), "Saved %s: %s\n", r.LastSaved().Local().Format("15:04:05"), safe.Line(n.Line()))
	for _, u := range unknown {
		tell(cmd, u+" is no item or role here; it stays in the text.\n")
	}
	for _, f := range r.Visit().PrivateIn(n) {
		tell(cmd, doubt(f))
	}
	return err
}

// running is the agenda item that runs now, nil where none does. Without a date
// the agenda is a draft that runs on no day: on the screen it may be right for
// today, as who is speaking stands beside the line before a note is saved, but
// here nobody sees it.
func (d *desk) running(v *visit.Visit) *visit.AgendaItem {
	if v.Date.IsZero() {
		return nil
	}
	return v.Running(d.author.Now())
}

// doubt asks about a name or another personal detail in a note that is saved.
func doubt(f privacy.Finding) string {
	advice := "Better left out"
	if f.Kind == privacy.Pupil || f.Kind == privacy.Person {
		advice = "A report says the role"
	}
	return safe.Line(fmt.Sprintf("Is “%s” %s? %s; amend the note on the screen, at stage 4.", f.Text, f.Kind.Name(), advice)) + "\n"
}
