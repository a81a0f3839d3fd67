package command

import (
	"fmt"

	"github.com/spf13/cobra"

	"halfday/report"
	"halfday/store"
	"halfday/templates"
	"halfday/visit/safe"
)

func (d *desk) letter() *cobra.Command {
	assessor := ""
	cmd := &cobra.Command{
		Use:   "letter VISIT",
		Short: "Print the letter to the school before the visit",
		Long: "Prints the letter to the headteacher as Markdown: the day, what to send or to have ready for the concerns you\n" +
			"accepted, the questions of those you put to the school, and whom you hope to meet. What is still to be decided\n" +
			"stays out of it, and so do your reasons and the words of a concern of your own: the school reads what you wrote\n" +
			"for it. What else is to know before it is sent stands on standard error. Read it before you send it.",
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
			for _, r := range report.LetterRemarks(v) {
				_, _ = fmt.Fprintln(cmd.ErrOrStderr(), safe.Line("to look at: "+r))
			}
			return d.deliver(cmd, *file, "letter", v, text)
		})
	}
	cmd.Flags().StringVar(&assessor, "assessor", "", "your name, to stand under the letter")
	return cmd
}
