package overview

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"time"
)

// A scale divides time: "2021-06-17" is a day, "2021-06" a month, "2021" a year, "2020s" a decade.
type scale int

const (
	byDay scale = iota
	byMonth
	byQuarter
	byYear
	byDecade
	byCentury
)

var scaleNames = []string{"day", "month", "quarter", "year", "decade", "century"}

// at is the number of the column in which a day lies, and of the days of the year 0 on.
func (s scale) at(day string) int {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return 0
	}
	switch s {
	case byDay:
		return int(t.Unix() / 86400)
	case byMonth:
		return t.Year()*12 + int(t.Month()) - 1
	case byQuarter:
		return t.Year()*4 + (int(t.Month())-1)/3
	case byYear:
		return t.Year()
	case byDecade:
		return t.Year() / 10
	}
	return t.Year() / 100
}

// name is what a column is called.
func (s scale) name(at int) string {
	switch s {
	case byDay:
		return time.Unix(int64(at)*86400, 0).UTC().Format(time.DateOnly)
	case byMonth:
		return fmt.Sprintf("%04d-%02d", at/12, at%12+1)
	case byQuarter:
		return fmt.Sprintf("%04d Q%d", at/4, at%4+1)
	case byYear:
		return strconv.Itoa(at)
	case byDecade:
		return strconv.Itoa(at*10) + "s"
	}
	return strconv.Itoa(at*100) + "s"
}

// timeline are numbers by columns of time.
type timeline struct {
	scale         scale
	labels        []string
	columns       []days
	before, after int // left and right of it
	coarse        int // dates that are longer than a column
	sum           int
}

// timeline divides the time of the dated events into columns, at most so many. Where a few events lie far
// off, as history that is mentioned does, they are counted and not shown: up to a twentieth at each
// end, if what is left needs a finer scale.
func (v *overview) timeline(most int) timeline {
	list := v.when.top(len(v.when.keys))
	if len(list) == 0 {
		return timeline{}
	}
	slices.SortFunc(list, func(a, b entry[string, days]) int { return cmp.Compare(a.key, b.key) })
	const dayLength = len(time.DateOnly)
	sum := 0
	for _, e := range list {
		sum += e.n
	}
	begin := func(e entry[string, days]) string { return e.key[:dayLength] }
	lo, hi := 0, len(list)-1
	cutLow, cutHigh := 0, 0
	for low := 0; cutLow < len(list)-1 && low+list[cutLow].n <= sum/20; cutLow++ {
		low += list[cutLow].n
	}
	cutHigh = len(list) - 1
	for high := 0; cutHigh > cutLow && high+list[cutHigh].n <= sum/20; cutHigh-- {
		high += list[cutHigh].n
	}
	fits := func(s scale, a, b int) bool { return s.at(begin(list[b]))-s.at(begin(list[a])) < most }
	s := byDay
	for s < byCentury && !fits(s, lo, hi) {
		s++
	}
	fine := byDay
	for fine < s && !fits(fine, cutLow, cutHigh) {
		fine++
	}
	if fine < s {
		// No more is cut off than has to be.
		from, until := cutLow, cutHigh
		for until < hi && fits(fine, from, until+1) {
			until++
		}
		for from > lo && fits(fine, from-1, until) {
			from--
		}
		s, lo, hi = fine, from, until
	}
	t := timeline{scale: s, sum: sum}
	first, last := s.at(begin(list[lo])), s.at(begin(list[hi]))
	for at := first; at <= last; at++ {
		t.labels = append(t.labels, s.name(at))
	}
	t.columns = make([]days, len(t.labels))
	for _, e := range list {
		at := s.at(begin(e))
		switch {
		case at < first:
			t.before += e.n
		case at > last:
			t.after += e.n
		case s.at(e.key[dayLength:]) != at:
			t.coarse += e.n
		default:
			c := &t.columns[at-first]
			for q, n := range e.value.quads {
				c.quads[q] += n
			}
			for r, n := range e.value.roots {
				c.roots[r] += n
			}
		}
	}
	return t
}
