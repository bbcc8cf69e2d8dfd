package hash

import (
	"hash/fnv"
	"math/bits"
	"testing"
)

func TestMix(t *testing.T) {
	// Values of the reference implementation's fmix64.
	for x, want := range map[uint64]uint64{0: 0, 1: 0xb456bcfc34c2cb2c, 2: 0x3abf2a20650683e7} {
		if got := Mix(x); got != want {
			t.Errorf("Mix(%d) = %#x, want %#x", x, got, want)
		}
	}
	// One bit of the input turns about half of the output.
	for bit := range 64 {
		if n := bits.OnesCount64(Mix(12345) ^ Mix(12345^1<<bit)); n < 16 || n > 48 {
			t.Errorf("bit %d turns %d bits", bit, n)
		}
	}
}

func TestFNV(t *testing.T) {
	for _, text := range []string{"", "a", "foobar", "Zürich", "\x00\xff"} {
		want := fnv.New64a()
		want.Write([]byte(text))
		if got := FNV(text); got != want.Sum64() {
			t.Errorf("FNV(%q) = %#x, want %#x", text, got, want.Sum64())
		}
		if FNV(text) != FNV([]byte(text)) {
			t.Errorf("%q and its bytes have two hashes", text)
		}
	}
}
