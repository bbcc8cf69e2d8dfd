package duplicates

import (
	"fmt"
	"iter"
	"math"
)

// Pairs clusters names of which pairs are known to be one, as [Copies] does with the pairs that
// it finds. It is for who finds pairs on many machines. Every name is held in memory, with some
// sixty bytes besides. The zero Pairs is ready for use.
type Pairs struct {
	numbers map[string]int32
	names   []string
	forest  forest
}

func (p *Pairs) number(name string) (int32, error) {
	n, ok := p.numbers[name]
	if ok {
		return n, nil
	}
	if len(p.names) == math.MaxInt32 {
		return 0, fmt.Errorf("duplicates: more than %d names", math.MaxInt32)
	}
	if p.numbers == nil {
		p.numbers = map[string]int32{}
	}
	n = int32(len(p.names))
	p.numbers[name] = n
	p.names, p.forest = append(p.names, name), append(p.forest, n)
	return n, nil
}

// Add says that two names are one.
func (p *Pairs) Add(a, b string) error {
	x, err := p.number(a)
	if err != nil {
		return err
	}
	y, err := p.number(b)
	if err != nil {
		return err
	}
	p.forest.join(x, y)
	return nil
}

// Result yields every name with the smallest name of its cluster, in the order in which they were
// first added.
func (p *Pairs) Result() iter.Seq2[string, string] {
	return func(yield func(name, cluster string) bool) {
		least := map[int32]string{}
		for i, name := range p.names {
			root := p.forest.root(int32(i))
			if have, ok := least[root]; !ok || name < have {
				least[root] = name
			}
		}
		for i, name := range p.names {
			if !yield(name, least[p.forest.root(int32(i))]) {
				return
			}
		}
	}
}
