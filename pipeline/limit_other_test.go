//go:build !unix

package pipeline

const (
	limitsFiles = false
	crashLimit  = ""
)

func limitFiles() {}
