package neural

import (
	"bytes"
	"slices"
	"testing"

	"dateline/corpus/weights"
)

func TestFile(t *testing.T) {
	in := []weights.Tensor{{Name: "a", Rows: 2, Cols: 3, Int8: []int8{1, -2, 3, -4, 5, -6}}, {Name: "b", Rows: 1, Cols: 2, Int32: []int32{1 << 30, -1}}}
	var one, two bytes.Buffer
	for _, b := range []*bytes.Buffer{&one, &two} {
		if err := weights.WriteTensors(b, in); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(one.Bytes(), two.Bytes()) {
		t.Error("the same tensors are written in two ways")
	}
	f, err := read(one.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if got := f.bytes("a", 2, 3); !slices.Equal(got, in[0].Int8) {
		t.Errorf("a is %v", got)
	}
	if got := f.numbers("b", 2); !slices.Equal(got, in[1].Int32) || f.err != nil {
		t.Errorf("b is %v, error %v", got, f.err)
	}
	if f.bytes("a", 3, 2); f.err == nil {
		t.Error("no error for another size")
	}
	for _, read := range []func([]byte) error{
		func(b []byte) error { _, err := ReadTagger(b); return err },
		func(b []byte) error { _, err := ReadParser(b); return err },
	} {
		if read(one.Bytes()) == nil || read(nil) == nil || read([]byte("DLN1")) == nil {
			t.Error("weights that are none were read")
		}
	}
}

func FuzzRead(f *testing.F) {
	var b bytes.Buffer
	if err := weights.WriteTensors(&b, []weights.Tensor{{Name: "shape", Rows: 1, Cols: 3, Int32: []int32{1, 4, 9}}}); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Fuzz(func(t *testing.T, data []byte) {
		if p, err := ReadTagger(data); err == nil {
			p.Tag([]string{"a", "b"}, new(TagScratch), nil)
		}
		ReadParser(data)
	})
}
