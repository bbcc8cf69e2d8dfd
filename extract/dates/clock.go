package dates

import (
	"strings"
	"time"

	"github.com/olebedev/when"
	"github.com/olebedev/when/rules/common"
	"github.com/olebedev/when/rules/en"

	"dateline/corpus"
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
// name both a day and a clock time. Anything it cannot read stays as it was.
func (f *informal) value(d *corpus.Date, e *expression, r *resolver) {
	if !f.wants(d, e) {
		return
	}
	hour, min, ok := f.read(d.Text)
	if !ok {
		return
	}
	b := []byte(d.Value[:10])
	b = pad(append(pad(append(b, 'T'), hour, 2), ':'), min, 2)
	if len(d.Value) != len(b) || string(b) == d.Value {
		if string(b) == d.Value {
			d.Rule += "+when"
		}
		return
	}
	d.Value = string(b)
	d.Rule += "+when"
}

// wants tells which phrases are its business: a full day with a clock time in
// words or with a.m. or p.m., and no zone. It knows minutes after a colon only.
func (f *informal) wants(d *corpus.Date, e *expression) bool {
	return d.Type == corpus.DateTime && e.clock && e.zone == "" && e.sec == 0 && e.hour < 24 && (e.min == 0 || strings.Contains(d.Text, ":")) &&
		(e.weekday != 0 || e.rel != relNone) && len(d.Value) == len("2006-01-02T15:04") && len(d.Text) < 48
}

func (f *informal) read(text string) (hour, min int, ok bool) {
	base := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
	res, err := f.parser.Parse(text, base)
	if err != nil || res == nil {
		return 0, 0, false
	}
	return res.Time.Hour(), res.Time.Minute(), true
}
