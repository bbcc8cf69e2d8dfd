package page

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"time"
)

// scale divides time: "2021-06-17" is a day, "2021-06" a month, "2021" a year, "2020s" a decade.
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

// Days is the key of a stretch of days in the tally of a timeline: the first and the last, in ISO 8601.
func Days(begin, end string) string { return begin + end }

// Timeline are numbers by columns of time.
type Timeline[V any] struct {
	Unit          string   // what a column is: "day", "month", ...
	Labels        []string // of the columns
	Columns       []V
	Before, After int // left and right of it
	Coarse        int // with dates that are longer than a column
}

// NewTimeline divides the time of what a tally has counted by [Days] into columns, at most so many; add puts one value to
// another. Where a few dates lie far off, as history that is mentioned does, they are counted and not shown: up to
// a twentieth at each end, if what is left needs a finer scale.
func NewTimeline[V any](when *Tally[string, V], most int, add func(to *V, from V)) Timeline[V] {
	list := when.Top(when.Len())
	if len(list) == 0 {
		return Timeline[V]{}
	}
	slices.SortFunc(list, func(a, b Entry[string, V]) int { return cmp.Compare(a.Key, b.Key) })
	const dayLength = len(time.DateOnly)
	sum := 0
	for _, e := range list {
		sum += e.N
	}
	begin := func(e Entry[string, V]) string { return e.Key[:dayLength] }
	lo, hi := 0, len(list)-1
	cutLow, cutHigh := 0, 0
	for low := 0; cutLow < len(list)-1 && low+list[cutLow].N <= sum/20; cutLow++ {
		low += list[cutLow].N
	}
	cutHigh = len(list) - 1
	for high := 0; cutHigh > cutLow && high+list[cutHigh].N <= sum/20; cutHigh-- {
		high += list[cutHigh].N
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
	t := Timeline[V]{Unit: scaleNames[s]}
	first, last := s.at(begin(list[lo])), s.at(begin(list[hi]))
	for at := first; at <= last; at++ {
		t.Labels = append(t.Labels, s.name(at))
	}
	t.Columns = make([]V, len(t.Labels))
	for _, e := range list {
		at := s.at(begin(e))
		switch {
		case at < first:
			t.Before += e.N
		case at > last:
			t.After += e.N
		case s.at(e.Key[dayLength:]) != at:
			t.Coarse += e.N
		default:
			add(&t.Columns[at-first], e.Value)
		}
	}
	return t
}
