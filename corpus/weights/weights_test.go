package weights

import (
	"bytes"
	"slices"
	"testing"
)

func TestRoundTrip(t *testing.T) {
	m := New([]string{"a", "b", "c"}, 4)
	w := make([]float32, len(m.W))
	for i := range w {
		w[i] = float32(i) - 20
	}
	m.Quantize(w)
	var one, two bytes.Buffer
	if _, err := m.WriteTo(&one); err != nil {
		t.Fatal(err)
	}
	if _, err := m.WriteTo(&two); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(one.Bytes(), two.Bytes()) {
		t.Error("the same model is written in two ways")
	}
	got, err := Read(one.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(got.W, m.W) || !slices.Equal(got.Classes, m.Classes) || got.Rows != m.Rows || got.Scale != m.Scale {
		t.Error("the model reads back differently")
	}
	scores := make([]int32, 3)
	got.Add(scores, 17) // row 1 of 16
	if want := []int32{int32(m.W[3]), int32(m.W[4]), int32(m.W[5])}; !slices.Equal(scores, want) {
		t.Errorf("scores %v, want %v", scores, want)
	}
}

func FuzzRead(f *testing.F) {
	var b bytes.Buffer
	New([]string{"a"}, 2).WriteTo(&b)
	f.Add(b.Bytes())
	f.Fuzz(func(t *testing.T, data []byte) {
		if m, err := Read(data); err == nil {
			m.Row(7)
		}
	})
}
