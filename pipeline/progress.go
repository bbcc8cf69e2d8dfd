package pipeline

import (
	"fmt"
	"io"
	"sync"
	"time"
)

// Progress shows how far a run is. It changes nothing in the output.
type Progress struct {
	w     io.Writer
	style ProgressStyle
	total int64 // bytes, 0 when unknown

	mu               sync.Mutex
	documents, bytes int64
	errors           int64
	phase            string // what is done after reading, or empty
	began            time.Time
	steps            int64 // of the phase
	start, shown     time.Time
	interval         time.Duration
	width            int
	now              func() time.Time
}

// ProgressStyle is how progress is shown.
type ProgressStyle uint8

const (
	ProgressPlain ProgressStyle = iota // a line every ten seconds, and one at the end
	ProgressQuiet                      // the same, but nothing at all for a run of less than ten seconds
	ProgressLine                       // one line that is rewritten, for a terminal
)

// NewProgress makes a progress line. Total is the size of all inputs in bytes,
// 0 when it is not known.
func NewProgress(w io.Writer, style ProgressStyle, total int64) *Progress {
	p := &Progress{w: w, style: style, total: total, interval: 10 * time.Second, now: time.Now}
	if style == ProgressLine {
		p.interval = 200 * time.Millisecond
	}
	p.start = p.now()
	p.shown = p.start
	return p
}

// add counts one result and shows the line when it is time.
func (p *Progress) add(refused bool) {
	if p == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if refused {
		p.errors++
	} else {
		p.documents++
	}
	p.due()
}

// read counts bytes of the inputs, as they lie on the disk.
func (p *Progress) read(n int) {
	if p == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.bytes += int64(n)
}

// enter begins a phase after reading. It may be called on a nil Progress.
func (p *Progress) enter(phase string) {
	if p == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.phase, p.steps, p.began = phase, 0, p.now()
	p.due()
}

// step counts one document of the phase.
func (p *Progress) step() {
	if p == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.steps++
	p.due()
}

// due shows the line when it is time.
func (p *Progress) due() {
	if now := p.now(); now.Sub(p.shown) >= p.interval {
		p.shown = now
		p.show(false)
	}
}

// Done shows the last line. It may be called on a nil Progress.
func (p *Progress) Done() {
	if p == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.style == ProgressQuiet && p.shown == p.start {
		return
	}
	p.show(true)
}

func (p *Progress) show(last bool) {
	took := p.now().Sub(p.start)
	line := fmt.Sprintf("%d documents", p.documents)
	if s := took.Seconds(); s > 0 {
		line += fmt.Sprintf(", %.0f/s", float64(p.documents)/s)
	}
	if p.errors > 0 {
		line += fmt.Sprintf(", %d refused", p.errors)
	}
	if last {
		line += fmt.Sprintf(", %v", took.Round(100*time.Millisecond))
	} else if p.phase != "" {
		line += ", " + p.phase
		if p.steps > 0 && p.steps <= p.documents {
			spent := p.now().Sub(p.began)
			left := time.Duration(float64(spent) * float64(p.documents-p.steps) / float64(p.steps))
			line += fmt.Sprintf(" %d%%, %v left", 100*p.steps/p.documents, left.Round(time.Second))
		}
	} else if p.total > 0 && p.bytes > 0 && p.bytes < p.total {
		left := time.Duration(float64(took) * float64(p.total-p.bytes) / float64(p.bytes))
		line += fmt.Sprintf(", %d%%, %v left", 100*p.bytes/p.total, left.Round(time.Second))
	}
	if p.style != ProgressLine {
		fmt.Fprintln(p.w, line)
		return
	}
	pad := max(0, p.width-len(line))
	p.width = len(line)
	end := ""
	if last {
		end = "\n"
	}
	fmt.Fprintf(p.w, "\r%s%*s%s", line, pad, "", end)
}
