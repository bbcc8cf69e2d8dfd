package review

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"dateline/corpus"
	"dateline/golden/decide"
	"dateline/golden/diff"
)

// Keys is a review by keys: one key a decision. It prints to a writer what is to be seen after each
// key, and knows nothing of terminals.
type Keys struct {
	s     *Session
	out   io.Writer
	Color bool
	Live  bool // the writer is a terminal: what is being typed stays on its line

	at     int    // the change that is shown
	view   rune   // d, o, n or g
	ask    rune   // e, f: a line is being typed; A, R: to be confirmed; 0
	typed  []rune // so far
	notice string
	seen   decide.Verdict // about the change, as it was shown
	done   bool
}

// NewKeys begins a review at the first change that is not decided.
func NewKeys(s *Session, out io.Writer) *Keys {
	k := &Keys{s: s, out: out, view: 'd', at: max(0, s.Next(-1))}
	if s.Len() == 0 || s.Next(-1) < 0 {
		k.done = true
	}
	k.see()
	return k
}

// see remembers what is shown as decided.
func (k *Keys) see() {
	if k.at < k.s.Len() {
		k.seen = k.s.Verdict(k.at)
	}
}

// Done reports whether the review has ended: all is decided, or somebody has quit.
func (k *Keys) Done() bool { return k.done }

// Typing reports whether the next keys are a line of text, that ends with return.
func (k *Keys) Typing() bool { return k.ask == 'e' || k.ask == 'f' }

// Press takes a key. An error is one of the disk or of the datasets.
func (k *Keys) Press(key rune) error {
	if k.done {
		return nil
	}
	k.notice = ""
	if key != 3 && key != 4 {
		notes, err := k.s.Refresh()
		if err != nil {
			return err
		}
		k.notice = strings.Join(notes, "\n")
		defer k.see()
	}
	switch {
	case key == 3 || key == 4: // control-C, control-D
		k.done = true
		return nil
	case k.Typing():
		return k.letter(key)
	case k.ask != 0:
		whole := k.ask
		k.ask = 0
		if key != 'y' && key != 'Y' && key != whole {
			k.notice = "not done"
			return nil
		}
		return k.cluster(whole)
	}
	b := BindingOf(key)
	if b == nil {
		if key != '\r' && key != '\n' {
			k.notice = fmt.Sprintf("%q is no key; ? lists them", key)
		}
		return nil
	}
	switch b.Action {
	case DoAccept:
		return k.decide(decide.Accept, "", nil)
	case DoReject:
		return k.decide(decide.Reject, "", nil)
	case DoSkip:
		k.move(k.at + 1)
	case DoBack:
		k.move(k.at - 1)
	case DoSkipCluster:
		_, _, end, err := k.s.Cluster(k.s.RankOf(k.at))
		if err != nil {
			return err
		}
		k.move(end)
	case DoUndo:
		n, ok, err := k.s.Undo()
		if errors.Is(err, ErrOvertaken) {
			k.at, k.notice = n, ErrOvertaken.Error()
			return nil
		}
		if err != nil {
			return err
		}
		if !ok {
			k.notice = "nothing to take back"
			return nil
		}
		k.at, k.notice = n, "taken back"
	case DoEdit, DoFlag, DoAcceptAll, DoRejectAll:
		k.ask, k.typed = b.Keys[0], nil
	case DoDiff, DoOld, DoNew, DoWhy, DoHelp:
		k.view = b.Keys[0]
	case DoQuit:
		k.done = true
	}
	return nil
}

// letter takes a letter of a line.
func (k *Keys) letter(key rune) error {
	switch key {
	case '\r', '\n':
		line := strings.TrimSpace(string(k.typed))
		what := k.ask
		k.ask, k.typed = 0, nil
		if what == 'f' {
			return k.decide(decide.Flag, line, nil)
		}
		right, err := k.s.Correct(k.at, line)
		if errors.Is(err, ErrNotThere) {
			k.notice = ErrNotThere.Error()
			return nil
		}
		if err != nil {
			return err
		}
		return k.decide(decide.Edit, "", right)
	case 27: // escape
		k.ask, k.typed, k.notice = 0, nil, "not done"
	case 8, 127:
		if n := len(k.typed); n > 0 {
			k.typed = k.typed[:n-1]
		}
	default:
		if key >= ' ' && key != utf8.RuneError {
			k.typed = append(k.typed, key)
		}
	}
	return nil
}

func (k *Keys) decide(v decide.Verdict, note string, right *Correction) error {
	if k.s.Verdict(k.at) != k.seen {
		k.notice = "somebody has decided this since; decide again if you mean it"
		return nil
	}
	if err := k.s.Decide(k.at, v, note, right); err != nil {
		return err
	}
	k.advance()
	return nil
}

func (k *Keys) cluster(key rune) error {
	v := decide.Accept
	if key == 'R' {
		v = decide.Reject
	}
	n, err := k.s.DecideCluster(k.s.RankOf(k.at), v, "")
	if err != nil {
		return err
	}
	k.notice = fmt.Sprintf("%s: %d changes", v, n)
	k.advance()
	return nil
}

// advance goes to the next change that is not decided.
func (k *Keys) advance() {
	if n := k.s.Next(k.at); n >= 0 {
		k.at = n
	} else {
		k.done = true
	}
	if k.view != 'd' {
		k.view = 'd'
	}
}

func (k *Keys) move(to int) {
	if to < 0 || to >= k.s.Len() {
		k.notice = "no more changes there"
		return
	}
	k.at, k.view = to, 'd'
}

// Screen prints what is to be seen now.
func (k *Keys) Screen() error {
	var b strings.Builder
	if k.notice != "" {
		fmt.Fprintf(&b, "%s\n", k.notice)
	}
	p := k.s.Progress()
	if k.done {
		b.WriteString(p.Words() + "\n")
		_, err := io.WriteString(k.out, b.String())
		return err
	}
	x, err := k.s.Change(k.at)
	if err != nil {
		return err
	}
	c, first, end, err := k.s.Cluster(k.s.RankOf(k.at))
	if err != nil {
		return err
	}
	switch k.ask {
	case 'e', 'f':
		line := map[rune]string{'e': "what is right? ", 'f': "note: "}[k.ask] + string(k.typed)
		if k.Live {
			line = "\r\x1b[K" + line // back to the start, and clear the line
		} else {
			line += "\n"
		}
		_, err := io.WriteString(k.out, line)
		return err
	case 'A', 'R':
		fmt.Fprintf(&b, "%s all %d changes of this cluster (%s)? y or n\n", map[rune]string{'A': "accept", 'R': "reject"}[k.ask], end-first, c.Label)
	default:
		k.show(&b, x, c, k.at-first+1, end-first, &p)
	}
	_, err = io.WriteString(k.out, diff.Visible(b.String()))
	return err
}

func (k *Keys) paint(code, s string) string {
	if !k.Color || s == "" {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}

func (k *Keys) show(b *strings.Builder, x *diff.Change, c *diff.Cluster, n, of int, p *Progress) {
	fmt.Fprintf(b, "\n%s\n", k.paint("2", fmt.Sprintf("%d of %d changes left, clusters left: %d · %s", p.Left, p.Total, p.Clusters, x.Document)))
	if of > 1 {
		fmt.Fprintf(b, "%s\n%s\n", k.paint("1", c.Label), k.paint("2", fmt.Sprintf("change %d of %d in this cluster: %s", n, of, x.Label())))
	} else {
		fmt.Fprintf(b, "%s\n", k.paint("1", x.Label()))
	}
	if x.Verdict != "" {
		fmt.Fprintf(b, "decided: %s\n", x.Verdict)
	}
	switch k.view {
	case 'g':
		fmt.Fprintf(b, "why: %s\n", x.Blame)
		if x.Blame.Evidence != "" {
			fmt.Fprintf(b, "%s\n", strings.ReplaceAll(x.Blame.Evidence, "; ", "\n"))
		}
		fmt.Fprintf(b, "change %s, cluster %s\n", x.ID, x.Cluster)
	case 'o', 'n':
		old, new, err := k.s.Documents(x.Document)
		d, s := old, x.OldSpan
		if k.view == 'n' {
			d, s = new, x.NewSpan
		}
		if err != nil || d == nil {
			b.WriteString("that dataset has no such document\n")
			break
		}
		b.WriteString(around(d.Text, s) + "\n")
	case '?':
		b.WriteString(HelpText())
	default:
		old, new := x.OldContext, x.NewContext
		if x.Layer == diff.Text {
			old, new = x.Old, x.New
		}
		if old != "" {
			fmt.Fprintf(b, "%s\n", k.paint("31", "- "+old))
		}
		if new != "" {
			fmt.Fprintf(b, "%s\n", k.paint("32", "+ "+new))
		}
	}
}

// around is a text with a span marked, cut to what is near it.
func around(text string, s *corpus.Span) string {
	if s == nil {
		return start(text, nearby)
	}
	before, after := text[:s.Start], text[s.End:]
	if len(before) > nearby/2 {
		before = "…" + strings.ToValidUTF8(before[len(before)-nearby/2:], "")
	}
	return before + "⟦" + text[s.Start:s.End] + "⟧" + start(after, nearby/2)
}

func start(s string, most int) string {
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "") + "…"
}
