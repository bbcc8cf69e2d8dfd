//go:build amd64

#include "textflag.h"

// func addAVX2(rows *row, which *uint32, n int, scores *int32, off int32)
//
// A row takes 64 bytes, of which 48 count. Their sums are kept in three registers of 16 lanes of 16 bits; at the
// end they are widened to 32 bits, the bias is taken off, and they are added to the scores:
// five registers of eight, and the last class by itself.
TEXT ·addAVX2(SB), NOSPLIT, $0-36
	MOVQ  rows+0(FP), SI
	MOVQ  which+8(FP), DI
	MOVQ  n+16(FP), CX
	MOVQ  scores+24(FP), DX
	VPXOR Y0, Y0, Y0
	VPXOR Y1, Y1, Y1
	VPXOR Y2, Y2, Y2
	TESTQ CX, CX
	JZ    done

loop:
	MOVL      (DI), AX
	SHLQ      $6, AX
	VPMOVZXBW (SI)(AX*1), Y3
	VPMOVZXBW 16(SI)(AX*1), Y4
	VPMOVZXBW 32(SI)(AX*1), Y5
	VPADDW    Y3, Y0, Y0
	VPADDW    Y4, Y1, Y1
	VPADDW    Y5, Y2, Y2
	ADDQ      $4, DI
	DECQ      CX
	JNZ       loop

done:
	MOVL         off+32(FP), AX
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
	VPADDD       (DX), Y3, Y3
	VPADDD       32(DX), Y4, Y4
	VPADDD       64(DX), Y5, Y5
	VPADDD       96(DX), Y6, Y6
	VPADDD       128(DX), Y7, Y7
	VMOVDQU      Y3, (DX)
	VMOVDQU      Y4, 32(DX)
	VMOVDQU      Y5, 64(DX)
	VMOVDQU      Y6, 96(DX)
	VMOVDQU      Y7, 128(DX)

	VEXTRACTI128 $1, Y2, X8
	VPEXTRW      $0, X8, AX
	SUBL         off+32(FP), AX
	ADDL         AX, 160(DX)
	VZEROUPPER
	RET
