package review

import (
	"fmt"
	"slices"
	"strings"
)

// Action is what a key does in a review, whether in a terminal or in a browser.
type Action string

// The actions.
const (
	DoAccept      Action = "accept"
	DoReject      Action = "reject"
	DoEdit        Action = "edit"
	DoFlag        Action = "flag"
	DoAcceptAll   Action = "accept-all"
	DoRejectAll   Action = "reject-all"
	DoSkip        Action = "skip"
	DoSkipCluster Action = "skip-cluster"
	DoBack        Action = "back"
	DoUndo        Action = "undo"
	DoDiff        Action = "diff"
	DoOld         Action = "old"
	DoNew         Action = "new"
	DoWhy         Action = "why"
	DoHelp        Action = "help"
	DoQuit        Action = "quit"
)

// Binding says which keys do an action. The first key is the one that is shown.
type Binding struct {
	Action Action
	Keys   []rune
	Words  string // what it does
}

// Bindings are all keys of a review, in the order in which people are told about them.
var Bindings = []Binding{
	{DoAccept, []rune{'a'}, "accept"},
	{DoReject, []rune{'r'}, "reject"},
	{DoEdit, []rune{'e'}, "edit: type what is right"},
	{DoFlag, []rune{'f'}, "flag, with a note"},
	{DoAcceptAll, []rune{'A'}, "accept the whole cluster"},
	{DoRejectAll, []rune{'R'}, "reject the whole cluster"},
	{DoSkip, []rune{'s', ' ', 'j'}, "skip"},
	{DoSkipCluster, []rune{'S'}, "skip the cluster"},
	{DoBack, []rune{'b', 'k'}, "back"},
	{DoUndo, []rune{'u'}, "take back the last decision"},
	{DoDiff, []rune{'d'}, "what differs"},
	{DoOld, []rune{'o'}, "old article"},
	{DoNew, []rune{'n'}, "new article"},
	{DoWhy, []rune{'g'}, "why"},
	{DoHelp, []rune{'?'}, "this help"},
	{DoQuit, []rune{'q'}, "quit; what is decided is kept"},
}

// BindingOf is the binding of a key, or nil.
func BindingOf(key rune) *Binding {
	i := slices.IndexFunc(Bindings, func(b Binding) bool { return slices.Contains(b.Keys, key) })
	if i < 0 {
		return nil
	}
	return &Bindings[i]
}

// HelpText says what the keys do, in two columns.
func HelpText() string {
	var b strings.Builder
	half := (len(Bindings) + 1) / 2
	for i := range half {
		left := fmt.Sprintf("%c %s", Bindings[i].Keys[0], Bindings[i].Words)
		if i+half < len(Bindings) {
			left = fmt.Sprintf("%-32s%c %s", left, Bindings[i+half].Keys[0], Bindings[i+half].Words)
		}
		b.WriteString(left + "\n")
	}
	return b.String()
}
