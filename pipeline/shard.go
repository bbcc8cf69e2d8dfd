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

// inputsSum sums up all inputs of a run, those of other shards too, so that a merge can
// tell whether its shards were cut from one dump.
type inputsSum struct {
	Records int    `json:"records"`
	Sum     uint64 `json:"sum"` // of hashes of the records' content and of what was refused
}

// of leaves the shard's share of items and errors, and sums up all of them. Of files
// that cannot be opened every shard is told: what a machine cannot see, another may.
func (s Shard) of(all iter.Seq2[*read.Item, error], sum *inputsSum) iter.Seq2[*read.Item, error] {
	if s.Of == 0 {
		return all
	}
	return func(yield func(*read.Item, error) bool) {
		for it, err := range all {
			share, told := uint64(0), false
			if it != nil {
				share = it.Hash()
			} else {
				l := letterOf(err, nil)
				share, told = hashOf(l), l.unopened
			}
			if sum != nil {
				sum.Records++
				sum.Sum += share
			}
			if (told || s.has(share)) && !yield(it, err) {
				return
			}
		}
	}
}

func (s Shard) has(share uint64) bool { return s.Of == 0 || int(share%uint64(s.Of)) == s.Index-1 }

// owns reports whether the shard reports a letter. One that came with an item is of the
// item's shard, so only what could not be opened may be another's.
func (s Shard) owns(l Letter) bool { return !l.unopened || s.has(hashOf(l)) }

func hashOf(l Letter) uint64 {
	sum := sha256.Sum256([]byte(l.Path + "\x00" + l.Place))
	return binary.BigEndian.Uint64(sum[:])
}
