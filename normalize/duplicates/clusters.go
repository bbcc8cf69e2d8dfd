package duplicates

import (
	"bytes"
	"fmt"
	"iter"
	"math"

	"dateline/corpus/spill"
)

// forest is a union-find structure over places whose roots are the smallest place
// of each tree.
type forest []int32

func newForest(n int) forest {
	f := make(forest, n)
	for i := range f {
		f[i] = int32(i)
	}
	return f
}

func (f forest) root(i int32) int32 {
	for f[i] != i {
		f[i] = f[f[i]]
		i = f[i]
	}
	return i
}

func (f forest) join(a, b int32) {
	a, b = f.root(a), f.root(b)
	if a < b {
		f[b] = a
	} else {
		f[a] = b
	}
}

// number turns a forest into the number of the cluster of each place: -1 for a place
// that is alone. It returns how many clusters there are.
func (f forest) number() int {
	const alone = math.MinInt32
	n := int32(0)
	for i := range f {
		// Parents lie before their children, and are numbered already: below 0.
		switch p := f[i]; {
		case int(p) == i:
			f[i] = alone
		case f[p] == alone:
			f[p] = ^n
			f[i] = ^n
			n++
		default:
			f[i] = f[p]
		}
	}
	for i := range f {
		if f[i] == alone {
			f[i] = -1
		} else {
			f[i] = ^f[i]
		}
	}
	return int(n)
}

// members keeps the ids of what is clustered, by place, which is the order of add.
type members struct {
	ids  spill.Log
	file []byte // scratch
}

func (m *members) add(id string) error {
	if m.ids.Len() == math.MaxInt32 {
		return fmt.Errorf("duplicates: more than %d keys", math.MaxInt32)
	}
	m.file = append(m.file[:0], id...)
	_, err := m.ids.Add(m.file)
	return err
}

// named yields the id of the cluster of each place in order: the smallest id of its
// members, and for a place that is alone its own id. It uses the forest up.
func (m *members) named(f forest, alone func(id []byte) string) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		names := make([][]byte, f.number())
		var room []byte // the names lie in few large pieces
		i := 0
		for id, err := range m.ids.Records() {
			if err != nil {
				yield("", err)
				return
			}
			if c := f[i]; c >= 0 && (names[c] == nil || bytes.Compare(id, names[c]) < 0) {
				if cap(names[c]) < len(id) {
					if cap(room)-len(room) < len(id) {
						room = make([]byte, 0, max(len(id), 64<<10))
					}
					room = append(room, id...)
					names[c] = room[len(room)-len(id) : len(room) : len(room)]
				} else {
					names[c] = append(names[c][:0], id...)
				}
			}
			i++
		}
		i = 0
		for id, err := range m.ids.Records() {
			if err != nil {
				yield("", err)
				return
			}
			name := ""
			if c := f[i]; c >= 0 {
				name = string(names[c])
			} else {
				name = alone(id)
			}
			if !yield(name, nil) {
				return
			}
			i++
		}
	}
}
