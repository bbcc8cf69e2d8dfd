package weights

import "testing"

// TestLarge holds that a table has its size, is zero and may be written from end to end.
func TestLarge(t *testing.T) {
	type twelve [3]uint32 // does not divide a page
	for _, n := range []int{0, 1, 1000, 200_000} {
		s := Large[twelve](n)
		if len(s) != n || cap(s) < n {
			t.Fatalf("%d elements, want %d", len(s), n)
		}
		for i := range s {
			if s[i] != (twelve{}) {
				t.Fatalf("element %d of %d is %v", i, n, s[i])
			}
			s[i][2] = uint32(i)
		}
		for i := range s {
			if s[i][2] != uint32(i) {
				t.Fatalf("element %d of %d is %v", i, n, s[i])
			}
		}
	}
}
