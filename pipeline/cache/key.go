package cache

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
)

// Key names a value: a digest of all that the value depends on. Keys should be
// made by [KeyOf]; any others work too, but the filters of the index are less
// sharp when keys are not spread evenly.
type Key [16]byte

// KeyOf is the key of a sequence of parts: the first 16 bytes of a SHA-256 over
// each part's length, as 8 bytes, and the part. So ("ab", "c") and ("a", "bc") differ.
func KeyOf(parts ...[]byte) Key {
	h := sha256.New()
	var length [8]byte
	for _, p := range parts {
		binary.LittleEndian.PutUint64(length[:], uint64(len(p)))
		h.Write(length[:])
		h.Write(p)
	}
	var sum [sha256.Size]byte
	return Key(h.Sum(sum[:0])[:16])
}

// Compare orders keys bytewise.
func (k Key) Compare(o Key) int {
	if a, b := k.prefix(), o.prefix(); a != b {
		return cmp.Compare(a, b)
	}
	return bytes.Compare(k[8:], o[8:])
}

// String is the key in hexadecimal.
func (k Key) String() string { return hex.EncodeToString(k[:]) }

// less is faster than Compare.
func (k *Key) less(o *Key) bool {
	if a, b := k.prefix(), o.prefix(); a != b {
		return a < b
	}
	return binary.BigEndian.Uint64(k[8:]) < binary.BigEndian.Uint64(o[8:])
}

// prefix is the first half of the key as a number in the order of the keys.
func (k *Key) prefix() uint64 { return binary.BigEndian.Uint64(k[:8]) }
