package pack

import (
	"fmt"
	"reflect"
	"sync"
	"sync/atomic"
	"unsafe"
)

// plan is how a type is written and read: a step for every number, string, slice
// and pointer in a value, those of inner structs and short arrays included, and one step
// for neighbours that are all int, all bytes or all bool. Values are reached through
// pointers, not through reflection, and one loop does all steps of all elements of a
// slice: a document has thousands of fields, and every one of them is written in every run.
type plan struct {
	steps []step
	size  uintptr      // of a value in memory
	least int          // bytes that a value takes at least
	id    int          // of the plan, from 0
	list  reflect.Type // a slice of such values
}

type step struct {
	kind reflect.Kind
	at   uintptr // of the field within the value
	of   *plan   // of the elements of a slice or array, or of what a pointer points to
	n    int     // of neighbours; the length of an array
}

// slice is how the runtime lays out any slice.
type slice struct {
	data     unsafe.Pointer
	len, cap int
}

var (
	plans     sync.Map // reflect.Type to *plan
	planCount atomic.Int64
)

func planOf(t reflect.Type) *plan {
	if p, ok := plans.Load(t); ok {
		return p.(*plan)
	}
	return makePlan(t, nil)
}

// makePlan makes the plan of t, which lies within the types of outer.
func makePlan(t reflect.Type, outer []reflect.Type) *plan {
	if p, ok := plans.Load(t); ok {
		return p.(*plan)
	}
	for _, o := range outer {
		if o == t {
			panic(fmt.Sprintf("pack: type %v holds itself", t))
		}
	}
	p := &plan{size: t.Size(), id: int(planCount.Add(1)) - 1, list: reflect.SliceOf(t)}
	p.add(t, 0, append(outer, t))
	kept, _ := plans.LoadOrStore(t, p)
	return kept.(*plan)
}

// unrolled is the length up to which an array is as many steps as it has elements.
const unrolled = 8

// add adds the steps of a field of type t.
func (p *plan) add(t reflect.Type, at uintptr, outer []reflect.Type) {
	s := step{kind: t.Kind(), at: at, n: 1}
	least := 1
	switch t.Kind() {
	case reflect.Bool, reflect.String,
		reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64,
		reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
	case reflect.Float64:
		least = 8
	case reflect.Pointer:
		s.of = makePlan(t.Elem(), outer)
	case reflect.Slice:
		if s.of = makePlan(t.Elem(), outer); s.of.least == 0 {
			panic(fmt.Sprintf("pack: elements of %v take no bytes", t)) // a length could promise any number of them
		}
	case reflect.Array:
		if t.Len() <= unrolled {
			for i := range t.Len() {
				p.add(t.Elem(), at+uintptr(i)*t.Elem().Size(), outer)
			}
			return
		}
		if s.of, s.n = makePlan(t.Elem(), outer), t.Len(); s.of.least == 0 {
			return // a step takes at least a byte
		}
		least = s.n * s.of.least
	case reflect.Struct:
		for i := range t.NumField() {
			f := t.Field(i)
			if !f.IsExported() && !f.Anonymous {
				panic(fmt.Sprintf("pack: field %s of %v is not exported", f.Name, t))
			}
			p.add(f.Type, at+f.Offset, outer)
		}
		return
	default:
		panic(fmt.Sprintf("pack: type %v is not supported", t))
	}
	p.least += least
	switch s.kind {
	case reflect.Int, reflect.Uint8, reflect.Bool:
		if n := len(p.steps); n > 0 {
			if last := &p.steps[n-1]; last.kind == s.kind && last.at+uintptr(last.n)*t.Size() == at {
				last.n++
				return
			}
		}
	}
	p.steps = append(p.steps, s)
}
