// Command train learns the weights of the tagger and of the dependency parser from
// CoNLL-U files.
//
//	go run ./extract/syntax/train -out extract/syntax/weights FILE.conllu.gz...
//
// The parser learns from tags that taggers gave which had not seen the sentence
// (five-fold), as it will see them in use. The same files give the same bytes: the order of
// sentences is drawn from a fixed seed, and nothing runs in parallel.
package main

import (
	"bufio"
	"compress/gzip"
	"flag"
	"fmt"
	"io"
	"log"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"dateline/corpus/ud"
	"dateline/corpus/weights"
	"dateline/extract/syntax/internal/transition"
)

func main() {
	log.SetFlags(0)
	out := flag.String("out", "extract/syntax/weights", "folder for tags.dlw, moves.dlw and labels.dlw")
	epochs := flag.Int("epochs", 10, "passes of the parser over the sentences")
	flag.Parse()
	var all []sentence
	for _, name := range flag.Args() {
		list, err := read(name)
		if err != nil {
			log.Fatal(err)
		}
		all = append(all, list...)
	}
	if len(all) == 0 {
		log.Fatal("train: no sentences: name CoNLL-U files")
	}
	learnTags(all, *out)
	t := newTrainer(all)
	r := rand.New(rand.NewPCG(20, 26))
	for e := range *epochs {
		r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		t.epoch(all, e, r)
	}
	if err := t.save(*out); err != nil {
		log.Fatal(err)
	}
}

// sentence is a gold tree; heads count from 0, the root is len(words).
type sentence struct {
	forms []string
	tags  []ud.XPOS // gold
	words []transition.Word
	heads []int
	rels  []ud.Rel
}

func read(name string) ([]sentence, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var in io.Reader = f
	if strings.HasSuffix(name, ".gz") {
		if in, err = gzip.NewReader(f); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	var out []sentence
	var s sentence
	sc := bufio.NewScanner(in)
	sc.Buffer(nil, 1<<20)
	for n := 1; sc.Scan(); n++ {
		line := sc.Text()
		if line == "" {
			for i, h := range s.heads {
				if h < 0 {
					s.heads[i] = len(s.forms)
				}
			}
			if len(s.forms) > 0 && len(s.forms) <= 120 {
				out = append(out, s)
			}
			s = sentence{}
			continue
		}
		if line[0] == '#' {
			continue
		}
		cells := strings.Split(line, "\t")
		if len(cells) < 8 {
			return nil, fmt.Errorf("%s:%d: %d cells", name, n, len(cells))
		}
		if strings.ContainsAny(cells[0], "-.") {
			continue // multiword tokens and empty nodes
		}
		head, err := strconv.Atoi(cells[6])
		if err != nil {
			return nil, fmt.Errorf("%s:%d: head %q", name, n, cells[6])
		}
		s.forms = append(s.forms, cells[1])
		s.heads = append(s.heads, head-1)
		s.rels = append(s.rels, ud.ParseRel(cells[7]))
		s.tags = append(s.tags, ud.ParseXPOS(cells[4]))
	}
	return out, sc.Err()
}

// perceptron is an averaged perceptron over hashed features.
type perceptron struct {
	classes int
	mask    uint32
	w       []float32
	total   []float64
	stamp   []int32
	step    int32
}

func newPerceptron(classes, bits int) *perceptron {
	n := classes << bits
	return &perceptron{classes: classes, mask: 1<<bits - 1, w: make([]float32, n), total: make([]float64, n), stamp: make([]int32, n)}
}

func (p *perceptron) score(features []uint32, scores []float32) {
	clear(scores)
	for _, f := range features {
		row := p.w[int(f&p.mask)*p.classes:]
		for c := range scores {
			scores[c] += row[c]
		}
	}
}

func (p *perceptron) update(features []uint32, class int, by float32) {
	for _, f := range features {
		i := int(f&p.mask)*p.classes + class
		p.total[i] += float64(p.w[i]) * float64(p.step-p.stamp[i])
		p.stamp[i] = p.step
		p.w[i] += by
	}
}

// average is the mean of the weights over all steps.
func (p *perceptron) average() []float32 {
	out := make([]float32, len(p.w))
	for i := range p.w {
		total := p.total[i] + float64(p.w[i])*float64(p.step-p.stamp[i])
		out[i] = float32(total / float64(max(p.step, 1)))
	}
	return out
}

const (
	moveBits  = 22
	labelBits = 19
	// explore is the share of moves, in percent, at which the parser follows its own
	// wrong choice after the first epochs, and so learns to go on from errors.
	explore = 90
)

type trainer struct {
	moves, labels *perceptron
	classes       []string
	classOf       map[ud.Rel]int
}

func newTrainer(all []sentence) *trainer {
	seen := map[ud.Rel]bool{}
	for _, s := range all {
		for _, r := range s.rels {
			seen[r] = true
		}
	}
	t := &trainer{classOf: map[ud.Rel]int{}}
	for r := range seen {
		if r != ud.Root {
			t.classes = append(t.classes, r.String())
		}
	}
	slices.Sort(t.classes)
	for i, c := range t.classes {
		t.classOf[ud.ParseRel(c)] = i
	}
	t.moves = newPerceptron(int(transition.Moves), moveBits)
	t.labels = newPerceptron(len(t.classes), labelBits)
	return t
}

func (t *trainer) epoch(all []sentence, e int, r *rand.Rand) {
	var st transition.State
	features := make([]uint32, transition.MoveFeatures)
	labelFeatures := make([]uint32, transition.LabelFeatures)
	scores := make([]float32, transition.Moves)
	labelScores := make([]float32, len(t.classes))
	words, rightHeads, rightBoth := 0, 0, 0
	for _, s := range all {
		st.Reset(s.words)
		for !st.Done() {
			st.Features(features)
			t.moves.step++
			t.moves.score(features, scores)
			best, gold := -1, -1
			lowest := 1 << 30
			for m := transition.Shift; m < transition.Moves; m++ {
				if st.Allowed(m) {
					lowest = min(lowest, st.Cost(m, s.heads))
				}
			}
			for m := transition.Shift; m < transition.Moves; m++ {
				if !st.Allowed(m) {
					continue
				}
				if best < 0 || scores[m] > scores[best] {
					best = int(m)
				}
				if st.Cost(m, s.heads) == lowest && (gold < 0 || scores[m] > scores[gold]) {
					gold = int(m)
				}
			}
			if best != gold {
				t.moves.update(features, gold, 1)
				t.moves.update(features, best, -1)
			}
			move := transition.Move(gold)
			if e > 0 && r.IntN(100) < explore {
				move = transition.Move(best)
			}
			rel := ud.Rel(0)
			if move != transition.Shift {
				head, dep := st.Arc(move)
				words++
				right := s.heads[dep] == head
				if right {
					rightHeads++
				}
				if head == len(s.words) {
					rel = ud.Root
					if right {
						rightBoth++
					}
				} else {
					st.LabelFeatures(head, dep, labelFeatures)
					t.labels.step++
					t.labels.score(labelFeatures, labelScores)
					top := 0
					for c, v := range labelScores {
						if v > labelScores[top] {
							top = c
						}
					}
					rel = ud.ParseRel(t.classes[top])
					if want, ok := t.classOf[s.rels[dep]]; right && ok {
						if want == top {
							rightBoth++
						} else {
							t.labels.update(labelFeatures, want, 1)
							t.labels.update(labelFeatures, top, -1)
							rel = s.rels[dep]
						}
					}
				}
			}
			st.Apply(move, rel)
		}
	}
	log.Printf("epoch %d: %.4f heads, %.4f heads and relations right while training", e+1, float64(rightHeads)/float64(words), float64(rightBoth)/float64(words))
}

func (t *trainer) save(dir string) error {
	if err := save(dir, "moves.dlw", []string{"shift", "left", "right"}, moveBits, t.moves); err != nil {
		return err
	}
	return save(dir, "labels.dlw", t.classes, labelBits, t.labels)
}

// save writes the averaged weights of p.
func save(dir, name string, classes []string, bits int, p *perceptron) error {
	m := weights.New(classes, bits)
	m.Quantize(p.average())
	f, err := os.Create(filepath.Join(dir, name))
	if err != nil {
		return err
	}
	n, err := m.WriteTo(f)
	if err == nil {
		err = f.Close()
	}
	if err != nil {
		return err
	}
	log.Printf("%s: %d bytes", f.Name(), n)
	return nil
}
