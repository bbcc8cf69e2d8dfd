//go:build amd64

#include "textflag.h"

// func fetchIndex(index *block, mask uint32, features *uint32, n int)
TEXT ·fetchIndex(SB), NOSPLIT, $0-32
	MOVQ index+0(FP), SI
	MOVL mask+8(FP), DX
	MOVQ features+16(FP), DI
	MOVQ n+24(FP), CX

fetch:
	MOVL       (DI), AX
	ANDL       DX, AX
	SHRL       $5, AX
	PREFETCHT0 (SI)(AX*8)
	ADDQ       $4, DI
	DECQ       CX
	JNZ        fetch
	RET

// func resolveBMI2(index *block, mask uint32, rows *row, features *uint32, n int, which *uint32) int
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
	MOVQ       (SI)(AX*8), R11  // kept, and before in the upper half
	ANDL       $31, BX
	BZHIL      BX, R11, R12
	POPCNTL    R12, R12
	SHRXL      BX, R11, R13
	SHRQ       $32, R11
	ADDL       R11, R12
	MOVL       R12, (R9)(R10*4)
	SHLQ       $6, R12
	PREFETCHT0 (R8)(R12*1)
	ANDL       $1, R13
	ADDQ       R13, R10
	ADDQ       $4, DI
	DECQ       CX
	JNZ        resolve
	MOVQ       R10, ret+48(FP)
	RET

// func sumAVX2(rows *row, which *uint32, n int, from, to *scores, off int32)
//
// A row takes 64 bytes, of which 48 count. Their sums are kept in three registers of 16 lanes of 16 bits; at the
// end they are widened to 32 bits, the bias is taken off, and the scores are added to them:
// five registers of eight, and the last class by itself.
TEXT ·sumAVX2(SB), NOSPLIT, $0-44
	MOVQ  rows+0(FP), SI
	MOVQ  which+8(FP), DI
	MOVQ  n+16(FP), CX
	MOVQ  from+24(FP), R8
	MOVQ  to+32(FP), DX
	VPXOR Y0, Y0, Y0
	VPXOR Y1, Y1, Y1
	VPXOR Y2, Y2, Y2
	TESTQ CX, CX
	JZ    summed

sum:
	MOVL       (DI), AX
	SHLQ       $6, AX
	VPMOVZXBW  (SI)(AX*1), Y3
	VPMOVZXBW  16(SI)(AX*1), Y4
	VPMOVZXBW  32(SI)(AX*1), Y5
	VPADDW     Y3, Y0, Y0
	VPADDW     Y4, Y1, Y1
	VPADDW     Y5, Y2, Y2
	ADDQ       $4, DI
	DECQ       CX
	JNZ        sum

summed:
	MOVL         off+40(FP), AX
	VMOVD        AX, X15
	VPBROADCASTD X15, Y15

	VPMOVZXWD    X0, Y3
	VEXTRACTI128 $1, Y0, X4
	VPMOVZXWD    X4, Y4
	VPMOVZXWD    X1, Y5
	VEXTRACTI128 $1, Y1, X6
	VPMOVZXWD    X6, Y6
	VPMOVZXWD    X2, Y7
	VPSUBD       Y15, Y3, Y3
	VPSUBD       Y15, Y4, Y4
	VPSUBD       Y15, Y5, Y5
	VPSUBD       Y15, Y6, Y6
	VPSUBD       Y15, Y7, Y7
	VPADDD       (R8), Y3, Y3
	VPADDD       32(R8), Y4, Y4
	VPADDD       64(R8), Y5, Y5
	VPADDD       96(R8), Y6, Y6
	VPADDD       128(R8), Y7, Y7
	VEXTRACTI128 $1, Y2, X8
	VPEXTRW      $0, X8, AX
	SUBL         off+40(FP), AX
	ADDL         160(R8), AX
	VMOVDQU      Y3, (DX)
	VMOVDQU      Y4, 32(DX)
	VMOVDQU      Y5, 64(DX)
	VMOVDQU      Y6, 96(DX)
	VMOVDQU      Y7, 128(DX)
	MOVL         AX, 160(DX)
	VZEROUPPER
	RET

// WAY joins to the best scores, Y0 to Y5, those behind the class whose transitions start at AX and
// whose score is in every lane of Y6.
#define WAY \
	VPADDD  (AX), Y6, Y7     \
	VPADDD  32(AX), Y6, Y8   \
	VPADDD  64(AX), Y6, Y9   \
	VPADDD  96(AX), Y6, Y10  \
	VPADDD  128(AX), Y6, Y11 \
	VPADDD  160(AX), Y6, Y12 \
	VPMAXSD Y7, Y0, Y0       \
	VPMAXSD Y8, Y1, Y1       \
	VPMAXSD Y9, Y2, Y2       \
	VPMAXSD Y10, Y3, Y3      \
	VPMAXSD Y11, Y4, Y4      \
	VPMAXSD Y12, Y5, Y5

// OPEN starts the best scores of eight classes with those behind the two classes of each type that
// leave a name open; at is the place of the eight in a row.
#define OPEN(at, best) \
	VMOVDQU 4+at(SI), Y7          \
	VPSHUFD $0x00, Y7, Y8         \
	VPSHUFD $0x55, Y7, best       \
	VPADDD  lattice_begun+at(DX), Y8, Y8     \
	VPADDD  lattice_inside+at(DX), best, best \
	VPMAXSD Y8, best, best

// CLOSED puts a bit for each of eight classes of the row at SI into R9: it leaves no name open and is
// not too far behind to be the best way on.
#define CLOSED(at) \
	VMOVDQU   4+at(SI), Y7  \
	VPCMPGTD  Y14, Y7, Y7   \
	VMOVMSKPS Y7, R9        \
	ANDL      $0xCC, R9

// WAYS follows the ways of CLOSED.
#define WAYS(at, label, end) \
	CLOSED(at)                          \
	JZ           end                    \
label:                                  \
	BSFL         R9, R10                \
	VPBROADCASTD 4+at(SI)(R10*4), Y6    \
	IMUL3Q       $192, R10, AX          \
	LEAQ         (192+at*48)(DX)(AX*1), AX \
	WAY                                 \
	LEAL         -1(R9), R11            \
	ANDL         R11, R9                \
	JNZ          label                  \
end:

// SCORE writes the scores of eight classes of the row at DI.
#define SCORE(at, best) \
	VPADDD  4+at(DI), best, best \
	VPMAXSD Y15, best, best      \
	VMOVDQU best, 4+at(DI)

// The parts of a lattice, in bytes.
#define lattice_begun  7872
#define lattice_inside 8032
#define lattice_spread 8192
#define lattice_never  8196

// func pathsAVX2(first *scores, n int, t *lattice)
//
// Classes 1 to 40 lie in five registers, four of a type side by side (Begin, Inside, Last, Unit), and
// class 0 in a sixth by itself.
TEXT ·pathsAVX2(SB), NOSPLIT, $0-24
	MOVQ         first+0(FP), DI
	MOVQ         n+8(FP), CX
	MOVQ         t+16(FP), DX
	VPBROADCASTD lattice_never(DX), Y15

	// The first piece stands behind class 0.
	VMOVDQU (DX), Y0
	VMOVDQU 32(DX), Y1
	VMOVDQU 64(DX), Y2
	VMOVDQU 96(DX), Y3
	VMOVDQU 128(DX), Y4
	VMOVDQU 160(DX), Y5
	JMP     score

next:
	MOVQ DI, SI
	ADDQ $164, DI

	// The lead of the classes that leave no name open: the upper halves of the types.
	VMOVDQU      4(SI), Y0
	VMOVDQU      36(SI), Y1
	VPMAXSD      68(SI), Y0, Y0
	VPMAXSD      100(SI), Y1, Y1
	VPMAXSD      132(SI), Y0, Y0
	VPMAXSD      Y1, Y0, Y0
	VEXTRACTI128 $1, Y0, X1
	VPMAXSD      X1, X0, X0
	VPSHUFD      $0xFE, X0, X0
	VPSHUFD      $0x55, X0, X1
	VPMAXSD      X1, X0, X0
	VMOVD        (SI), X1
	VPMAXSD      X1, X0, X0
	VPBROADCASTD X0, Y14
	VPBROADCASTD lattice_spread(DX), Y13
	VPSUBD       Y13, Y14, Y14

	OPEN(0, Y0)
	OPEN(32, Y1)
	OPEN(64, Y2)
	OPEN(96, Y3)
	OPEN(128, Y4)
	VPADDD Y15, Y15, Y5

	VPBROADCASTD (SI), Y6
	VMOVD        X6, R9
	VMOVD        X14, R10
	CMPL         R9, R10
	JLE          types
	MOVQ         DX, AX
	WAY

types:
	WAYS(0, way0, end0)
	WAYS(32, way1, end1)
	WAYS(64, way2, end2)
	WAYS(96, way3, end3)
	WAYS(128, way4, end4)

score:
	SCORE(0, Y0)
	SCORE(32, Y1)
	SCORE(64, Y2)
	SCORE(96, Y3)
	SCORE(128, Y4)
	VMOVD   (DI), X6
	VPADDD  X6, X5, X5
	VPMAXSD X15, X5, X5
	VMOVD   X5, (DI)
	DECQ    CX
	JNZ     next
	VZEROUPPER
	RET
