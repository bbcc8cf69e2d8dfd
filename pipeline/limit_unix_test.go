//go:build unix

package pipeline

import (
	"os"
	"strconv"
	"syscall"
)

const (
	limitsFiles = true
	crashLimit  = "DATELINE_TEST_RUN_LIMIT" // bytes that a file may have
)

func limitFiles() {
	if n, err := strconv.ParseUint(os.Getenv(crashLimit), 10, 64); err == nil {
		syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: n, Max: n})
	}
}
