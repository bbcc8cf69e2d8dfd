// Package pack writes Go values as compact bytes and reads them back, for the
// cache and for what a run spills: documents with all their working layers, and
// the keys of the reduce. Records that users read are JSON, see corpus.Encode.
//
// Integers are varints (signed ones zigzag), floats eight bytes, strings are
// written once and referred to by number afterwards, slices have their length in
// front, pointers a byte that says whether they are set, and structs are their
// fields in order. There are no names, no types and no versions in the bytes: whoever
// keeps them must keep a digest of the program beside them.
//
// Bytes are a function of the value. A nil slice and an empty one are the same;
// both are read back as nil. Maps, interfaces, channels and functions are not
// supported, nor are unexported fields and types that hold themselves: the first
// use of such a type panics, so that any test of the type finds it.
//
// What is read shares memory: strings are parts of the bytes they were read from, and
// short slices of one type are parts of one array. Appending to one copies it.
package pack

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"unsafe"
)

// ErrCorrupt is what reading bytes that [Append] did not write ends in.
var ErrCorrupt = errors.New("pack: the bytes are damaged")

// Append appends the packed form of *v to buf.
func Append[T any](buf []byte, v *T) []byte {
	of := planOf(reflect.TypeFor[T]())
	w := writers.Get().(*writer)
	buf = w.values(buf, of, unsafe.Pointer(v), 1)
	w.reset()
	writers.Put(w)
	return buf
}

// Read reads what Append wrote for a T into *v. The error is [ErrCorrupt] where the
// bytes are not exactly such a value; *v may be partly filled then.
func Read[T any](data string, v *T) error {
	of := planOf(reflect.TypeFor[T]())
	r := readers.Get().(*reader)
	r.data = data
	at := r.values(0, of, unsafe.Pointer(v), 1)
	r.reset()
	readers.Put(r)
	if at != len(data) {
		return ErrCorrupt
	}
	return nil
}

// Shape describes the layout of a T: kinds, names and order of all fields below it.
// Bytes that were written under one shape must not be read under another.
func Shape[T any]() string {
	var b strings.Builder
	shape(&b, reflect.TypeFor[T]())
	return b.String()
}

func shape(b *strings.Builder, t reflect.Type) {
	switch t.Kind() {
	case reflect.Pointer:
		b.WriteByte('*')
		shape(b, t.Elem())
	case reflect.Slice:
		b.WriteString("[]")
		shape(b, t.Elem())
	case reflect.Array:
		fmt.Fprintf(b, "[%d]", t.Len())
		shape(b, t.Elem())
	case reflect.Struct:
		b.WriteByte('{')
		for i := range t.NumField() {
			b.WriteString(t.Field(i).Name + " ")
			shape(b, t.Field(i).Type)
			b.WriteByte(';')
		}
		b.WriteByte('}')
	default:
		b.WriteString(t.Kind().String())
	}
}
