package pack

import (
	"bytes"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unsafe"
)

type inner struct {
	A, B int
	Name string
}

type kind uint8

type outer struct {
	inner2
	ID     string
	Same   string
	List   []inner
	Words  []string
	Deep   [][]int32
	Opt    *inner
	Pair   [2]int
	Mark   bool
	Kind   kind
	Weight float64
	Big    uint64
	Flags  [3]bool
	Bytes  [3]kind
	Long   [9]int16
	None   [9]struct{}
	Narrow int8
	Wide   int64
	Plain  uint
	Short  uint16
	Hash   []uint32
}

type inner2 = Inner2

// Inner2 is embedded.
type Inner2 struct{ Start, End int }

var whole = outer{
	inner2: Inner2{3, -4}, ID: "x", Same: "x", List: []inner{{1, 2, "n"}, {-1 << 62, 1 << 62, "x"}, {}}, Words: []string{"n", "", "ü", ""},
	Deep: [][]int32{{1}, nil, {math.MinInt32, math.MaxInt32}}, Opt: &inner{Name: "opt"}, Pair: [2]int{7, 8}, Mark: true, Kind: 255, Weight: -0.1, Big: math.MaxUint64,
	Flags: [3]bool{true, false, true}, Bytes: [3]kind{0, 200, 7}, Long: [9]int16{math.MinInt16, 8: math.MaxInt16}, Narrow: math.MinInt8,
	Wide: math.MinInt64, Plain: math.MaxUint, Short: math.MaxUint16, Hash: []uint32{1, math.MaxUint32},
}

func TestRoundTrip(t *testing.T) {
	for _, v := range []outer{{}, whole} {
		data := Append([]byte("front"), &v)
		if !bytes.HasPrefix(data, []byte("front")) {
			t.Error("what stood in the buffer is gone")
		}
		got := outer{ID: "old", Opt: &inner{}, Words: []string{"old"}}
		if err := Read(string(data[5:]), &got); err != nil || !reflect.DeepEqual(got, v) {
			t.Errorf("%v: read back as %+v, want %+v", err, got, v)
		}
	}
}

func TestStringsOnce(t *testing.T) {
	long := strings.Repeat("long ", 100)
	v := []string{long, long, long}
	if n := len(Append(nil, &v)); n > len(long)+10 {
		t.Errorf("%d bytes for one string three times", n)
	}
}

// TestManyStrings makes the table of strings grow, and meets the strings of earlier
// calls in it.
func TestManyStrings(t *testing.T) {
	var first []byte
	for round := range 50 {
		var v []string
		for i := range 3000 {
			v = append(v, strings.Repeat("x", i%41)+strconv.Itoa(i/2), "y"+strconv.Itoa(round*i))
		}
		data := Append(nil, &v)
		var got []string
		if err := Read(string(data), &got); err != nil || !slices.Equal(got, v) {
			t.Fatalf("round %d: error %v, or other strings", round, err)
		}
		if round == 0 {
			first = data
		}
		for i := 1; i < len(v); i += 2 {
			v[i] = "y0" // as in the first round
		}
		if !bytes.Equal(Append(nil, &v), first) {
			t.Fatalf("round %d: the bytes depend on what was written before", round)
		}
	}
}

// TestSerialsRunOut: a table whose serial numbers come to their end is made anew.
func TestSerialsRunOut(t *testing.T) {
	v := []string{"a", "b", "a"}
	w := &writer{table: make([]uint64, smallest), base: math.MaxUint32/2 - 3}
	for range 4 {
		got := w.values(nil, planOf(reflect.TypeOf(v)), unsafe.Pointer(&v), 1)
		if want := "\x03\x03a\x03b\x02"; string(got) != want {
			t.Errorf("%q, want %q", got, want)
		}
		w.reset()
	}
	if w.base > 100 {
		t.Errorf("the serial numbers stand at %d", w.base)
	}
}

// TestSlicesAreApart: slices that were read share memory, and nobody can tell.
func TestSlicesAreApart(t *testing.T) {
	v := [][]inner{{{A: 1}}, {{A: 2}}, {{A: 3}, {A: 4}}, {{A: 5}}, {{A: 6}}}
	var got [][]inner
	if err := Read(string(Append(nil, &v)), &got); err != nil {
		t.Fatal(err)
	}
	for i := range got {
		_ = append(got[i], inner{A: 99})
	}
	if !reflect.DeepEqual(got, v) {
		t.Errorf("%v, want %v", got, v)
	}
}

func TestNumbersThatDoNotFit(t *testing.T) {
	data := string(Append(nil, &[]int64{200, 1 << 40}))
	var a []int8
	var b []int32
	var c []uint8
	var d []bool
	var e []int64
	for i, err := range []error{Read(data, &a), Read(data, &b), Read(data, &c), Read(data, &d), Read("\x01\x80\x00", &e), Read("\x01"+strings.Repeat("\xff", 9)+"\x02", &e)} {
		if err == nil {
			t.Errorf("case %d: no error", i)
		}
	}
}

func TestDamage(t *testing.T) {
	data := Append(nil, &whole)
	for i := range data {
		var v outer
		if err := Read(string(data[:i]), &v); err == nil {
			t.Errorf("cut at %d: no error", i)
		}
	}
	var v outer
	if err := Read(string(data)+"x", &v); err == nil {
		t.Error("a byte too many: no error")
	}
}

type chain struct{ Next *chain }

func TestUnsupported(t *testing.T) {
	for name, f := range map[string]func(){
		"map":        func() { Append(nil, &map[string]int{}) },
		"unexported": func() { Append(nil, &struct{ a int }{}) },
		"no bytes":   func() { Append(nil, &[]struct{}{}) },
		"itself":     func() { Append(nil, &chain{}) },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: no panic", name)
				}
			}()
			f()
		}()
	}
}

func FuzzRead(f *testing.F) {
	f.Add(Append(nil, &whole))
	f.Add([]byte{0xff, 0xff, 0xff, 0xff, 0x7f})
	f.Fuzz(func(t *testing.T, data []byte) {
		var v, again outer
		if Read(string(data), &v) != nil {
			return
		}
		packed := Append(nil, &v)
		if err := Read(string(packed), &again); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(Append(nil, &again), packed) {
			t.Errorf("%+v is read back as %+v", v, again)
		}
	})
}

func BenchmarkAppend(b *testing.B) {
	v := make([]outer, 100)
	for i := range v {
		v[i] = whole
	}
	buf := Append(nil, &v)
	b.SetBytes(int64(len(buf)))
	b.ReportAllocs()
	for b.Loop() {
		buf = Append(buf[:0], &v)
	}
}

func BenchmarkRead(b *testing.B) {
	v := make([]outer, 100)
	for i := range v {
		v[i] = whole
	}
	data := string(Append(nil, &v))
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		var got []outer
		if err := Read(data, &got); err != nil {
			b.Fatal(err)
		}
	}
}
