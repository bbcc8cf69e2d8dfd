package places

import "testing"

func TestTowns(t *testing.T) {
	n, north, oslo := 0, 0, false
	for lat, lon := range Towns() {
		if lat < -9000 || lat > 9000 || lon < -18000 || lon > 18000 {
			t.Fatalf("a town at %d, %d", lat, lon)
		}
		n++
		if lat > 0 {
			north++
		}
		oslo = oslo || lat/100 == 59 && lon/100 == 10
	}
	if n < 100_000 || north*4 < n*3 || !oslo {
		t.Errorf("%d towns, %d in the north, one where Oslo is: %v", n, north, oslo)
	}
	first := 0
	for range Towns() {
		first++
		break
	}
	if first != 1 {
		t.Error("the walk does not end when asked to")
	}
}
