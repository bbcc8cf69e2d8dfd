package main

import (
	"github.com/spf13/cobra"

	"dateline/pipeline/contract"
)

func newSchema() *cobra.Command {
	var markdown bool
	cmd := &cobra.Command{
		Use:   "schema [FILE]",
		Short: "Print the form of a record, or of another file of a dataset",
		Long: `Schema prints the JSON Schema (draft 2020-12) of a row of a file: documents (the default,
which is what annotate prints too), events, quotes, actors, inputs, errors; or of the
manifest. --markdown prints it as tables: every field with its type, whether it is always
there, its meaning with the known values, and the version of the contract it came with.`,
		Example: `  dateline schema > record.schema.json
  dateline schema errors --markdown`,
		Args:      cobra.MatchAll(cobra.MaximumNArgs(1), cobra.OnlyValidArgs),
		ValidArgs: contract.Names(),
		RunE: func(cmd *cobra.Command, args []string) error {
			schema, err := contract.Schema(append(args, contract.Names()[0])[0])
			if err != nil {
				return exitWith(exitUsage, err)
			}
			if markdown {
				return contract.Markdown(cmd.OutOrStdout(), schema)
			}
			_, err = cmd.OutOrStdout().Write(schema)
			return err
		},
	}
	cmd.Flags().BoolVar(&markdown, "markdown", false, "print tables for people")
	return cmd
}
