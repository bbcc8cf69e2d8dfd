package neural

import (
	"fmt"

	"dateline/corpus/weights"
)

// file is the tensors of a file by name; the first error of a request stays.
type file struct {
	tensors map[string]weights.Tensor
	err     error
}

func read(data []byte) (*file, error) {
	tensors, err := weights.ReadTensors(data)
	if err != nil {
		return nil, fmt.Errorf("neural: %w", err)
	}
	return &file{tensors: tensors}, nil
}

// bytes gives a matrix of int8 of that size.
func (f *file) bytes(name string, rows, cols int) []int8 {
	t := f.tensors[name]
	if len(t.Int8) != rows*cols || t.Cols != cols {
		f.fail(name)
		return make([]int8, rows*cols)
	}
	return t.Int8
}

// numbers gives so many numbers, or with n < 0 all there are.
func (f *file) numbers(name string, n int) []int32 {
	t := f.tensors[name]
	if n >= 0 && len(t.Int32) != n {
		f.fail(name)
		return make([]int32, n)
	}
	return t.Int32
}

func (f *file) fail(name string) {
	if f.err == nil {
		f.err = fmt.Errorf("neural: weights lack %s, or it is of another size", name)
	}
}
