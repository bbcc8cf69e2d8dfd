package main

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

func newConfig() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "config",
		Short: "Print or check the settings of commands",
		Long: `Every flag of every command can be set in three places. The command line wins over the
environment, where --doc-timeout is DATELINE_DOC_TIMEOUT, and that over a file of
settings, the one that --config or DATELINE_CONFIG names. No file is looked for.

A file of settings is YAML. A flag's name stands with its value, for all commands that
have it, or below the name of one command, for that one, which then counts more:

  jobs: 4
  actors: people.tsv
  run:
    doc-timeout: 30s
  golden:
    check:
      jobs: 1

Paths are those that the flag would take, from the working directory. An unknown name
or a value that a flag does not take is refused with file, line and column.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newConfigPrint(), newConfigCheck())
	return cmd
}

func newConfigPrint() *cobra.Command {
	return &cobra.Command{
		Use:   "print [COMMAND...]",
		Short: "Print what every flag is set to, and where",
		Long: `Print writes the settings of all commands, or of the one named, as a file of settings,
with the place that each value comes from behind it: a line of the file, a variable, or
the default.`,
		RunE: func(cmd *cobra.Command, args []string) error {
			var s settings
			if path := settingsPath(cmd); path != "" {
				var err error
				if s, err = readSettings(cmd.Root(), path); err != nil {
					return exitWith(exitUsage, err)
				}
			}
			of := newRoot()
			for i, name := range args {
				if of = child(of, name); of == nil {
					return exitWith(exitUsage, fmt.Errorf("there is no command %q", strings.Join(args[:i+1], " ")))
				}
			}
			p := &settingsPrinter{out: cmd.OutOrStdout(), settings: s}
			for i, name := range args {
				p.line(i, name+":", "")
			}
			p.command(of, len(args))
			if p.err != nil {
				return exitWith(exitUsage, p.err)
			}
			return p.failed
		},
	}
}

type settingsPrinter struct {
	out      io.Writer
	settings settings
	err      error // a value that a flag does not take
	failed   error // of the writer
}

func (p *settingsPrinter) line(depth int, text, comment string) {
	if comment != "" {
		comment = " # " + comment
	}
	if _, err := fmt.Fprintf(p.out, "%s%s%s\n", strings.Repeat("  ", depth), text, comment); err != nil && p.failed == nil {
		p.failed = exitWith(exitNothing, err)
	}
}

func (p *settingsPrinter) command(cmd *cobra.Command, depth int) {
	if cmd.Runnable() && cmd.HasParent() {
		from, err := p.settings.apply(cmd)
		if err != nil && p.err == nil {
			p.err = err
			return
		}
		flags := settable(cmd, false)
		for _, name := range slices.Sorted(maps.Keys(flags)) {
			value, err := yamlOf(flags[name])
			if err != nil && p.err == nil {
				p.err = fmt.Errorf("%s: %w", name, err)
			}
			p.line(depth, name+": "+value, from[name].String())
		}
	}
	for _, c := range cmd.Commands() {
		if helps(c) || len(settable(c, true)) == 0 {
			continue
		}
		p.line(depth, c.Name()+":", "")
		p.command(c, depth+1)
	}
}

// yamlOf writes a flag's value as YAML, on one line.
func yamlOf(f *pflag.Flag) (string, error) {
	var value any = f.Value.String()
	if list, ok := f.Value.(pflag.SliceValue); ok {
		value = list.GetSlice()
	}
	switch f.Value.Type() {
	case "bool", "int", "int64", "float64":
		return f.Value.String(), nil
	}
	text, err := yaml.MarshalWithOptions(value, yaml.Flow(true), yaml.JSON())
	return strings.TrimSpace(string(text)), err
}

func newConfigCheck() *cobra.Command {
	return &cobra.Command{
		Use:   "check [FILE]",
		Short: "Check a file of settings and the variables of the environment",
		Long: `Check reads FILE, or the file that --config or DATELINE_CONFIG names, and the variables of
the environment that begin with DATELINE_. It prints what it found, and fails for a
variable that no flag has: in other commands such a variable does nothing.`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			path := settingsPath(cmd)
			if len(args) > 0 {
				path = args[0]
			}
			count := 0
			if path != "" {
				s, err := readSettings(cmd.Root(), path)
				if err != nil {
					return exitWith(exitUsage, err)
				}
				count = len(s)
			}
			variables, err := checkVariables(cmd.Root())
			if err != nil {
				return exitWith(exitUsage, err)
			}
			if path == "" {
				path = "no file"
			}
			if _, err := fmt.Fprintf(cmd.OutOrStdout(), "%s: %s, %s: fine\n", path, counted(count, "setting"), counted(variables, "variable")); err != nil {
				return exitWith(exitNothing, err)
			}
			return nil
		},
	}
}

// checkVariables counts the variables of the environment that set a flag. All that are wrong are reported.
func checkVariables(root *cobra.Command) (int, error) {
	of := map[string]string{variable(configFlag): ""}
	for name := range settable(root, true) {
		of[variable(name)] = name
	}
	var wrong []error
	n := 0
	for _, pair := range slices.Sorted(slices.Values(os.Environ())) {
		name, value, _ := strings.Cut(pair, "=")
		if !strings.HasPrefix(name, envPrefix) {
			continue
		}
		flag, known := of[name]
		switch {
		case value == "": // as if it were not there
		case !known:
			wrong = append(wrong, fmt.Errorf("%s: no command has such a flag%s", name, near(name, slices.Collect(maps.Keys(of)))))
		case flag != "":
			n++
			if err := try(setting{flag: flag, values: []string{value}}); err != nil {
				wrong = append(wrong, fmt.Errorf("%s: %w", name, err))
			}
		}
	}
	return n, errors.Join(wrong...)
}
