//go:build amd64

#include "textflag.h"

// func resolveBMI2(index *block, mask uint32, rows *packedRow, features *uint32, n int, which *uint32) int
//
// A number is written for every feature, and the next one over it if the feature has no row.
TEXT ·resolveBMI2(SB), NOSPLIT, $0-56
	MOVQ index+0(FP), SI
	MOVL mask+8(FP), DX
	MOVQ rows+16(FP), R8
	MOVQ features+24(FP), DI
	MOVQ n+32(FP), CX
	MOVQ which+40(FP), R9
	XORL R10, R10

resolve:
	MOVL       (DI), AX
	ANDL       DX, AX
	MOVL       AX, BX
	SHRL       $5, AX
	MOVQ       (SI)(AX*8), R11 // kept, and before in the upper half
	ANDL       $31, BX
	BZHIL      BX, R11, R12
	POPCNTL    R12, R12
	SHRXL      BX, R11, R13
	SHRQ       $32, R11
	ADDL       R11, R12
	MOVL       R12, (R9)(R10*4)
	SHLQ       $5, R12
	PREFETCHT0 (R8)(R12*1)
	ANDL       $1, R13
	ADDQ       R13, R10
	ADDQ       $4, DI
	DECQ       CX
	JNZ        resolve
	MOVQ       R10, ret+48(FP)
	RET

// func sumAVX2(rows *packedRow, which *uint32, n int, to *sums)
//
// A row takes 32 bytes, of which 24 count. Their sums are kept in 16 lanes and in 8 lanes of 16 bits.
TEXT ·sumAVX2(SB), NOSPLIT, $0-32
	MOVQ  rows+0(FP), SI
	MOVQ  which+8(FP), DI
	MOVQ  n+16(FP), CX
	MOVQ  to+24(FP), DX
	VPXOR Y0, Y0, Y0
	VPXOR X1, X1, X1

sum:
	MOVL      (DI), AX
	SHLQ      $5, AX
	VPMOVZXBW (SI)(AX*1), Y2
	VPMOVZXBW 16(SI)(AX*1), X3
	VPADDW    Y2, Y0, Y0
	VPADDW    X3, X1, X1
	ADDQ      $4, DI
	DECQ      CX
	JNZ       sum
	VMOVDQU   Y0, (DX)
	VMOVDQU   X1, 32(DX)
	VZEROUPPER
	RET
