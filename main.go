// Command halfday sees an assessor of the ICT Mark through a visit: a school's
// submission the evening before, notes during the half-day, the report after.
//
// Its commands live in package halfday/tui/command.
package main

import (
	"context"
	"os"

	"halfday/store"
	"halfday/tui/command"
	"halfday/visit/framework/pdf"
)

func main() {
	if len(os.Args) == 2 && os.Args[1] == store.CheckerArgument { // halfday's own child
		os.Exit(store.Checker(os.Stdin, os.Stdout))
	}
	if len(os.Args) == 2 && os.Args[1] == pdf.ChildArgument { // likewise
		os.Exit(pdf.Child(os.Stdin, os.Stdout))
	}
	os.Exit(command.Run(context.Background()))
}
