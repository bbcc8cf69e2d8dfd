package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
)

func main() {
	n := flag.Int("n", 1000, "documents")
	words := flag.Int("words", 40, "words in an article, at least")
	seed := flag.Uint64("seed", 1, "another seed makes another dump")
	flag.Parse()
	if err := run(os.Stdout, *n, *words, *seed); err != nil {
		fmt.Fprintln(os.Stderr, "scale:", err)
		os.Exit(1)
	}
}

func run(to io.Writer, n, words int, seed uint64) error {
	if n < 0 || words < 0 || flag.NArg() > 0 {
		return errors.New("usage: scale [-n DOCUMENTS] [-words WORDS] [-seed SEED]")
	}
	w := bufio.NewWriterSize(to, 1<<20)
	lines := json.NewEncoder(w)
	lines.SetEscapeHTML(false)
	d := dump{seed, words}
	for i := range n {
		if err := lines.Encode(d.document(i)); err != nil {
			return err
		}
	}
	return w.Flush()
}
