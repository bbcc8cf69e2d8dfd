package weights

import (
	"unsafe"

	"golang.org/x/sys/unix"
)

// largePage is the size of a large page on the processors we know, in bytes.
const largePage = 2 << 20

// Large makes n zero elements, which hold no pointers, for a table of a megabyte and more that is looked at
// in random places. Where the system has large pages to give it is asked for them: with small
// ones every look costs the processor one at the page table too, which takes longer than the look.
func Large[T any](n int) []T {
	size := int(unsafe.Sizeof(*new(T)))
	if n*size < largePage/2 {
		return make([]T, n)
	}
	// From the start of a page on. What lies before it and behind the table is never touched.
	s := make([]T, n+2*largePage/size+4)
	start := uintptr(unsafe.Pointer(unsafe.SliceData(s)))
	first := (start + largePage - 1) &^ (largePage - 1)
	at := (int(first-start) + size - 1) / size
	pages := (n*size + 2*size + largePage - 1) / largePage
	// A system that has none to give says no, which is no harm.
	_ = unix.Madvise(unsafe.Slice((*byte)(unsafe.Add(unsafe.Pointer(unsafe.SliceData(s)), first-start)), pages*largePage), unix.MADV_HUGEPAGE)
	return s[at : at+n : at+n]
}
