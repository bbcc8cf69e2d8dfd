package main

import (
	"github.com/spf13/cobra"

	"dateline/corpus"
)

func newSchema() *cobra.Command {
	return &cobra.Command{
		Use:   "schema",
		Short: "Print the JSON Schema of a record",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			_, err := cmd.OutOrStdout().Write(corpus.Schema)
			return err
		},
	}
}
