package main

import (
	"encoding/json"
	"fmt"
	"runtime"
	"runtime/debug"
	"time"

	"github.com/spf13/cobra"

	"dateline"
	"dateline/pipeline"
)

// The month of the release, for the manual pages.
const (
	releaseYear  = 2026
	releaseMonth = time.November
)

func version() string { return dateline.Release }

func newVersion() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "version",
		Short: "Print the version",
		Long: `Version prints the version of the program and of the record contract. With --json it adds
the digests of the code, the tables and the weights behind each stage, as manifests have
them: two builds with the same digests give the same records.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			info := struct {
				Version  string                           `json:"version"`
				Contract int                              `json:"contract"`
				Go       string                           `json:"go"`
				Platform string                           `json:"platform"`
				Revision string                           `json:"revision,omitempty"`
				Stages   map[string]pipeline.StageDigests `json:"stages,omitempty"`
			}{version(), pipeline.ContractVersion, runtime.Version(), runtime.GOOS + "/" + runtime.GOARCH, revision(), nil}
			if asJSON {
				w, err := pipeline.NewWorker(pipeline.Config{Parts: dateline.Parts})
				if err != nil {
					return err
				}
				info.Stages = w.Stages()
				enc := json.NewEncoder(cmd.OutOrStdout())
				enc.SetIndent("", "  ")
				return enc.Encode(info)
			}
			fmt.Fprintf(cmd.OutOrStdout(), "dateline %s (record contract %d, %s, %s)\n", info.Version, info.Contract, info.Go, info.Platform)
			return nil
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print as JSON")
	return cmd
}

// revision is the commit that the binary was built from, where the build recorded it.
func revision() string {
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" {
				return s.Value
			}
		}
	}
	return ""
}
