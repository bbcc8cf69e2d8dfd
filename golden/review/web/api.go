package web

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"dateline/corpus"
	"dateline/golden/decide"
	"dateline/golden/diff"
	"dateline/golden/review"
)

const (
	mostBody = 64 << 10 // bytes of a call
	mostRows = 500      // at once
)

// problem is an error that is the asker's.
type problem struct {
	status int
	error
}

func bad(format string, args ...any) error {
	return &problem{http.StatusBadRequest, fmt.Errorf(format, args...)}
}

func missing(format string, args ...any) error {
	return &problem{http.StatusNotFound, fmt.Errorf(format, args...)}
}

// fresh is a call that knows what other reviews have decided since.
func (v *Server) fresh(call func(*http.Request) (any, error)) http.HandlerFunc {
	return answer(func(r *http.Request) (any, error) {
		notes, err := v.session.Refresh()
		v.mu.Lock()
		v.notes = append(v.notes, notes...)
		v.mu.Unlock()
		if err != nil {
			return nil, err
		}
		return call(r)
	})
}

// answer makes a handler of a call that returns what is to be sent.
func answer(call func(*http.Request) (any, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		r.Body = http.MaxBytesReader(w, r.Body, mostBody)
		out, err := call(r)
		if err != nil {
			status := http.StatusInternalServerError
			var p *problem
			if errors.As(err, &p) {
				status = p.status
			}
			fail(w, status, err.Error())
			return
		}
		w.Header().Set("Content-Type", "application/json")
		json.NewEncoder(w).Encode(out)
	}
}

func fail(w http.ResponseWriter, status int, why string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(map[string]string{"error": why})
}

// body reads the call of a write. Only the page sends this type without being asked first.
func body(r *http.Request, to any) error {
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != "application/json" {
		return &problem{http.StatusUnsupportedMediaType, errors.New("a call is application/json")}
	}
	in := json.NewDecoder(r.Body)
	in.DisallowUnknownFields()
	if err := in.Decode(to); err != nil {
		return bad("%v", err)
	}
	if _, err := in.Token(); !errors.Is(err, io.EOF) {
		return bad("something stands behind the call")
	}
	return nil
}

// noted is what was left out of the file of decisions since the review began.
func (v *Server) noted() []string {
	v.mu.Lock()
	defer v.mu.Unlock()
	return slices.Clone(v.notes)
}

type binding struct {
	Action review.Action `json:"action"`
	Keys   []string      `json:"keys"`
	Words  string        `json:"words"`
}

// review is what a page has to know once.
func (v *Server) review(*http.Request) (any, error) {
	_, facets, err := v.session.Choose(review.Filter{})
	if err != nil {
		return nil, err
	}
	var keys []binding
	for _, b := range review.Bindings {
		of := binding{Action: b.Action, Words: b.Words}
		for _, key := range b.Keys {
			of.Keys = append(of.Keys, string(key))
		}
		keys = append(keys, of)
	}
	who, decisions := v.session.Who()
	sum := v.session.Summary()
	return map[string]any{"old": sum.Old, "new": sum.New, "provenance": sum.Provenance, "notes": slices.Concat(sum.Notes, v.noted()), "who": who, "decisions": decisions,
		"bindings": keys, "facets": facets, "progress": v.session.Progress()}, nil
}

// filter reads a filter as an address has it. "open" is the verdict about what is not decided.
func filter(q url.Values) (review.Filter, error) {
	f := review.Filter{Layers: q["layer"], Classes: q["class"], Fields: q["field"], Blame: q["blame"],
		Cluster: q.Get("cluster"), Document: q.Get("document"), Actor: q.Get("actor"), Words: q.Get("words")}
	for _, verdict := range q["verdict"] {
		if verdict == string(decide.Open) {
			verdict = ""
		}
		f.Verdicts = append(f.Verdicts, verdict)
	}
	for name, to := range map[string]*int{"least": &f.Least, "most": &f.Most} {
		text := q.Get(name)
		if text == "" {
			continue
		}
		n, err := strconv.Atoi(text)
		if err != nil || n < 0 || n > 100 {
			return f, bad("%s: %q is no confidence in hundredths", name, text)
		}
		*to = n
	}
	if f.Least > 0 && f.Most == 0 {
		f.Most = 100
	}
	return f, nil
}

// selection lists what a filter chooses, as runs [first, end) of numbers: all of 50,000 changes are
// one run.
func (v *Server) selection(r *http.Request) (any, error) {
	f, err := filter(r.URL.Query())
	if err != nil {
		return nil, err
	}
	chosen, facets, err := v.session.Choose(f)
	if err != nil {
		return nil, err
	}
	runs := [][2]int{}
	for _, n := range chosen {
		if k := len(runs) - 1; k >= 0 && runs[k][1] == n {
			runs[k][1]++
		} else {
			runs = append(runs, [2]int{n, n + 1})
		}
	}
	next, err := v.session.NextOf(f, -1)
	return map[string]any{"runs": runs, "total": len(chosen), "next": next, "facets": facets}, err
}

// row is a change in the list.
type row struct {
	N          int        `json:"n"`
	ID         string     `json:"id"`
	Label      string     `json:"label"`
	Class      diff.Class `json:"class"`
	Layer      string     `json:"layer"`
	Field      string     `json:"field,omitempty"`
	Document   string     `json:"document"`
	Verdict    string     `json:"verdict,omitempty"`
	Confidence float64    `json:"confidence,omitempty"`
	Place      int        `json:"place"` // in its cluster, from 1
	Of         int        `json:"of"`
}

func (v *Server) row(n int) (*row, *diff.Change, error) {
	x, err := v.session.Change(n)
	if err != nil {
		return nil, nil, err
	}
	first, end := v.session.Around(n)
	return &row{n, x.ID, x.Label(), x.Class, x.Layer, x.Field, x.Document, x.Verdict, x.Confidence, n - first + 1, end - first}, x, nil
}

// rows are changes by number: "n=3,10-20" are the changes 3 and 10 to 19.
func (v *Server) rows(r *http.Request) (any, error) {
	out := []*row{}
	for part := range strings.SplitSeq(r.URL.Query().Get("n"), ",") {
		a, b, run := strings.Cut(part, "-")
		first, err := strconv.Atoi(a)
		end := first + 1
		if err == nil && run {
			end, err = strconv.Atoi(b)
		}
		if err != nil || first < 0 || end <= first || end > v.session.Len() || len(out)+end-first > mostRows {
			return nil, bad("n=%q: numbers of at most %d changes of %d", part, mostRows, v.session.Len())
		}
		for n := first; n < end; n++ {
			x, _, err := v.row(n)
			if err != nil {
				return nil, err
			}
			out = append(out, x)
		}
	}
	return out, nil
}

// find is the number of the change that a call names.
func (v *Server) find(id string) (int, error) {
	n := v.session.Find(id)
	if n < 0 {
		return n, missing("there is no change %q", id)
	}
	return n, nil
}

// change is all about one change, by id or number.
func (v *Server) change(r *http.Request) (any, error) {
	q := r.URL.Query()
	n, err := strconv.Atoi(q.Get("n"))
	if id := q.Get("id"); id != "" {
		n, err = v.find(id)
		if err != nil {
			return nil, err
		}
	} else if err != nil || n < 0 || n >= v.session.Len() {
		return nil, missing("there is no change %q", q.Get("n"))
	}
	side, ok := map[string]review.Side{"": review.Both, "diff": review.Both, "old": review.OldSide, "new": review.NewSide}[q.Get("view")]
	if !ok {
		return nil, bad("view: %q is none of diff, old, new", q.Get("view"))
	}
	of, x, err := v.row(n)
	if err != nil {
		return nil, err
	}
	c, first, end, err := v.session.Cluster(v.session.RankOf(n))
	if err != nil {
		return nil, err
	}
	article, err := v.session.Article(x, side)
	if err != nil {
		return nil, err
	}
	aspects, err := v.session.Aspects(x)
	if err != nil {
		return nil, err
	}
	out := map[string]any{"row": of, "change": x, "cluster": map[string]any{"id": c.ID, "label": c.Label, "changes": end - first, "documents": c.Documents, "first": first, "end": end},
		"why": x.Blame.String(), "article": article, "aspects": aspects, "of_words": review.OfWords(x)}
	if d, ok := v.session.Decision(n); ok {
		out["decision"] = d
	}
	return out, nil
}

// after is what a page has to know after a decision about change n, under its filter.
func (v *Server) after(n int, f review.Filter, more map[string]any) (any, error) {
	next, err := v.session.NextOf(f, n)
	if err != nil {
		return nil, err
	}
	more["next"], more["progress"], more["notes"] = next, v.session.Progress(), v.noted()
	return more, nil
}

// under reads the filter of a call before anything is decided.
func under(query string) (review.Filter, error) {
	q, err := url.ParseQuery(query)
	if err != nil {
		return review.Filter{}, bad("filter: %v", err)
	}
	return filter(q)
}

// decide decides one change. Line is a correction as it was typed; start and end are one that was
// marked in the article.
func (v *Server) decide(r *http.Request) (any, error) {
	var call struct {
		ID      string         `json:"id"`
		Verdict decide.Verdict `json:"verdict"`
		Note    string         `json:"note"`
		Line    string         `json:"line"`
		Start   *int           `json:"start"`
		End     *int           `json:"end"`
		Filter  string         `json:"filter"`
		Seen    *string        `json:"seen"` // the verdict that the page shows; nil: whatever it is
	}
	if err := body(r, &call); err != nil {
		return nil, err
	}
	f, err := under(call.Filter)
	if err != nil {
		return nil, err
	}
	n, err := v.find(call.ID)
	if err != nil {
		return nil, err
	}
	if now := string(v.session.Verdict(n)); call.Seen != nil && *call.Seen != now {
		return nil, &problem{http.StatusConflict, errors.New("somebody has decided this since; decide again if you mean it")}
	}
	var right *review.Correction
	switch call.Verdict {
	case decide.Accept, decide.Reject, decide.Flag:
	case decide.Edit:
		if call.Start != nil && call.End != nil {
			right = &review.Correction{Value: &call.Line, Span: &corpus.Span{Start: *call.Start, End: *call.End}}
		} else {
			right, err = v.session.Correct(n, call.Line)
		}
	default:
		return nil, bad("verdict: %q is none of accept, reject, flag, edit", call.Verdict)
	}
	if err == nil {
		err = v.session.Decide(n, call.Verdict, call.Note, right)
	}
	if errors.Is(err, review.ErrNotThere) || errors.Is(err, review.ErrNoCorrection) {
		return nil, &problem{http.StatusUnprocessableEntity, err}
	}
	if err != nil {
		return nil, err
	}
	of, _, err := v.row(n)
	if err != nil {
		return nil, err
	}
	return v.after(n, f, map[string]any{"row": of})
}

// cluster decides all changes that are alike.
func (v *Server) cluster(r *http.Request) (any, error) {
	var call struct {
		ID      string         `json:"id"` // of the cluster
		Verdict decide.Verdict `json:"verdict"`
		Filter  string         `json:"filter"`
	}
	if err := body(r, &call); err != nil {
		return nil, err
	}
	if call.Verdict != decide.Accept && call.Verdict != decide.Reject {
		return nil, bad("verdict: %q is none of accept, reject", call.Verdict)
	}
	f, err := under(call.Filter)
	if err != nil {
		return nil, err
	}
	rank := v.session.FindCluster(call.ID)
	if rank < 0 {
		return nil, missing("there is no cluster %q", call.ID)
	}
	held, err := v.session.DecideCluster(rank, call.Verdict, "")
	if err != nil {
		return nil, err
	}
	_, _, end, err := v.session.Cluster(rank)
	if err != nil {
		return nil, err
	}
	return v.after(end-1, f, map[string]any{"held": held})
}

// undo takes back the last decision.
func (v *Server) undo(r *http.Request) (any, error) {
	var call struct{}
	if err := body(r, &call); err != nil {
		return nil, err
	}
	n, ok, err := v.session.Undo()
	if errors.Is(err, review.ErrOvertaken) {
		err = &problem{http.StatusConflict, err}
	}
	return map[string]any{"ok": ok, "n": n, "progress": v.session.Progress()}, err
}

// end ends the server, when it has answered.
func (v *Server) end(r *http.Request) (any, error) {
	var call struct{}
	if err := body(r, &call); err != nil {
		return nil, err
	}
	v.quit.Do(func() { close(v.done) })
	return map[string]any{"progress": v.session.Progress()}, nil
}
