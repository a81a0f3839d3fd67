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
	"halfday/visit/safe"
)

func (d *desk) note() *cobra.Command {
	cmd := &cobra.Command{
		Use:     "note [--flags] VISIT TEXT",
		Short:   "Take a note without the screen",
		Long:    "Takes a note on a visit, named by its id or part of the school's name. A lone - as TEXT reads one note a line.",
		Example: "halfday note sallowby \"+ pupils show e-portfolios #3b @pupils\"",
		Args:    needs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			return d.withVisit(cmd, args[0], func(r *store.Record) error {
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
