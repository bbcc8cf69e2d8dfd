package main

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
	"github.com/spf13/pflag"
)

func newMan() *cobra.Command {
	var markdown bool
	cmd := &cobra.Command{
		Use:   "man DIR",
		Short: "Write the manual pages of all commands",
		Long: `Man writes one manual page a command (section 1) to DIR, which is made if it does not
exist: dateline.1, dateline-run.1 and so on. With --markdown it prints tables of all commands
and of all flags instead, and takes no DIR.`,
		Args: func(_ *cobra.Command, args []string) error {
			switch {
			case markdown && len(args) > 0:
				return errors.New("--markdown takes no directory")
			case !markdown && len(args) != 1:
				return errors.New("man takes one directory")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			root := cmd.Root()
			if markdown {
				return commandTables(cmd.OutOrStdout(), root)
			}
			if err := os.MkdirAll(args[0], 0o755); err != nil {
				return exitWith(exitNothing, err)
			}
			root.DisableAutoGenTag = true // it would hold today's date
			released := time.Date(releaseYear, releaseMonth, 1, 0, 0, 0, 0, time.UTC)
			header := &doc.GenManHeader{Title: "DATELINE", Section: "1", Source: "dateline " + version(), Date: &released}
			if err := doc.GenManTree(root, header, args[0]); err != nil {
				return exitWith(exitNothing, fmt.Errorf("man: %w", err))
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&markdown, "markdown", false, "print tables of commands and flags")
	return cmd
}

// commandTables writes all commands that do something, and all flags with the commands that have them. A flag that
// means another thing elsewhere has a row of its own.
func commandTables(to io.Writer, root *cobra.Command) error {
	type row struct {
		names, value, usage string
		commands            []string
	}
	var flags []*row
	at := map[string]*row{}
	note := func(name string, f *pflag.Flag) {
		kind, usage := pflag.UnquoteUsage(f)
		if usage != "" && f.DefValue != "" && f.DefValue != "false" && f.DefValue != "0" && f.DefValue != "[]" {
			usage += fmt.Sprintf(" (default `%s`)", f.DefValue)
		}
		key := row{names: "`--" + f.Name + "`", value: kind, usage: usage}
		if f.Shorthand != "" {
			key.names += " `-" + f.Shorthand + "`"
		}
		id := fmt.Sprint(key.names, "\x00", key.value, "\x00", key.usage)
		known := at[id]
		if known == nil {
			known = &key
			at[id] = known
			flags = append(flags, known)
		}
		known.commands = append(known.commands, "`"+name+"`")
	}
	cell := func(s string) string { return strings.ReplaceAll(s, "|", `\|`) }
	w := bufio.NewWriter(to)
	fmt.Fprint(w, "| command | |\n|---|---|\n")
	var walk func(c *cobra.Command)
	walk = func(c *cobra.Command) {
		if c.Runnable() && c.HasParent() && !c.HasSubCommands() && c.Name() != "help" && c.Parent().Name() != "completion" {
			name := strings.TrimPrefix(c.CommandPath(), root.Name()+" ")
			line := strings.TrimSuffix(strings.ReplaceAll(c.UseLine(), " [flags]", ""), " ")
			fmt.Fprintf(w, "| `%s` | %s |\n", line, cell(c.Short))
			c.LocalNonPersistentFlags().VisitAll(func(f *pflag.Flag) {
				if f.Name != "help" && !f.Hidden {
					note(name, f)
				}
			})
		}
		for _, sub := range c.Commands() {
			walk(sub)
		}
	}
	walk(root)
	root.PersistentFlags().VisitAll(func(f *pflag.Flag) { note("all", f) })
	slices.SortStableFunc(flags, func(a, b *row) int { return cmp.Compare(a.names, b.names) })
	fmt.Fprint(w, "\n| flag | value | of | |\n|---|---|---|---|\n")
	for _, f := range flags {
		fmt.Fprintf(w, "| %s | %s | %s | %s |\n", f.names, f.value, strings.Join(f.commands, ", "), cell(f.usage))
	}
	return w.Flush()
}
