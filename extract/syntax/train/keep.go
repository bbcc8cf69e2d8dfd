package main

import (
	"encoding/binary"
	"log"
	"math"
	"os"
	"path/filepath"
)

// store keeps the weights of a model unrounded, where that is asked for.
func (t *trainer) store(name string, m *model) {
	if t.keep == "" {
		return
	}
	var out []byte
	for _, p := range m.params {
		for _, x := range p.w {
			out = binary.LittleEndian.AppendUint32(out, math.Float32bits(x))
		}
	}
	if err := os.WriteFile(filepath.Join(t.keep, name+".f32"), out, 0o644); err != nil {
		log.Fatal(err)
	}
}

// load reads what store kept, and reports whether there was anything.
func (t *trainer) load(name string, m *model) bool {
	if t.keep == "" {
		return false
	}
	in, err := os.ReadFile(filepath.Join(t.keep, name+".f32"))
	if err != nil {
		return false
	}
	for _, p := range m.params {
		if len(in) < 4*len(p.w) {
			log.Fatalf("train: %s is of another model", name)
		}
		for i := range p.w {
			p.w[i] = math.Float32frombits(binary.LittleEndian.Uint32(in[4*i:]))
		}
		in = in[4*len(p.w):]
	}
	if len(in) > 0 {
		log.Fatalf("train: %s is of another model", name)
	}
	m.turn()
	return true
}
