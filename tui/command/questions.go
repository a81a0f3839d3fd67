package command

import (
	"github.com/spf13/cobra"

	"halfday/report"
	"halfday/store"
	"halfday/templates"
)

func (d *desk) questions() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "questions VISIT",
		Short: "Print what to ask on a visit, by who is asked",
		Long: "Prints, as Markdown, what to ask whom: about the concerns that are questions still, what else the check would\n" +
			"ask, and the framework's questions about the elements you look at in depth. Each question stands once, with the\n" +
			"best placed of those on the agenda. It says why each is asked, so it is for you and not for the school.",
		Example: "halfday questions sallowby > questions.md\nhalfday questions sallowby -o questions.md",
		Args:    needs(1),
	}
	file := fileFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return d.withVisit(cmd, args[0], func(r *store.Record) error {
			text, err := report.Questions(templates.Markdown("questions"), r.Visit())
			if err != nil {
				return err
			}
			return d.deliver(cmd, *file, "questions", r.Visit(), text)
		})
	}
	return cmd
}
