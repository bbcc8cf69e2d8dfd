package pipeline

import (
	"cmp"
	"encoding/json"
	"maps"
	"regexp"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"dateline/corpus/usage"
)

// Report says what a run did and what it took, for people and programs that watch
// runs. It is no part of the dataset: it holds times.
type Report struct {
	Version   string         `json:"version"`
	Started   time.Time      `json:"started"`
	Unchanged bool           `json:"unchanged,omitempty"` // the dataset was as it should be
	Inputs    int64          `json:"input_bytes"`         // as they lie on the disk
	Counts    Counts         `json:"counts"`
	Work      Work           `json:"work"`
	Reduced   []string       `json:"reduced,omitempty"`     // parts of the reduce that were worked out; the others were as they were
	Passed    map[string]int `json:"passed_over,omitempty"` // records of archives that are no documents, by reason
	Errors    []ErrorKind    `json:"errors,omitempty"`
	Seconds   struct {
		Map    float64 `json:"map"`
		Reduce float64 `json:"reduce"`
		Write  float64 `json:"write"`
		Total  float64 `json:"total"`
	} `json:"seconds"`
	// Stages are seconds of wall time inside each stage, over all workers.
	Stages     map[string]float64 `json:"stage_seconds"`
	CPUSeconds float64            `json:"cpu_seconds,omitempty"` // user and system time of the process so far
	PeakMemory int64              `json:"peak_memory_bytes,omitempty"`
	Rates      struct {
		Documents float64 `json:"documents_per_second"`
		Words     float64 `json:"words_per_second"` // of documents whose layers were worked out
	} `json:"rates"`
}

// ErrorKind counts refusals of one kind: those of one stage whose reasons differ
// in numbers and names only.
type ErrorKind struct {
	Stage  string `json:"stage"`
	Reason string `json:"reason"`
	Count  int    `json:"count"`
}

// mostKinds is how many kinds of errors are told apart.
const mostKinds = 200

// errorKinds counts refusals by kind.
type errorKinds map[ErrorKind]int

var particulars = regexp.MustCompile(`"(?:[^"\\]|\\.)*"|0x[0-9a-fA-F]+|[0-9]+`)

func (k *errorKinds) add(l Letter) {
	if *k == nil {
		*k = errorKinds{}
	}
	kind := ErrorKind{Stage: l.Stage, Reason: particulars.ReplaceAllStringFunc(l.Reason, func(s string) string {
		if s[0] == '"' {
			return `"…"`
		}
		return "N"
	})}
	if len(*k) >= mostKinds && (*k)[kind] == 0 {
		kind.Reason = "other"
	}
	(*k)[kind]++
}

func (k errorKinds) list() []ErrorKind {
	var out []ErrorKind
	for kind, n := range k {
		kind.Count = n
		out = append(out, kind)
	}
	slices.SortFunc(out, func(a, b ErrorKind) int {
		return cmp.Or(-cmp.Compare(a.Count, b.Count), cmp.Compare(a.Stage, b.Stage), cmp.Compare(a.Reason, b.Reason))
	})
	return out
}

// passedOver counts records that are no documents, by reason. Reasons come from the
// input (media types), so their number is bounded. Readers and workers both count.
type passedOver struct {
	mu sync.Mutex
	by map[string]int
}

func (p *passedOver) add(reason string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.by == nil {
		p.by = map[string]int{}
	}
	if p.by[reason] == 0 && len(p.by) >= mostKinds {
		reason = "other"
	}
	p.by[reason]++
}

func (p *passedOver) counts() map[string]int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return maps.Clone(p.by)
}

// phases measures a run.
type phases struct {
	start, last time.Time
	cpu         float64
	bytes       atomic.Int64
}

func (p *phases) begin() {
	p.start = time.Now()
	p.last = p.start
	p.cpu, _ = usage.Process()
}

// lap is the time since the last lap.
func (p *phases) lap() float64 {
	now := time.Now()
	took := now.Sub(p.last).Seconds()
	p.last = now
	return took
}

// complete fills in what is known at the end.
func (r *Report) complete(j *job, version string, out *Outcome) {
	p := &j.phases
	r.Version, r.Started, r.Unchanged, r.Inputs = version, p.start.UTC().Truncate(time.Second), out.Unchanged, p.bytes.Load()
	r.Counts, r.Work, r.Passed, r.Errors = out.Manifest.Counts, out.Work, j.passed.counts(), j.kinds.list()
	r.Seconds.Total = time.Since(p.start).Seconds()
	r.Stages = map[string]float64{}
	j.mapper.stages.mu.Lock() // a document that was given up may still be at work
	for stage, took := range j.mapper.stages.took {
		r.Stages[stage] = took.Seconds()
	}
	j.mapper.stages.mu.Unlock()
	cpu, peak := usage.Process()
	r.CPUSeconds, r.PeakMemory = cpu-p.cpu, peak
	if s := r.Seconds.Total; s > 0 {
		r.Rates.Documents = float64(out.Work.Documents) / s
		r.Rates.Words = float64(out.Work.Words) / s
	}
}

// JSON is the report as indented JSON.
func (r *Report) JSON() ([]byte, error) {
	data, err := json.MarshalIndent(r, "", "  ")
	return append(data, '\n'), err
}
