package main

import (
	"fmt"
	"os"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
)

func newMan() *cobra.Command {
	return &cobra.Command{
		Use:   "man DIR",
		Short: "Write the manual pages of all commands",
		Long: `Man writes one manual page a command (section 1) to DIR, which is made if it does not
exist: dateline.1, dateline-run.1 and so on.`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := os.MkdirAll(args[0], 0o755); err != nil {
				return exitWith(exitNothing, err)
			}
			root := cmd.Root()
			root.DisableAutoGenTag = true // it would hold today's date
			released := time.Date(releaseYear, releaseMonth, 1, 0, 0, 0, 0, time.UTC)
			header := &doc.GenManHeader{Title: "DATELINE", Section: "1", Source: "dateline " + version(), Date: &released}
			if err := doc.GenManTree(root, header, args[0]); err != nil {
				return exitWith(exitNothing, fmt.Errorf("man: %w", err))
			}
			return nil
		},
	}
}
