//go:build amd64

#include "textflag.h"

// See vector_amd64.go for what the functions compute. All use AVX2 and whole numbers
// alone. VPSUBUSW and VPACKUSWB saturate where that is wanted; VPMADDUBSW cannot within the
// stated ranges.

// ones is 16 times the 16-bit number 1.
DATA ones<>+0(SB)/8, $0x0001000100010001
DATA ones<>+8(SB)/8, $0x0001000100010001
DATA ones<>+16(SB)/8, $0x0001000100010001
DATA ones<>+24(SB)/8, $0x0001000100010001
GLOBL ones<>(SB), RODATA|NOPTR, $32

// The bytes 0, 1, 2 and 8, 9, 10 of each half, one after the other.
DATA three<>+0(SB)/8, $0xffff0a0908020100
DATA three<>+8(SB)/8, $0xffffffffffffffff
DATA three<>+16(SB)/8, $0xffff0a0908020100
DATA three<>+24(SB)/8, $0xffffffffffffffff
GLOBL three<>(SB), RODATA|NOPTR, $32

// SCALE makes the 64-bit numbers of y, which are not negative, activations: times the
// factor in Y10, rounded by Y11, at most Y12.
#define SCALE(y) \
	VPMULUDQ Y10, y, y; \
	VPADDQ   Y11, y, y; \
	VPSRLQ   $24, y, y; \
	VPMINUD  Y12, y, y

// CONSTANTS fills Y10, Y11 and Y12 for SCALE with the factor in AX, R10, R11 are lost.
#define CONSTANTS \
	VMOVQ        AX, X10;        \
	VPBROADCASTQ X10, Y10;       \
	MOVQ         $0x800000, R10; \
	VMOVQ        R10, X11;       \
	VPBROADCASTQ X11, Y11;       \
	MOVQ         $127, R10;      \
	VMOVQ        R10, X12;       \
	VPBROADCASTQ X12, Y12

// FOUR adds to 32 sums in 32 bits, in the order of [matrix].blocks, the products of four
// activations, which Y15 repeats, and of their rows of weights, of which r0 … r3 are the places
// in the block. The rows are mingled, so that each 32 bits have the weights of one sum; pairs of
// products are summed in 16 bits, then pairs of those in 32.
#define FOUR(r0, r1, r2, r3, acc0, acc1, acc2, acc3) \
	VMOVDQU    r0, Y8;         \
	VMOVDQU    r2, Y9;         \
	VPUNPCKLBW r1, Y8, Y10;    \
	VPUNPCKHBW r1, Y8, Y8;     \
	VPUNPCKLBW r3, Y9, Y11;    \
	VPUNPCKHBW r3, Y9, Y9;     \
	VPUNPCKLWD Y11, Y10, Y12;  \
	VPUNPCKHWD Y11, Y10, Y10;  \
	VPUNPCKLWD Y9, Y8, Y11;    \
	VPUNPCKHWD Y9, Y8, Y8;     \
	VPMADDUBSW Y12, Y15, Y12;  \
	VPMADDUBSW Y10, Y15, Y10;  \
	VPMADDUBSW Y11, Y15, Y11;  \
	VPMADDUBSW Y8, Y15, Y8;    \
	VPMADDWD   Y14, Y12, Y12;  \
	VPMADDWD   Y14, Y10, Y10;  \
	VPMADDWD   Y14, Y11, Y11;  \
	VPMADDWD   Y14, Y8, Y8;    \
	VPADDD     Y12, acc0, acc0; \
	VPADDD     Y10, acc1, acc1; \
	VPADDD     Y11, acc2, acc2; \
	VPADDD     Y8, acc3, acc3

// PLACES reads the places of four rows, and their activations.
#define PLACES \
	MOVWLZX      (SI), R8;  \
	MOVWLZX      2(SI), R9; \
	MOVWLZX      4(SI), R10; \
	MOVWLZX      6(SI), R11; \
	VPBROADCASTD (DX), Y15; \
	ADDQ         $8, SI;    \
	ADDQ         $4, DX

// LIST points SI and DX to the list of vector AX, and makes CX its fours.
#define LIST \
	MOVQ  stride+32(FP), R8;  \
	IMULQ AX, R8;             \
	MOVQ  places+8(FP), SI;   \
	LEAQ  (SI)(R8*2), SI;     \
	MOVQ  values+16(FP), DX;  \
	ADDQ  R8, DX;             \
	MOVQ  fours+24(FP), CX;   \
	MOVQ  (CX)(AX*8), CX;     \
	INCQ  AX;                 \
	TESTQ CX, CX

// func productsAVX2(weights *int8, places *uint16, values *uint8, fours *int, stride, taps, size, count int, sums *int32, each, blocks int)
//
// All vectors are multiplied with two blocks before the next two, so that they stay near.
//
// DI weights of two blocks or of the last one, R12 those of one tap in them; AX the number of the vector whose list is next, BX that of the first one; SI, DX and CX the list;
// Y0 … Y7 sums; Y14 ones.
TEXT ·productsAVX2(SB), NOSPLIT, $0-88
	MOVQ    weights+0(FP), DI
	SHLQ    $2, each+72(FP)
	VMOVDQU ones<>(SB), Y14

blocks:
	XORQ BX, BX
	CMPQ blocks+80(FP), $2
	JLT  single

double:
	VPXOR Y0, Y0, Y0
	VPXOR Y1, Y1, Y1
	VPXOR Y2, Y2, Y2
	VPXOR Y3, Y3, Y3
	VPXOR Y4, Y4, Y4
	VPXOR Y5, Y5, Y5
	VPXOR Y6, Y6, Y6
	VPXOR Y7, Y7, Y7
	MOVQ  DI, R12
	MOVQ  BX, AX

doubleTap:
	LIST
	JZ doubleNext

doubleFour:
	PLACES
	FOUR((R12)(R8*2), (R12)(R9*2), (R12)(R10*2), (R12)(R11*2), Y0, Y1, Y2, Y3)
	FOUR(32(R12)(R8*2), 32(R12)(R9*2), 32(R12)(R10*2), 32(R12)(R11*2), Y4, Y5, Y6, Y7)
	DECQ CX
	JNZ  doubleFour

doubleNext:
	MOVQ    size+48(FP), R8
	LEAQ    (R12)(R8*2), R12
	MOVQ    AX, R8
	SUBQ    BX, R8
	CMPQ    R8, taps+40(FP)
	JLT     doubleTap
	MOVQ    each+72(FP), R8
	IMULQ   BX, R8
	ADDQ    sums+64(FP), R8
	VMOVDQU Y0, (R8)
	VMOVDQU Y1, 32(R8)
	VMOVDQU Y2, 64(R8)
	VMOVDQU Y3, 96(R8)
	VMOVDQU Y4, 128(R8)
	VMOVDQU Y5, 160(R8)
	VMOVDQU Y6, 192(R8)
	VMOVDQU Y7, 224(R8)
	INCQ    BX
	CMPQ    BX, count+56(FP)
	JLT     double
	MOVQ    size+48(FP), R8
	IMULQ   taps+40(FP), R8
	LEAQ    (DI)(R8*2), DI
	ADDQ    $256, sums+64(FP)
	SUBQ    $2, blocks+80(FP)
	JNZ     blocks
	VZEROUPPER
	RET

single: // the last of an odd number
	VPXOR Y0, Y0, Y0
	VPXOR Y1, Y1, Y1
	VPXOR Y2, Y2, Y2
	VPXOR Y3, Y3, Y3
	MOVQ  DI, R12
	MOVQ  BX, AX

singleTap:
	LIST
	JZ singleNext

singleFour:
	PLACES
	FOUR((R12)(R8*1), (R12)(R9*1), (R12)(R10*1), (R12)(R11*1), Y0, Y1, Y2, Y3)
	DECQ CX
	JNZ  singleFour

singleNext:
	ADDQ    size+48(FP), R12
	MOVQ    AX, R8
	SUBQ    BX, R8
	CMPQ    R8, taps+40(FP)
	JLT     singleTap
	MOVQ    each+72(FP), R8
	IMULQ   BX, R8
	ADDQ    sums+64(FP), R8
	VMOVDQU Y0, (R8)
	VMOVDQU Y1, 32(R8)
	VMOVDQU Y2, 64(R8)
	VMOVDQU Y3, 96(R8)
	INCQ    BX
	CMPQ    BX, count+56(FP)
	JLT     single
	VZEROUPPER
	RET

// func dotsAVX2(weights *int8, in *uint8, chunks, rows int, sums *int32)
//
// DI weights; SI activations, R8 where they begin; CX chunks left, R9 all; BX rows left; DX
// sums. Y0 a sum, Y14 ones.
TEXT ·dotsAVX2(SB), NOSPLIT, $0-40
	MOVQ    weights+0(FP), DI
	MOVQ    in+8(FP), R8
	MOVQ    chunks+16(FP), R9
	MOVQ    rows+24(FP), BX
	MOVQ    sums+32(FP), DX
	VMOVDQU ones<>(SB), Y14

dot:
	VPXOR Y0, Y0, Y0
	MOVQ  R8, SI
	MOVQ  R9, CX

chunk:
	VMOVDQU      (SI), Y1
	VPMADDUBSW   (DI), Y1, Y1
	VPMADDWD     Y14, Y1, Y1
	VPADDD       Y1, Y0, Y0
	ADDQ         $32, SI
	ADDQ         $32, DI
	DECQ         CX
	JNZ          chunk
	VEXTRACTI128 $1, Y0, X1
	VPADDD       X1, X0, X0
	VPSHUFD      $0x4e, X0, X1
	VPADDD       X1, X0, X0
	VPSHUFD      $0xb1, X0, X1
	VPADDD       X1, X0, X0
	VMOVD        X0, AX
	MOVL         AX, (DX)
	ADDQ         $4, DX
	DECQ         BX
	JNZ          dot
	VZEROUPPER
	RET

// func gatherAVX2(in *uint8, eights int, table *uint64, places *uint16, values *uint8) int
//
// SI activations, CX eights left; DI places and DX values of those found, R9 how many; Y3 the
// place of the first of eight, Y4 what it grows by; Y5 zeros.
TEXT ·gatherAVX2(SB), NOSPLIT, $0-48
	MOVQ         in+0(FP), SI
	MOVQ         eights+8(FP), CX
	MOVQ         table+16(FP), R8
	MOVQ         places+24(FP), DI
	MOVQ         values+32(FP), DX
	XORQ         R9, R9
	VPXOR        X3, X3, X3
	VPXOR        X5, X5, X5
	MOVQ         $0x0100010001000100, AX // eight rows of 32 bytes
	VMOVQ        AX, X4
	VPBROADCASTQ X4, X4

gather:
	VMOVQ     (SI), X0
	VPCMPEQB  X5, X0, X1
	VPMOVMSKB X1, AX
	XORL      $0xff, AX
	MOVBLZX   AX, AX
	VMOVQ     (R8)(AX*8), X1
	POPCNTL   AX, AX
	VPSHUFB   X1, X0, X0
	VPMOVZXBW X1, X1
	VPSLLW    $5, X1, X1
	VPADDW    X3, X1, X1
	VMOVQ     X0, (DX)(R9*1)
	VMOVDQU   X1, (DI)(R9*2)
	VPADDW    X4, X3, X3
	ADDQ      AX, R9
	ADDQ      $8, SI
	DECQ      CX
	JNZ       gather

	// What fills the last four is nothing, of the first row.
	XORQ AX, AX
	MOVQ AX, (DI)(R9*2)
	MOVL AX, (DX)(R9*1)
	ADDQ $3, R9
	SHRQ $2, R9
	MOVQ R9, ret+40(FP)
	RET

// func largestAVX2(sums, bias *int32, eights int) int32
//
// SI sums, DX bias, CX eights left; Y0 the largest so far.
TEXT ·largestAVX2(SB), NOSPLIT, $0-28
	MOVQ    sums+0(FP), SI
	MOVQ    bias+8(FP), DX
	MOVQ    eights+16(FP), CX
	VMOVDQU (SI), Y0
	VPADDD  (DX), Y0, Y0

larger:
	VMOVDQU (SI), Y1
	VPADDD  (DX), Y1, Y1
	VPMAXSD Y1, Y0, Y0
	ADDQ    $32, SI
	ADDQ    $32, DX
	DECQ    CX
	JNZ     larger
	VEXTRACTI128 $1, Y0, X1
	VPMAXSD X1, X0, X0
	VPSHUFD $0x4e, X0, X1
	VPMAXSD X1, X0, X0
	VPSHUFD $0xb1, X0, X1
	VPMAXSD X1, X0, X0
	VMOVD   X0, AX
	MOVL    AX, ret+24(FP)
	VZEROUPPER
	RET

// func packAVX2(sums *int32, start, to *uint64, fours int)
//
// SI sums of the first lane, those of the others 32 sums on; DX start, DI packed words; CX
// fours left.
TEXT ·packAVX2(SB), NOSPLIT, $0-32
	MOVQ sums+0(FP), SI
	MOVQ start+8(FP), DX
	MOVQ to+16(FP), DI
	MOVQ fours+24(FP), CX

pack:
	VPMOVSXDQ (SI), Y0
	VPMOVSXDQ 128(SI), Y1
	VPMOVSXDQ 256(SI), Y2
	VPSLLQ    $21, Y1, Y1
	VPSLLQ    $42, Y2, Y2
	VPADDQ    (DX), Y0, Y0
	VPADDQ    Y1, Y0, Y0
	VPADDQ    Y2, Y0, Y0
	VMOVDQU   Y0, (DI)
	ADDQ      $16, SI
	ADDQ      $32, DX
	ADDQ      $32, DI
	DECQ      CX
	JNZ       pack
	VZEROUPPER
	RET

// func rectifyAVX2(sums, bias *int32, eights int, f int64, out *uint8)
//
// SI sums, DX bias, CX eights left, DI activations. Y13 zeros.
TEXT ·rectifyAVX2(SB), NOSPLIT, $0-40
	MOVQ  sums+0(FP), SI
	MOVQ  bias+8(FP), DX
	MOVQ  eights+16(FP), CX
	MOVQ  f+24(FP), AX
	MOVQ  out+32(FP), DI
	CONSTANTS
	VPXOR Y13, Y13, Y13

rectify:
	VMOVDQU      (SI), Y0
	VPADDD       (DX), Y0, Y0
	VPMAXSD      Y13, Y0, Y0
	VPSRLQ       $32, Y0, Y1
	SCALE(Y0)
	SCALE(Y1)
	VPSLLQ       $32, Y1, Y1
	VPOR         Y1, Y0, Y0
	VEXTRACTI128 $1, Y0, X1
	VPACKUSDW    X1, X0, X0
	VPACKUSWB    X0, X0, X0
	VMOVQ        X0, (DI)
	ADDQ         $32, SI
	ADDQ         $32, DX
	ADDQ         $8, DI
	DECQ         CX
	JNZ          rectify
	VZEROUPPER
	RET

// func sumAVX2(to *uint64, rows *[]uint64, count, words int)
//
// DI sums; BX words left; R8 the rows' slices, R9 how many; R10 bytes from the beginning
// of each row; SI and CX go over the slices, AX points into a row.
TEXT ·sumAVX2(SB), NOSPLIT, $0-32
	MOVQ to+0(FP), DI
	MOVQ rows+8(FP), R8
	MOVQ count+16(FP), R9
	MOVQ words+24(FP), BX
	XORQ R10, R10

sum32:
	CMPQ    BX, $32
	JLT     sum4
	VPXOR Y0, Y0, Y0
	VPXOR Y1, Y1, Y1
	VPXOR Y2, Y2, Y2
	VPXOR Y3, Y3, Y3
	VPXOR Y4, Y4, Y4
	VPXOR Y5, Y5, Y5
	VPXOR Y6, Y6, Y6
	VPXOR Y7, Y7, Y7
	MOVQ    R8, SI
	MOVQ    R9, CX

sum32Row:
	MOVQ    (SI), AX
	ADDQ    R10, AX
	VPADDQ  (AX), Y0, Y0
	VPADDQ  32(AX), Y1, Y1
	VPADDQ  64(AX), Y2, Y2
	VPADDQ  96(AX), Y3, Y3
	VPADDQ  128(AX), Y4, Y4
	VPADDQ  160(AX), Y5, Y5
	VPADDQ  192(AX), Y6, Y6
	VPADDQ  224(AX), Y7, Y7
	ADDQ    $24, SI
	DECQ    CX
	JNZ     sum32Row
	VMOVDQU Y0, (DI)
	VMOVDQU Y1, 32(DI)
	VMOVDQU Y2, 64(DI)
	VMOVDQU Y3, 96(DI)
	VMOVDQU Y4, 128(DI)
	VMOVDQU Y5, 160(DI)
	VMOVDQU Y6, 192(DI)
	VMOVDQU Y7, 224(DI)
	ADDQ    $256, DI
	ADDQ    $256, R10
	SUBQ    $32, BX
	JMP     sum32

sum4:
	CMPQ    BX, $4
	JLT     sum1
	VPXOR   Y0, Y0, Y0
	MOVQ    R8, SI
	MOVQ    R9, CX

sum4Row:
	MOVQ    (SI), AX
	VPADDQ  (AX)(R10*1), Y0, Y0
	ADDQ    $24, SI
	DECQ    CX
	JNZ     sum4Row
	VMOVDQU Y0, (DI)
	ADDQ    $32, DI
	ADDQ    $32, R10
	SUBQ    $4, BX
	JMP     sum4

sum1:
	TESTQ BX, BX
	JLE   summed
	XORQ  DX, DX
	MOVQ  R8, SI
	MOVQ  R9, CX

sum1Row:
	MOVQ (SI), AX
	ADDQ (AX)(R10*1), DX
	ADDQ $24, SI
	DECQ CX
	JNZ  sum1Row
	MOVQ DX, (DI)
	ADDQ $8, DI
	ADDQ $8, R10
	DECQ BX
	JMP  sum1

summed:
	VZEROUPPER
	RET

// func fetch(row *uint64, lines int)
TEXT ·fetch(SB), NOSPLIT, $0-16
	MOVQ row+0(FP), SI
	MOVQ lines+8(FP), CX

fetchLine:
	PREFETCHT0 (SI)
	ADDQ       $64, SI
	DECQ       CX
	JG         fetchLine
	RET

// func rectifySumsAVX2(in *uint64, fours int, f int64, out *uint8)
//
// SI words, CX fours of them left, DI activations. Y0 … Y3 a lane each; Y14 half of the
// lanes' range, Y15 the lowest lane.
TEXT ·rectifySumsAVX2(SB), NOSPLIT, $0-32
	MOVQ         in+0(FP), SI
	MOVQ         fours+8(FP), CX
	MOVQ         f+16(FP), AX
	MOVQ         out+24(FP), DI
	TESTQ        CX, CX
	JLE          sumsDone
	CONSTANTS
	MOVQ         $0x8000800080008000, R10
	VMOVQ        R10, X14
	VPBROADCASTQ X14, Y14
	MOVQ         $0xffff, R10
	VMOVQ        R10, X15
	VPBROADCASTQ X15, Y15

sumsLoop:
	VMOVDQU   (SI), Y3
	VPSUBUSW  Y14, Y3, Y3 // negative lanes become 0
	VPAND     Y15, Y3, Y0
	VPSRLQ    $16, Y3, Y1
	VPAND     Y15, Y1, Y1
	VPSRLQ    $32, Y3, Y2
	VPAND     Y15, Y2, Y2
	VPSRLQ    $48, Y3, Y3
	SCALE(Y0)
	SCALE(Y1)
	SCALE(Y2)
	SCALE(Y3)
	VPSLLQ    $16, Y1, Y1
	VPSLLQ    $32, Y2, Y2
	VPSLLQ    $48, Y3, Y3
	VPOR      Y1, Y0, Y0
	VPOR      Y3, Y2, Y2
	VPOR      Y2, Y0, Y0
	VPACKUSWB Y0, Y0, Y0
	VPERMQ    $0x08, Y0, Y0
	VMOVDQU   X0, (DI)
	ADDQ      $32, SI
	ADDQ      $16, DI
	DECQ      CX
	JNZ       sumsLoop

sumsDone:
	VZEROUPPER
	RET

// func rectifyProdsAVX2(in *uint64, fours int, f int64, out *uint8)
//
// SI words, CX fours of them left, DI activations. Y0 … Y2 a lane each; Y13 zeros, Y14
// half of a lane's range, Y15 the lowest lane. Y3 is for gathering bytes.
TEXT ·rectifyProdsAVX2(SB), NOSPLIT, $0-32
	MOVQ         in+0(FP), SI
	MOVQ         fours+8(FP), CX
	MOVQ         f+16(FP), AX
	MOVQ         out+24(FP), DI
	TESTQ        CX, CX
	JLE          prodsDone
	CONSTANTS
	VPXOR        Y13, Y13, Y13
	MOVQ         $0x100000, R10
	VMOVQ        R10, X14
	VPBROADCASTQ X14, Y14
	MOVQ         $0x1fffff, R10
	VMOVQ        R10, X15
	VPBROADCASTQ X15, Y15
	VMOVDQU      three<>(SB), Y3

prodsLoop:
	VMOVDQU (SI), Y2
	VPAND   Y15, Y2, Y0
	VPSRLQ  $21, Y2, Y1
	VPAND   Y15, Y1, Y1
	VPSRLQ  $42, Y2, Y2
	VPAND   Y15, Y2, Y2
	VPSUBQ  Y14, Y0, Y0
	VPSUBQ  Y14, Y1, Y1
	VPSUBQ  Y14, Y2, Y2
	VPMAXSD Y13, Y0, Y0 // both halves of a negative number are negative
	VPMAXSD Y13, Y1, Y1
	VPMAXSD Y13, Y2, Y2
	SCALE(Y0)
	SCALE(Y1)
	SCALE(Y2)
	VPSLLQ  $8, Y1, Y1
	VPSLLQ  $16, Y2, Y2
	VPOR    Y1, Y0, Y0
	VPOR    Y2, Y0, Y0
	VPSHUFB Y3, Y0, Y0

	// Each store of 16 bytes has six that count; the next overwrites the others.
	VMOVDQU      X0, (DI)
	VEXTRACTI128 $1, Y0, 6(DI)
	ADDQ         $32, SI
	ADDQ         $12, DI
	DECQ         CX
	JNZ          prodsLoop

prodsDone:
	VZEROUPPER
	RET
