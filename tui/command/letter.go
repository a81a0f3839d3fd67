package command

import (
	"fmt"

	"github.com/spf13/cobra"

	"halfday/report"
	"halfday/store"
	"halfday/templates"
	"halfday/visit"
	"halfday/visit/safe"
)

func (d *desk) letter() *cobra.Command {
	assessor := ""
	cmd := &cobra.Command{
		Use:   "letter VISIT",
		Short: "Print the letter to the school before the visit",
		Long: "Prints the letter to the headteacher as Markdown: the day, what to send or to have ready for the concerns you\n" +
			"accepted or want to ask about, the questions of those you want to ask about, and whom you hope to meet. What is\n" +
			"still to be decided stays out of it, and so do your reasons. A concern of your own is put in your own words:\n" +
			"names and other personal details in these are pointed out on standard error. Read it before you send it.",
		Example: "halfday letter sallowby --assessor \"A. N. Assessor\" -o letter.md",
		Args:    needs(1),
	}
	file := fileFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return d.withVisit(cmd, args[0], func(r *store.Record) error {
			v := r.Visit()
			text, err := report.Letter(templates.Markdown("letter"), v, report.Options{Now: d.author.Now(), Assessor: assessor})
			if err != nil {
				return err
			}
			if left, done := v.Left(visit.StageConcerns); !done {
				_, _ = fmt.Fprintln(cmd.ErrOrStderr(), "still open: "+left+", of which the letter says nothing")
			}
			for _, c := range v.Concerns() {
				if !c.Own || c.Status != visit.Asked {
					continue
				}
				for _, f := range v.PrivateIn(visit.NoteText{Text: c.Why}) {
					_, _ = fmt.Fprintln(cmd.ErrOrStderr(), safe.Line(fmt.Sprintf("to look at: “%s”, %s? In your concern at %s.", f.Text, f.Kind.Name(), c.Item)))
				}
			}
			return d.deliver(cmd, *file, "letter", v, text)
		})
	}
	cmd.Flags().StringVar(&assessor, "assessor", "", "your name, to stand under the letter")
	return cmd
}
