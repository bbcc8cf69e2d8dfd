package lexicon

import "strings"

// Trie matches phrases over tokens: each edge is one token's key (its surface
// form, lower-case form or lemma, as the caller chooses), each accepting node
// carries values. It is built once and then safe for concurrent use.
//
// The zero Trie is empty and ready for Add.
type Trie[V any] struct {
	nodes  []trieNode[V]
	edges  map[edge]int32
	words  map[string]int32
	phrase int
}

type trieNode[V any] struct{ values []V }

type edge struct {
	node int32
	word int32
}

// Grow makes room for so many phrases, which saves time where many are added.
func (t *Trie[V]) Grow(phrases int) {
	if t.nodes == nil {
		t.nodes = make([]trieNode[V], 1, phrases+1)
		t.edges = make(map[edge]int32, phrases)
		t.words = make(map[string]int32, phrases)
	}
}

// Add enters a phrase given as its tokens. An empty phrase is ignored.
func (t *Trie[V]) Add(tokens []string, value V) {
	if len(tokens) == 0 {
		return
	}
	if t.nodes == nil {
		t.nodes = make([]trieNode[V], 1)
		t.edges = map[edge]int32{}
		t.words = map[string]int32{}
	}
	at := int32(0)
	for _, tok := range tokens {
		w, ok := t.words[tok]
		if !ok {
			w = int32(len(t.words))
			t.words[strings.Clone(tok)] = w
		}
		next, ok := t.edges[edge{at, w}]
		if !ok {
			next = int32(len(t.nodes))
			t.nodes = append(t.nodes, trieNode[V]{})
			t.edges[edge{at, w}] = next
		}
		at = next
	}
	if len(t.nodes[at].values) == 0 {
		t.phrase++
	}
	t.nodes[at].values = append(t.nodes[at].values, value)
}

// AddPhrase enters a phrase whose tokens are separated by spaces.
func (t *Trie[V]) AddPhrase(phrase string, value V) { t.Add(strings.Fields(phrase), value) }

// Len is the number of distinct phrases.
func (t *Trie[V]) Len() int { return t.phrase }

// Longest finds the longest phrase that starts at token at, where key(i) is the
// key of token i and n the number of tokens that may be read. It returns the
// values in the order they were added and the index past the phrase; end == at
// means no match. It does not allocate.
func (t *Trie[V]) Longest(at, n int, key func(int) string) (values []V, end int) {
	end = at
	t.walk(at, n, key, func(v []V, e int) bool { values, end = v, e; return true })
	return values, end
}

// All calls yield for every phrase that starts at token at, shortest first,
// until yield returns false.
func (t *Trie[V]) All(at, n int, key func(int) string, yield func(values []V, end int) bool) {
	t.walk(at, n, key, yield)
}

func (t *Trie[V]) walk(at, n int, key func(int) string, yield func([]V, int) bool) {
	if t.nodes == nil {
		return
	}
	node := int32(0)
	for i := at; i < n; i++ {
		w, ok := t.words[key(i)]
		if !ok {
			return
		}
		if node, ok = t.edges[edge{node, w}]; !ok {
			return
		}
		if v := t.nodes[node].values; len(v) > 0 && !yield(v, i+1) {
			return
		}
	}
}
