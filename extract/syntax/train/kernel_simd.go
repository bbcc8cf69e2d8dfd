//go:build goexperiment.simd && amd64

package main

// Built with GOEXPERIMENT=simd: lengths are multiples of eight.

import (
	"simd/archsimd"
	"unsafe"
)

func axpy(y, a []float32, p float32) {
	n := len(y)
	if n == 0 {
		return
	}
	a = a[:n]
	P := archsimd.BroadcastFloat32x8(p)
	py, pa := unsafe.Pointer(&y[0]), unsafe.Pointer(&a[0])
	for i := 0; i < n*4; i += 32 {
		v := archsimd.LoadFloat32x8((*[8]float32)(unsafe.Add(py, i)))
		v = v.Add(archsimd.LoadFloat32x8((*[8]float32)(unsafe.Add(pa, i))).Mul(P))
		v.Store((*[8]float32)(unsafe.Add(py, i)))
	}
	archsimd.ClearAVXUpperBits()
}

func axpy4(y, a, b, c, d []float32, p, q, r, s float32) {
	n := len(y)
	if n == 0 {
		return
	}
	a, b, c, d = a[:n], b[:n], c[:n], d[:n]
	P, Q, R, S := archsimd.BroadcastFloat32x8(p), archsimd.BroadcastFloat32x8(q), archsimd.BroadcastFloat32x8(r), archsimd.BroadcastFloat32x8(s)
	py, pa, pb, pc, pd := unsafe.Pointer(&y[0]), unsafe.Pointer(&a[0]), unsafe.Pointer(&b[0]), unsafe.Pointer(&c[0]), unsafe.Pointer(&d[0])
	for i := 0; i < n*4; i += 32 {
		v := archsimd.LoadFloat32x8((*[8]float32)(unsafe.Add(py, i)))
		v = v.Add(archsimd.LoadFloat32x8((*[8]float32)(unsafe.Add(pa, i))).Mul(P))
		v = v.Add(archsimd.LoadFloat32x8((*[8]float32)(unsafe.Add(pb, i))).Mul(Q))
		v = v.Add(archsimd.LoadFloat32x8((*[8]float32)(unsafe.Add(pc, i))).Mul(R))
		v = v.Add(archsimd.LoadFloat32x8((*[8]float32)(unsafe.Add(pd, i))).Mul(S))
		v.Store((*[8]float32)(unsafe.Add(py, i)))
	}
	archsimd.ClearAVXUpperBits()
}

func add(y, a []float32) {
	n := len(y)
	if n == 0 {
		return
	}
	a = a[:n]
	py, pa := unsafe.Pointer(&y[0]), unsafe.Pointer(&a[0])
	for i := 0; i < n*4; i += 32 {
		v := archsimd.LoadFloat32x8((*[8]float32)(unsafe.Add(py, i)))
		v.Add(archsimd.LoadFloat32x8((*[8]float32)(unsafe.Add(pa, i)))).Store((*[8]float32)(unsafe.Add(py, i)))
	}
	archsimd.ClearAVXUpperBits()
}

func dot(a, b []float32) float32 {
	n := len(a)
	b = b[:n]
	var u archsimd.Float32x8
	pa, pb := unsafe.Pointer(&a[0]), unsafe.Pointer(&b[0])
	for i := 0; i < n*4; i += 32 {
		u = u.Add(archsimd.LoadFloat32x8((*[8]float32)(unsafe.Add(pa, i))).Mul(archsimd.LoadFloat32x8((*[8]float32)(unsafe.Add(pb, i)))))
	}
	var t [8]float32
	u.Store(&t)
	archsimd.ClearAVXUpperBits()
	return ((t[0] + t[4]) + (t[2] + t[6])) + ((t[1] + t[5]) + (t[3] + t[7]))
}
