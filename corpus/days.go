package corpus

import "time"

// EventDays finds the first and the last day of the dates of the document's events: those of a time expression of the document with
// that value, the first there is, else of the value itself, where it is a day, a month or a year. They are empty where neither is known.
func (d *Document) EventDays() func(*EventDate) (begin, end string) {
	known := map[string][2]string{}
	for i := range d.Dates {
		x := &d.Dates[i]
		if _, ok := known[x.Value]; !ok && len(x.Begin) >= len(time.DateOnly) && len(x.Until) >= len(time.DateOnly) {
			known[x.Value] = [2]string{x.Begin[:len(time.DateOnly)], x.Until[:len(time.DateOnly)]}
		}
	}
	return func(at *EventDate) (begin, end string) {
		if at == nil {
			return "", ""
		}
		if x, ok := known[at.Value]; ok {
			return x[0], x[1]
		}
		return Days(at.Value)
	}
}

// Days are the first and the last day of a day, a month or a year in ISO 8601, empty for anything else.
func Days(value string) (begin, end string) {
	value = value[:min(len(value), len(time.DateOnly))]
	for _, layout := range []struct {
		form                string
		years, months, days int
	}{{time.DateOnly, 0, 0, 1}, {"2006-01", 0, 1, 0}, {"2006", 1, 0, 0}} {
		if t, err := time.Parse(layout.form, value); err == nil {
			return t.Format(time.DateOnly), t.AddDate(layout.years, layout.months, layout.days-1).Format(time.DateOnly)
		}
	}
	return "", ""
}
