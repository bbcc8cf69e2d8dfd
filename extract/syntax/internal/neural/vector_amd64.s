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

// Eight words of ones, then eight of zeros: from word 8-n on, a mask of n words of eight.
DATA mask<>+0(SB)/8, $-1
DATA mask<>+8(SB)/8, $-1
DATA mask<>+16(SB)/8, $-1
DATA mask<>+24(SB)/8, $-1
DATA mask<>+32(SB)/8, $-1
DATA mask<>+40(SB)/8, $-1
DATA mask<>+48(SB)/8, $-1
DATA mask<>+56(SB)/8, $-1
DATA mask<>+64(SB)/8, $0
DATA mask<>+72(SB)/8, $0
DATA mask<>+80(SB)/8, $0
DATA mask<>+88(SB)/8, $0
DATA mask<>+96(SB)/8, $0
DATA mask<>+104(SB)/8, $0
DATA mask<>+112(SB)/8, $0
DATA mask<>+120(SB)/8, $0
GLOBL mask<>(SB), RODATA|NOPTR, $128

// The bytes 0, 1, 2 and 8, 9, 10 of each half, one after the other.
DATA three<>+0(SB)/8, $0xffff0a0908020100
DATA three<>+8(SB)/8, $0xffffffffffffffff
DATA three<>+16(SB)/8, $0xffff0a0908020100
DATA three<>+24(SB)/8, $0xffffffffffffffff
GLOBL three<>(SB), RODATA|NOPTR, $32

// PRODUCT adds to the eight 32-bit sums in acc the products of eight times four weights
// at DI+off with the four activations that Y12 repeats: pairs of products are summed in
// 16 bits, then pairs of those in 32.
#define PRODUCT(off, acc) \
	VPMADDUBSW off(DI), Y12, Y13; \
	VPMADDWD   Y15, Y13, Y13;     \
	VPADDD     Y13, acc, acc

// PACK makes Y12 four words with the 32-bit sums of xa, xb and xc as their lanes.
#define PACK(xa, xb, xc) \
	VPMOVSXDQ xa, Y12;       \
	VPMOVSXDQ xb, Y13;       \
	VPMOVSXDQ xc, Y14;       \
	VPSLLQ    $21, Y13, Y13; \
	VPSLLQ    $42, Y14, Y14; \
	VPADDQ    Y13, Y12, Y12; \
	VPADDQ    Y14, Y12, Y12

// UPPER moves the upper halves of the three sums to the lower ones.
#define UPPER(ya, yb, yc, xa, xb, xc) \
	VEXTRACTI128 $1, ya, xa; \
	VEXTRACTI128 $1, yb, xb; \
	VEXTRACTI128 $1, yc, xc

// GIVE adds eight words of sums to those at DX+off.
#define GIVE(off, ya, yb, yc, xa, xb, xc) \
	PACK(xa, xb, xc);                  \
	VPADDQ  off(DX), Y12, Y12;         \
	VMOVDQU Y12, off(DX);              \
	UPPER(ya, yb, yc, xa, xb, xc);     \
	PACK(xa, xb, xc);                  \
	VPADDQ  (off+32)(DX), Y12, Y12;    \
	VMOVDQU Y12, (off+32)(DX)

// func timesAVX2(weights *int8, in *uint8, groups int, sums *uint64, words int)
//
// DI weights, from block to block; SI activations, R8 where they begin; CX groups left,
// R9 all; DX sums; BX words left. Y0 … Y11 sums of 32 bits, three of each eight words,
// one for each lane; Y12 activations; Y15 ones.
TEXT ·timesAVX2(SB), NOSPLIT, $0-40
	MOVQ    weights+0(FP), DI
	MOVQ    in+8(FP), R8
	MOVQ    groups+16(FP), R9
	MOVQ    sums+24(FP), DX
	MOVQ    words+32(FP), BX
	VMOVDQU ones<>(SB), Y15
	TESTQ   R9, R9
	JZ      done

many: // 32 words at a time
	CMPQ  BX, $32
	JLT   few
	VPXOR Y0, Y0, Y0
	VPXOR Y1, Y1, Y1
	VPXOR Y2, Y2, Y2
	VPXOR Y3, Y3, Y3
	VPXOR Y4, Y4, Y4
	VPXOR Y5, Y5, Y5
	VPXOR Y6, Y6, Y6
	VPXOR Y7, Y7, Y7
	VPXOR Y8, Y8, Y8
	VPXOR Y9, Y9, Y9
	VPXOR Y10, Y10, Y10
	VPXOR Y11, Y11, Y11
	MOVQ  R8, SI
	MOVQ  R9, CX

manyGroups:
	VPBROADCASTD (SI), Y12
	PRODUCT(0, Y0)
	PRODUCT(32, Y1)
	PRODUCT(64, Y2)
	PRODUCT(96, Y3)
	PRODUCT(128, Y4)
	PRODUCT(160, Y5)
	PRODUCT(192, Y6)
	PRODUCT(224, Y7)
	PRODUCT(256, Y8)
	PRODUCT(288, Y9)
	PRODUCT(320, Y10)
	PRODUCT(352, Y11)
	ADDQ         $4, SI
	ADDQ         $384, DI
	DECQ         CX
	JNZ          manyGroups
	GIVE(0, Y0, Y1, Y2, X0, X1, X2)
	GIVE(64, Y3, Y4, Y5, X3, X4, X5)
	GIVE(128, Y6, Y7, Y8, X6, X7, X8)
	GIVE(192, Y9, Y10, Y11, X9, X10, X11)
	ADDQ         $256, DX
	SUBQ         $32, BX
	JMP          many

few: // eight words at a time, at last fewer
	TESTQ BX, BX
	JLE   done
	VPXOR Y0, Y0, Y0
	VPXOR Y1, Y1, Y1
	VPXOR Y2, Y2, Y2
	MOVQ  R8, SI
	MOVQ  R9, CX

fewGroups:
	VPBROADCASTD (SI), Y12
	PRODUCT(0, Y0)
	PRODUCT(32, Y1)
	PRODUCT(64, Y2)
	ADDQ         $4, SI
	ADDQ         $96, DI
	DECQ         CX
	JNZ          fewGroups
	CMPQ         BX, $8
	JLT          last
	GIVE(0, Y0, Y1, Y2, X0, X1, X2)
	ADDQ         $64, DX
	SUBQ         $8, BX
	JMP          few

last:
	LEAQ       mask<>+64(SB), AX
	SHLQ       $3, BX
	SUBQ       BX, AX
	VMOVDQU    (AX), Y8
	VMOVDQU    32(AX), Y9
	PACK(X0, X1, X2)
	VPMASKMOVQ (DX), Y8, Y10
	VPADDQ     Y10, Y12, Y12
	VPMASKMOVQ Y12, Y8, (DX)
	UPPER(Y0, Y1, Y2, X0, X1, X2)
	PACK(X0, X1, X2)
	VPMASKMOVQ 32(DX), Y9, Y10
	VPADDQ     Y10, Y12, Y12
	VPMASKMOVQ Y12, Y9, 32(DX)

done:
	VZEROUPPER
	RET

// PAIR is PRODUCT for two groups of activations, in Y12 and Y13, whose products may be
// summed in 16 bits; the weights are at AX.
#define PAIR(off, acc) \
	VPMADDUBSW off(AX), Y12, Y14;       \
	VPMADDUBSW (off+384)(AX), Y13, Y11; \
	VPADDW     Y11, Y14, Y14;           \
	VPMADDWD   Y15, Y14, Y14;           \
	VPADDD     Y14, acc, acc

// func timesPairsAVX2(weights *int8, in *uint8, pairs int, sums *uint64, words int)
//
// DI weights of half a block, AX those of the next groups in it; SI activations, R8 where
// they begin; CX pairs left, R9 all; DX sums; BX words left. Y0 … Y5 sums as in timesAVX2.
TEXT ·timesPairsAVX2(SB), NOSPLIT, $0-40
	MOVQ    weights+0(FP), DI
	MOVQ    in+8(FP), R8
	MOVQ    pairs+16(FP), R9
	MOVQ    sums+24(FP), DX
	MOVQ    words+32(FP), BX
	VMOVDQU ones<>(SB), Y15

half: // 16 words at a time
	VPXOR Y0, Y0, Y0
	VPXOR Y1, Y1, Y1
	VPXOR Y2, Y2, Y2
	VPXOR Y3, Y3, Y3
	VPXOR Y4, Y4, Y4
	VPXOR Y5, Y5, Y5
	MOVQ  DI, AX
	MOVQ  R8, SI
	MOVQ  R9, CX

pair:
	VPBROADCASTD (SI), Y12
	VPBROADCASTD 4(SI), Y13
	PAIR(0, Y0)
	PAIR(32, Y1)
	PAIR(64, Y2)
	PAIR(96, Y3)
	PAIR(128, Y4)
	PAIR(160, Y5)
	ADDQ         $8, SI
	ADDQ         $768, AX
	DECQ         CX
	JNZ          pair
	GIVE(0, Y0, Y1, Y2, X0, X1, X2)
	GIVE(64, Y3, Y4, Y5, X3, X4, X5)
	ADDQ         $128, DX
	ADDQ         $192, DI
	SUBQ         $16, BX
	TESTQ        $16, BX
	JNZ          half
	LEAQ         -192(AX), DI // the block is done; the next one follows
	TESTQ        BX, BX
	JNZ          half
	VZEROUPPER
	RET

// func addAVX2(to *uint64, rows *[]uint64, count, words int)
//
// DI sums; BX words left; R8 the rows' slices, R9 how many; R10 bytes from the beginning
// of each row; SI and CX go over the slices, AX points into a row.
TEXT ·addAVX2(SB), NOSPLIT, $0-32
	MOVQ to+0(FP), DI
	MOVQ rows+8(FP), R8
	MOVQ count+16(FP), R9
	MOVQ words+24(FP), BX
	XORQ R10, R10
	TESTQ R9, R9
	JZ   added

add32:
	CMPQ    BX, $32
	JLT     add4
	VMOVDQU (DI), Y0
	VMOVDQU 32(DI), Y1
	VMOVDQU 64(DI), Y2
	VMOVDQU 96(DI), Y3
	VMOVDQU 128(DI), Y4
	VMOVDQU 160(DI), Y5
	VMOVDQU 192(DI), Y6
	VMOVDQU 224(DI), Y7
	MOVQ    R8, SI
	MOVQ    R9, CX

add32Row:
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
	JNZ     add32Row
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
	JMP     add32

add4:
	CMPQ    BX, $4
	JLT     add1
	VMOVDQU (DI), Y0
	MOVQ    R8, SI
	MOVQ    R9, CX

add4Row:
	MOVQ    (SI), AX
	VPADDQ  (AX)(R10*1), Y0, Y0
	ADDQ    $24, SI
	DECQ    CX
	JNZ     add4Row
	VMOVDQU Y0, (DI)
	ADDQ    $32, DI
	ADDQ    $32, R10
	SUBQ    $4, BX
	JMP     add4

add1:
	TESTQ BX, BX
	JLE   added
	MOVQ  (DI), DX
	MOVQ  R8, SI
	MOVQ  R9, CX

add1Row:
	MOVQ (SI), AX
	ADDQ (AX)(R10*1), DX
	ADDQ $24, SI
	DECQ CX
	JNZ  add1Row
	MOVQ DX, (DI)
	ADDQ $8, DI
	ADDQ $8, R10
	DECQ BX
	JMP  add1

added:
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
