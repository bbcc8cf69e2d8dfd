//go:build !goexperiment.simd || !amd64

package main

// The four loops that take all the time. kernel_simd.go has the same with vectors of
// eight, adding in the same order, so that both give the same bits.

// axpy adds p times a to y.
func axpy(y, a []float32, p float32) {
	a = a[:len(y)]
	for i := range y {
		y[i] += a[i] * p
	}
}

// axpy4 adds four multiples to y, one after the other.
func axpy4(y, a, b, c, d []float32, p, q, r, s float32) {
	n := len(y)
	a, b, c, d = a[:n], b[:n], c[:n], d[:n]
	for i := range y {
		y[i] = y[i] + a[i]*p + b[i]*q + c[i]*r + d[i]*s
	}
}

// add adds a to y.
func add(y, a []float32) {
	a = a[:len(y)]
	for i := range y {
		y[i] += a[i]
	}
}

// dot is the inner product, summed in eight lanes.
func dot(a, b []float32) float32 {
	n := len(a)
	b = b[:n]
	var t [8]float32
	for i := 0; i+8 <= n; i += 8 {
		x, y := (*[8]float32)(a[i:]), (*[8]float32)(b[i:])
		for k := range t {
			t[k] += x[k] * y[k]
		}
	}
	return ((t[0] + t[4]) + (t[2] + t[6])) + ((t[1] + t[5]) + (t[3] + t[7]))
}
