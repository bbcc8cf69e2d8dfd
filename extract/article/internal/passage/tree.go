package passage

import (
	"encoding/binary"
	"errors"
)

// Depth is how many questions a tree asks.
const Depth = 6

// Tree is a decision tree that asks the same question of all lines on one level
// (an oblivious tree, Prokhorenkova et al. 2018): is the number of this feature above
// the limit? The answers are the bits of the leaf, the first one the lowest.
type Tree struct {
	Feature [Depth]uint8
	Limit   [Depth]int16
	Leaf    [1 << Depth]int16
}

// Score is the sum of the trees' leaves for a row: Unit times the logarithm
// of the odds that the line is text.
func Score(trees []Tree, r *Row) int {
	sum := 0
	for i := range trees {
		t := &trees[i]
		leaf := 0
		for k := range Depth {
			if r[t.Feature[k]] > t.Limit[k] {
				leaf |= 1 << k
			}
		}
		sum += int(t.Leaf[leaf])
	}
	return sum
}

// Unit is how much a score of odds of e to 1 is.
const Unit = 1000

const magic = "DLT1"

// Encode writes trees as bytes, little-endian.
func Encode(trees []Tree) []byte {
	b := append([]byte(magic), Features, Depth)
	b = binary.LittleEndian.AppendUint16(b, uint16(len(trees)))
	for i := range trees {
		b, _ = binary.Append(b, binary.LittleEndian, &trees[i])
	}
	return b
}

// Decode reads what Encode wrote.
func Decode(b []byte) ([]Tree, error) {
	if len(b) < 8 || string(b[:4]) != magic {
		return nil, errors.New("passage: no trees")
	}
	if b[4] != Features || b[5] != Depth {
		return nil, errors.New("passage: trees of other features")
	}
	trees := make([]Tree, binary.LittleEndian.Uint16(b[6:]))
	b = b[8:]
	for i := range trees {
		n, err := binary.Decode(b, binary.LittleEndian, &trees[i])
		if err != nil {
			return nil, errors.New("passage: trees are cut short")
		}
		b = b[n:]
		for _, f := range trees[i].Feature {
			if f >= Features {
				return nil, errors.New("passage: a tree asks for a feature that is none")
			}
		}
	}
	return trees, nil
}
