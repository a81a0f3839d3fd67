package command

import (
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"halfday/store"
	"halfday/store/keys"
	"halfday/visit/safe"
)

func (d *desk) doctor() *cobra.Command {
	repair := false
	cmd := &cobra.Command{
		Use:   "doctor",
		Short: "Look through everything the store holds, and repair it",
		Long: "Looks through the store's file, its journal, its snapshots and the evidence, and says what is whole. With\n" +
			"--repair it brings back what it can, from the journal, from snapshots, and at last from every single\n" +
			"record that proves itself, and lists exactly what is missing. Nothing is ever thrown away for it.\n" +
			"Exit code: 0 everything is whole, 1 something is damaged or missing.",
		Args: needs(0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			dir, out := d.dataDir(), cmd.OutOrStdout()
			opt := d.options("")
			if repair && d.readOnly {
				return errors.New("--repair changes the store and --read-only forbids that; leave one of the two out")
			}
			found, err := store.Examine(dir, opt)
			if errors.Is(err, keys.ErrLocked) {
				err = d.withPassphrase(cmd, "Passphrase:", func(secret string) (err error) {
					opt.Secret = secret
					found, err = store.Examine(dir, opt)
					return err
				})
			}
			if err != nil {
				return err
			}
			_, _ = fmt.Fprintf(out, "The store in %s\n\n", safe.Line(dir))
			printParts(out, found)
			for _, note := range found.Notes {
				_, _ = fmt.Fprintln(out, "  "+safe.Line(note))
			}
			if found.Whole() {
				_, _ = fmt.Fprintln(out, "\nEverything is whole.")
				return nil
			}
			if found.Keyless {
				_, _ = fmt.Fprintln(out, "\nWithout its keys nothing in the store can be opened. A backup has them: halfday restore FOLDER.")
				return exit{code: exitFailed}
			}
			if d.readOnly {
				_, _ = fmt.Fprintln(out, "\nSomething is damaged. halfday doctor --repair, without --read-only, brings back what it can.")
				return exit{code: exitFailed}
			}
			if !repair {
				yes, err := ask(cmd, "Repair it? Nothing is thrown away.", "--repair")
				if err != nil || !yes {
					_, _ = fmt.Fprintln(out, "\nSomething is damaged. halfday doctor --repair brings back what it can.")
					return exit{code: exitFailed}
				}
			}
			return printRepair(out, dir, opt)
		},
	}
	cmd.Flags().BoolVar(&repair, "repair", false, "repair what can be repaired, without asking")
	return cmd
}

// printParts lists what the doctor found.
func printParts(out io.Writer, found store.Diagnosis) {
	widest := 0
	for _, p := range found.Parts {
		widest = max(widest, len([]rune(p.Name)))
	}
	for _, p := range found.Parts {
		sign := "✓"
		if !p.Whole {
			sign = "!"
		}
		_, _ = fmt.Fprintf(out, "%s %-*s  %s\n", sign, widest, safe.Line(p.Name), safe.Line(p.Says))
	}
}

// printRepair repairs the store and says how that went.
func printRepair(out io.Writer, dir string, opt store.Options) error {
	done, lost, err := store.Repair(dir, opt)
	if err != nil {
		return err
	}
	_, _ = fmt.Fprintln(out)
	for _, text := range done {
		_, _ = fmt.Fprintln(out, safe.Line(text))
	}
	for _, l := range lost {
		_, _ = fmt.Fprintln(out, "missing: "+safe.Line(l.String()))
	}
	found, err := store.Examine(dir, opt)
	if err != nil {
		return err
	}
	for _, p := range found.Damaged() {
		_, _ = fmt.Fprintf(out, "missing: %s: %s\n", safe.Line(p.Name), safe.Line(p.Says))
	}
	if len(lost) > 0 || !found.Whole() {
		_, _ = fmt.Fprintln(out, "\nWhat is missing may be in a backup: halfday restore FOLDER.")
		return exit{code: exitFailed}
	}
	_, _ = fmt.Fprintln(out, "The store is whole again; nothing is missing.")
	return nil
}
