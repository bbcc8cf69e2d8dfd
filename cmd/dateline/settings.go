package main

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// Every flag can be set in three places: on the command line, which wins, in the environment, as
// DATELINE_DOC_TIMEOUT for --doc-timeout, and in a file of settings. Only the file that --config or
// DATELINE_CONFIG names is read: one that happens to lie in the working directory, perhaps beside a
// dump that somebody sent, changes nothing.
const (
	configFlag = "config"
	envPrefix  = "DATELINE_"

	maxSettings = 64 << 10 // bytes of a file of settings; the parser's time grows with the square of the nesting
)

// setting is one value of a file of settings.
type setting struct {
	command []string // the section it stands in, as "golden check"; none for all commands
	flag    string
	values  []string // several where a flag can be given several times
	at      string   // FILE:LINE:COLUMN
}

// settings are those of one file, in its order.
type settings []setting

// readSettings reads a file of settings and holds it against the commands. The error names file, line and column.
func readSettings(root *cobra.Command, path string) (settings, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxSettings+1))
	if err != nil {
		return nil, err
	}
	if len(data) > maxSettings {
		return nil, fmt.Errorf("%s: more than %d bytes are no file of settings", path, maxSettings)
	}
	return parseSettings(root, path, data)
}

func parseSettings(root *cobra.Command, path string, data []byte) (settings, error) {
	file, err := parser.ParseBytes(data, 0)
	if err != nil {
		var syntax interface{ GetToken() *token.Token }
		var message interface{ GetMessage() string }
		if errors.As(err, &syntax) && errors.As(err, &message) && syntax.GetToken() != nil {
			return nil, fmt.Errorf("%s: %s", placeOf(path, syntax.GetToken()), message.GetMessage())
		}
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	r := &settingsReader{path: path}
	for i, doc := range file.Docs {
		switch {
		case doc.Body == nil:
		case i > 0:
			return nil, fmt.Errorf("%s: a second document; one file is one set of settings", placeOf(path, doc.Body.GetToken()))
		default:
			if err := r.section(root, nil, doc.Body); err != nil {
				return nil, err
			}
		}
	}
	return r.out, nil
}

type settingsReader struct {
	path string
	out  settings
}

// section reads a mapping: names of flags with values, and names of commands with mappings.
func (r *settingsReader) section(cmd *cobra.Command, names []string, node ast.Node) error {
	var entries []*ast.MappingValueNode
	switch n := node.(type) {
	case *ast.MappingNode:
		entries = n.Values
	case *ast.MappingValueNode:
		entries = []*ast.MappingValueNode{n}
	case *ast.NullNode, *ast.CommentGroupNode:
		return nil
	default:
		return r.fail(node, "names of flags or commands are expected, each with a colon")
	}
	for _, e := range entries {
		key, ok := e.Key.(*ast.StringNode)
		if !ok {
			return r.fail(e.Key, "%q is no name of a flag or a command", e.Key.String())
		}
		if isMapping(e.Value) {
			sub := child(cmd, key.Value)
			if sub == nil {
				return r.fail(key, "there is no command %q%s", strings.Join(append(slices.Clone(names), key.Value), " "), near(key.Value, childNames(cmd)))
			}
			if err := r.section(sub, append(slices.Clone(names), key.Value), e.Value); err != nil {
				return err
			}
			continue
		}
		if err := r.value(cmd, names, key, e.Value); err != nil {
			return err
		}
	}
	return nil
}

func isMapping(n ast.Node) bool {
	switch n.(type) {
	case *ast.MappingNode, *ast.MappingValueNode:
		return true
	}
	return false
}

func (r *settingsReader) value(cmd *cobra.Command, names []string, key *ast.StringNode, node ast.Node) error {
	flags := settable(cmd, len(names) == 0)
	flag := flags[key.Value]
	if flag == nil {
		if child(cmd, key.Value) != nil {
			return r.fail(node, "%s is a command: its flags are expected, indented", key.Value)
		}
		whose := "no command has"
		if len(names) > 0 {
			whose = "dateline " + strings.Join(names, " ") + " has no"
		} else {
			whose += " a"
		}
		return r.fail(key, "%s flag %q%s", whose, key.Value, near(key.Value, slices.Collect(maps.Keys(flags))))
	}
	var values []string
	if list, ok := node.(*ast.SequenceNode); ok {
		if _, several := flag.Value.(pflag.SliceValue); !several {
			return r.fail(node, "%s takes one value, not a list", key.Value)
		}
		for _, v := range list.Values {
			s, err := r.scalar(v)
			if err != nil {
				return err
			}
			values = append(values, s)
		}
	} else {
		s, err := r.scalar(node)
		if err != nil {
			return err
		}
		values = []string{s}
	}
	s := setting{command: names, flag: key.Value, values: values, at: placeOf(r.path, node.GetToken())}
	// Every command's flag of that name has to take it; a fresh tree of commands is tried, so that nothing stays.
	if err := try(s); err != nil {
		return fmt.Errorf("%s: %s: %w", s.at, s.flag, err)
	}
	r.out = append(r.out, s)
	return nil
}

func (r *settingsReader) scalar(n ast.Node) (string, error) {
	switch n := n.(type) {
	case *ast.StringNode:
		return n.Value, nil
	case *ast.LiteralNode:
		return n.Value.Value, nil
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode:
		return n.GetToken().Value, nil
	}
	return "", r.fail(n, "a text, a number, true or false is expected")
}

func (r *settingsReader) fail(n ast.Node, format string, args ...any) error {
	return fmt.Errorf("%s: %s", placeOf(r.path, n.GetToken()), fmt.Sprintf(format, args...))
}

func placeOf(path string, t *token.Token) string {
	if t == nil || t.Position == nil {
		return path
	}
	return fmt.Sprintf("%s:%d:%d", path, t.Position.Line, t.Position.Column)
}

// child is the command of that name below cmd.
func child(cmd *cobra.Command, name string) *cobra.Command {
	for _, c := range cmd.Commands() {
		if c.Name() == name && !helps(c) {
			return c
		}
	}
	return nil
}

func childNames(cmd *cobra.Command) []string {
	var out []string
	for _, c := range cmd.Commands() {
		if !helps(c) {
			out = append(out, c.Name())
		}
	}
	return out
}

// helps reports whether a command is one of cobra's own.
func helps(c *cobra.Command) bool { return c.Name() == "help" || c.Name() == "completion" }

// settable are the flags of a command by name; with below, those of all commands under it too.
func settable(cmd *cobra.Command, below bool) map[string]*pflag.Flag {
	out := map[string]*pflag.Flag{}
	cmd.LocalNonPersistentFlags().VisitAll(func(f *pflag.Flag) {
		if f.Name != "help" && f.Name != configFlag {
			out[f.Name] = f
		}
	})
	if below {
		for _, c := range cmd.Commands() {
			if helps(c) {
				continue
			}
			maps.Copy(out, settable(c, true))
		}
	}
	return out
}

// try sets a value in a tree of commands that is thrown away.
func try(s setting) error {
	cmd := newRoot()
	for _, name := range s.command {
		cmd = child(cmd, name)
	}
	var first error
	each(cmd, func(c *cobra.Command) {
		if first == nil && (len(s.command) == 0 || c == cmd) {
			if f := settable(c, false)[s.flag]; f != nil {
				first = set(f, s.values)
			}
		}
	})
	return first
}

// each calls f for a command and all below it.
func each(cmd *cobra.Command, f func(*cobra.Command)) {
	f(cmd)
	for _, c := range cmd.Commands() {
		if !helps(c) {
			each(c, f)
		}
	}
}

// set gives a flag its value, or values.
func set(f *pflag.Flag, values []string) error {
	if list, ok := f.Value.(pflag.SliceValue); ok && len(values) != 1 {
		return list.Replace(values)
	}
	return f.Value.Set(values[0])
}

// origin says where the value of a flag comes from.
type origin struct{ place string }

func (o origin) String() string {
	if o.place == "" {
		return "default"
	}
	return o.place
}

// apply gives the flags of a command that the command line has left open their values of the environment or of the
// file. It returns where each flag's value comes from. The error of a value of the environment names the variable.
func (s settings) apply(cmd *cobra.Command) (map[string]origin, error) {
	path := strings.Fields(cmd.CommandPath())[1:]
	from := map[string]origin{}
	for name, f := range settable(cmd, false) {
		if f.Changed {
			from[name] = origin{"command line"}
			continue
		}
		var values []string
		if v := os.Getenv(variable(name)); v != "" {
			values, from[name] = []string{v}, origin{variable(name)}
		} else if x := s.find(path, name); x != nil {
			values, from[name] = x.values, origin{x.at}
		} else {
			continue
		}
		if err := set(f, values); err != nil {
			return nil, fmt.Errorf("%s: %w", from[name], err)
		}
		f.Changed = true
	}
	return from, nil
}

// find is the setting of a flag in a command's own section, else that for all commands.
func (s settings) find(command []string, flag string) *setting {
	var general *setting
	for i := range s {
		switch x := &s[i]; {
		case x.flag != flag:
		case slices.Equal(x.command, command):
			return x
		case len(x.command) == 0:
			general = x
		}
	}
	return general
}

// variable is the name of a flag in the environment.
func variable(flag string) string {
	return envPrefix + strings.ToUpper(strings.ReplaceAll(flag, "-", "_"))
}

// settingsPath is the file of settings that is meant; empty for none.
func settingsPath(cmd *cobra.Command) string {
	if path, err := cmd.Flags().GetString(configFlag); err == nil && path != "" {
		return path
	}
	return os.Getenv(variable(configFlag))
}

// useSettings runs before every command.
func useSettings(cmd *cobra.Command, _ []string) error {
	if helps(cmd) {
		return nil
	}
	var s settings
	if path := settingsPath(cmd); path != "" {
		var err error
		if s, err = readSettings(cmd.Root(), path); err != nil {
			return exitWith(exitUsage, err)
		}
	}
	if _, err := s.apply(cmd); err != nil {
		return exitWith(exitUsage, err)
	}
	return nil
}

// near names the one that was probably meant, if one is no more than two slips away.
func near(name string, known []string) string {
	n := nearest{want: name, most: 1}
	for _, k := range known {
		n.add(k)
	}
	if len(n.list) == 0 || n.list[0].distance > 2 {
		return ""
	}
	return fmt.Sprintf(" (%q?)", n.list[0].name)
}
