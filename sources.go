package dateline

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// sources are the program's own sources and tables. The cache keys a result by the
// sources of what made it, so that a changed rule redoes what the rule can touch and
// nothing else, and nobody has to remember to raise a version. Weights and the atlas are too
// large to embed twice: their digests stand in the SHA256SUMS beside them, which a test
// checks.
//
//go:embed go.mod go.sum
//go:embed corpus/*.go corpus/*/*.go corpus/schema.json
//go:embed extract/*.go extract/*/*.go extract/*/internal/*/*.go extract/*/data extract/*/weights/SHA256SUMS
//go:embed extract/entities/*.tsv extract/entities/gazetteer
//go:embed normalize/*/*.go normalize/*/data normalize/places/*.tsv normalize/places/geonames/SHA256SUMS
//go:embed pipeline/*.go pipeline/cache/*.go
var sources embed.FS

// Version is a digest of the code and tables behind a package of this module: its
// own folder and those of all packages of the module that it imports, the versions
// of other modules, and that of Go. Two builds with the same Version of a stage's
// package give the same layers. The path is the import path; of a package that
// is not among the sources the digest is empty.
func Version(pkg string) string { return program().version(pkg) }

// Parts are digests of what lies behind packages of this module, as [Version] counts it, but apart: the code (with the
// versions of other modules, and without that of Go), the tables, and the weights of models. Manifests hold them, so that
// two datasets can say in what the programs behind them differ. A part that there is nothing of is empty.
func Parts(packages ...string) (code, tables, weights string) {
	return program().parts(packages)
}

// program reads the sources once.
var program = sync.OnceValue(func() *folders { return newFolders(sources) })

type folders struct {
	module string
	common string               // digest of what all packages depend on
	mods   string               // that without the version of Go
	own    map[string]string    // folder to the digest of its files
	apart  [3]map[string]string // the same for code, tables and weights alone
	needs  map[string][]string
}

func newFolders(all fs.FS) *folders {
	f := &folders{own: map[string]string{}, needs: map[string][]string{}}
	goMod, _ := fs.ReadFile(all, "go.mod")
	goSum, _ := fs.ReadFile(all, "go.sum")
	first, _, _ := strings.Cut(string(goMod), "\n")
	f.module = strings.TrimSpace(strings.TrimPrefix(first, "module"))
	f.common, f.mods = digest(runtime.Version(), string(goMod), string(goSum)), digest(string(goMod), string(goSum))
	var apart [3]map[string][]string
	for i := range apart {
		apart[i], f.apart[i] = map[string][]string{}, map[string]string{}
	}
	files := map[string][]string{} // by the folder of the package they belong to
	isPackage := map[string]bool{}
	fs.WalkDir(all, ".", func(p string, e fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(p, ".go") {
			isPackage[path.Dir(p)] = true
		}
		return err
	})
	fs.WalkDir(all, ".", func(p string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || strings.HasSuffix(p, "_test.go") {
			return err
		}
		data, err := fs.ReadFile(all, p)
		if err != nil {
			return err
		}
		dir := path.Dir(p)
		for dir != "." && !isPackage[dir] {
			dir = path.Dir(dir) // data and weights belong to the package above them
		}
		line := p + "\x00" + digestOf(data)
		files[dir] = append(files[dir], line)
		apart[partOf(p)][dir] = append(apart[partOf(p)][dir], line)
		if strings.HasSuffix(p, ".go") {
			f.imports(dir, p, data)
		}
		return nil
	})
	for dir, list := range files {
		slices.Sort(list)
		f.own[dir] = digest(list...)
	}
	for i := range apart {
		for dir, list := range apart[i] {
			slices.Sort(list)
			f.apart[i][dir] = digest(list...)
		}
	}
	return f
}

// The parts of a package.
const (
	partCode = iota
	partTables
	partWeights
)

func partOf(file string) int {
	switch {
	case strings.HasSuffix(file, ".go"), strings.HasSuffix(file, "schema.json"):
		return partCode
	case strings.Contains(file, "/weights/"):
		return partWeights
	}
	return partTables
}

func (f *folders) imports(dir, file string, data []byte) {
	parsed, err := parser.ParseFile(token.NewFileSet(), file, data, parser.ImportsOnly)
	if err != nil {
		return // it would not have been built
	}
	for _, spec := range parsed.Imports {
		name, _ := strconv.Unquote(spec.Path.Value)
		if rest, ok := strings.CutPrefix(name, f.module+"/"); ok {
			f.needs[dir] = append(f.needs[dir], rest)
		}
	}
}

func (f *folders) version(pkg string) string {
	dir, ok := strings.CutPrefix(pkg, f.module+"/")
	if !ok || f.own[dir] == "" {
		return ""
	}
	closure := f.closure(dir)
	parts := []string{f.common}
	for _, d := range closure {
		parts = append(parts, d, f.own[d])
	}
	return digest(parts...)
}

// closure are the folders of packages and of all that they import, sorted.
func (f *folders) closure(of ...string) []string {
	closure := map[string]bool{}
	var add func(dir string)
	add = func(dir string) {
		if closure[dir] {
			return
		}
		closure[dir] = true
		for _, d := range f.needs[dir] {
			add(d)
		}
	}
	for _, dir := range of {
		add(dir)
	}
	return slices.Sorted(maps.Keys(closure))
}

func (f *folders) parts(packages []string) (code, tables, weights string) {
	var dirs []string
	for _, p := range packages {
		if dir, ok := strings.CutPrefix(p, f.module+"/"); ok && f.own[dir] != "" {
			dirs = append(dirs, dir)
		}
	}
	if dirs == nil {
		return "", "", ""
	}
	var out [3]string
	for i := range out {
		var list []string
		for _, d := range f.closure(dirs...) {
			if sum := f.apart[i][d]; sum != "" {
				list = append(list, d, sum)
			}
		}
		if i == partCode {
			list = append(list, f.mods)
		}
		if list != nil {
			out[i] = digest(list...)[:16]
		}
	}
	return out[partCode], out[partTables], out[partWeights]
}

// digestOf is digest of one part.
func digestOf(part []byte) string {
	h := sha256.New()
	h.Write(append(strconv.AppendInt(nil, int64(len(part)), 10), ':'))
	h.Write(part)
	return hex.EncodeToString(h.Sum(nil))
}

func digest(parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		h.Write([]byte(strconv.Itoa(len(p)) + ":" + p))
	}
	return hex.EncodeToString(h.Sum(nil))
}
