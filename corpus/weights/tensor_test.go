package weights

import (
	"bytes"
	"reflect"
	"testing"
)

func TestTensors(t *testing.T) {
	in := []Tensor{{Name: "a", Rows: 2, Cols: 3, Int8: []int8{1, -2, 3, -4, 5, -6}}, {Name: "b", Rows: 1, Cols: 2, Int32: []int32{1 << 30, -1}}}
	var b bytes.Buffer
	if err := WriteTensors(&b, in); err != nil {
		t.Fatal(err)
	}
	got, err := ReadTensors(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if want := map[string]Tensor{"a": in[0], "b": in[1]}; !reflect.DeepEqual(got, want) {
		t.Errorf("read %v, want %v", got, want)
	}
	var model bytes.Buffer
	if _, err := New([]string{"x"}, 2).WriteTo(&model); err != nil {
		t.Fatal(err)
	}
	for _, data := range [][]byte{nil, []byte(tensorMagic), model.Bytes()} {
		if _, err := ReadTensors(data); err == nil {
			t.Errorf("read %q, which are no tensors", data)
		}
	}
}
