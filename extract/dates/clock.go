package dates

import (
	"strings"
	"time"

	"github.com/olebedev/when"
	"github.com/olebedev/when/rules/common"
	"github.com/olebedev/when/rules/en"
)

// informal values clock phrases ("5pm on Friday", "tomorrow at noon") with
// olebedev/when. That library reads one phrase only, drops years, looks forward
// for weekdays and answers nil when it understands nothing; so it sees only what
// the grammar has isolated, it decides the clock alone, and the day stays the one
// that the anchors gave.
type informal struct{ parser *when.Parser }

func newInformal() *informal {
	p := when.New(nil)
	p.Add(en.All...)
	p.Add(common.All...)
	return &informal{p}
}

// value puts the time of day that when reads into a TIME expression whose words
// name both a day and a clock time, and tells whether it could read one. Anything
// it cannot read stays as it was.
func (f *informal) value(res *result, e *expression, r *resolver, text string) bool {
	if !f.wants(res, e, r, text) {
		return false
	}
	hour, min, ok := f.read(text)
	if ok {
		res.hour, res.min = hour, min
		r.buf = pad(append(pad(r.buf[:len("2006-01-02T")], hour, 2), ':'), min, 2)
	}
	return ok
}

// wants tells which phrases are its business: a full day with a clock time in
// words or with a.m. or p.m., and no zone. It knows minutes after a colon only.
func (f *informal) wants(res *result, e *expression, r *resolver, text string) bool {
	return res.calendar && res.clock && e.zone == "" && e.sec == 0 && e.hour < 24 && (e.min == 0 || strings.Contains(text, ":")) &&
		(e.weekday != 0 || e.rel != relNone) && len(r.buf) == len("2006-01-02T15:04") && len(text) < 48
}

func (f *informal) read(text string) (hour, min int, ok bool) {
	base := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
	res, err := f.parser.Parse(text, base)
	if err != nil || res == nil {
		return 0, 0, false
	}
	return res.Time.Hour(), res.Time.Minute(), true
}
