package entities

import (
	_ "embed"
	"sync"

	"dateline/corpus"
	"dateline/corpus/weights"
	"dateline/extract/entities/gazetteer"
	"dateline/extract/entities/internal/tagger"
)

// The folders are those of the benchmarks' README: TRAIN the treebanks, BENCH the
// benchmarks. The command is in the model card too.
//go:generate go run ./train -all -teach ../../corpus/teach/*.txt -marks train/ewt.tsv,train/gum.tsv -ner $BENCH/entities/ner/wikigold.dev.jsonl.gz,$BENCH/entities/ner/crossner_politics.train.jsonl.gz,$BENCH/entities/ner/crossner_politics.dev.jsonl.gz,$BENCH/entities/ner/uner_ewt.dev.jsonl.gz -treebanks $TRAIN/ud/ewt.train.conllu.gz,$TRAIN/ud/gum.train.conllu.gz -out weights
//go:generate sh -c "cd weights && sha256sum *.dlw > SHA256SUMS"

//go:embed weights/index.dlw
var index []byte

//go:embed weights/names.dlw
var names []byte

//go:embed weights/whole.dlw
var whole []byte

// model is read once a process; about 10 MB.
var model = sync.OnceValue(func() *tagger.Model {
	open := func(name string, data []byte) *weights.Model {
		w, err := weights.Read(data)
		if err != nil {
			panic("extract/entities: embedded " + name + ": " + err.Error())
		}
		return w
	}
	return tagger.NewModel(open("index.dlw", index), open("names.dlw", names), open("whole.dlw", whole))
})

// warm reads the weights while the gazetteers are read.
var warm = sync.OnceFunc(func() { go model() })

// Stage marks the names of a document. It is safe for concurrent use.
type Stage struct {
	pool sync.Pool // of *tagger.Document
}

// New makes the stage with the embedded weights and gazetteers. They are read when the
// first document comes.
func New() *Stage {
	return &Stage{pool: sync.Pool{New: func() any { return new(tagger.Document) }}}
}

// Name is "entities".
func (s *Stage) Name() string { return "entities" }

// Needs are sentences, tokens and dates (a day before a name is no part of it); tags are not read.
func (s *Stage) Needs() []corpus.Layer {
	return []corpus.Layer{corpus.LayerText, corpus.LayerSentences, corpus.LayerTokens, corpus.LayerDates}
}

// Gives are the entities, without actors.
func (s *Stage) Gives() []corpus.Layer { return []corpus.Layer{corpus.LayerEntities} }

// keepPieces is the size of a document whose working memory is worth keeping.
const keepPieces = 1 << 16

// Apply sets d.Entities, in order of the text. It does not fail.
func (s *Stage) Apply(d *corpus.Document) error {
	warm()
	t := s.pool.Get().(*tagger.Document)
	t.Verbs = verbs
	t.Read(d.Text, d.Sentences, gazetteer.Default())
	found := t.Tag(model())
	d.Entities = nil
	if len(found) > 0 {
		d.Entities = make([]corpus.Entity, 0, len(found))
	}
	for _, n := range found {
		if s.plainWords(t, n) {
			continue
		}
		span := corpus.Span{Start: t.Pieces[n.First].Start, End: t.Pieces[n.End-1].End}
		d.Entities = append(d.Entities, corpus.Entity{Span: span, Text: d.Text[span.Start:span.End], Type: tagger.Types[n.Type]})
	}
	s.again(d, t, s.settle(d))
	for i := range d.Entities {
		d.Entities[i].Tokens = d.TokensOver(d.Entities[i].Span)
	}
	if len(t.Pieces) <= keepPieces {
		s.pool.Put(t)
	}
	titles(d)
	return nil
}

var types = tagger.Types

func typeIndex(t corpus.EntityType) int { return tagger.TypeIndex(t) }
