package pipeline

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"iter"
	"strconv"
	"strings"

	"dateline/corpus/read"
)

// Shard is a part of the inputs: number Index, from 1, of Of. The zero Shard is all
// of them. Which shard a record belongs to is a function of its content, so that a
// record inserted elsewhere moves none to another shard.
type Shard struct{ Index, Of int }

// ParseShard reads "i/n".
func ParseShard(s string) (Shard, error) {
	i, n, ok := strings.Cut(s, "/")
	var out Shard
	var err error
	if out.Index, err = strconv.Atoi(i); err == nil && ok {
		out.Of, err = strconv.Atoi(n)
	}
	if err != nil || !ok || out.Index < 1 || out.Index > out.Of {
		return Shard{}, fmt.Errorf("%q is no shard: want I/N with I from 1 to N", s)
	}
	return out, nil
}

func (s Shard) String() string {
	if s.Of == 0 {
		return ""
	}
	return fmt.Sprintf("%d/%d", s.Index, s.Of)
}

// of leaves the shard's share of items and errors.
func (s Shard) of(all iter.Seq2[*read.Item, error]) iter.Seq2[*read.Item, error] {
	if s.Of <= 1 {
		return all
	}
	return func(yield func(*read.Item, error) bool) {
		for it, err := range all {
			var share uint64
			if it != nil {
				share = it.Hash()
			} else {
				l := letterOf(err, nil)
				sum := sha256.Sum256([]byte(l.Path + "\x00" + l.Place))
				share = binary.BigEndian.Uint64(sum[:])
			}
			if int(share%uint64(s.Of)) == s.Index-1 && !yield(it, err) {
				return
			}
		}
	}
}
