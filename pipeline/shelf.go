package pipeline

import (
	"encoding/binary"
	"errors"
	"fmt"
	"sync"
	"unsafe"

	"github.com/klauspost/compress/s2"

	"dateline/corpus/pack"
	"dateline/corpus/spill"
	"dateline/pipeline/cache"
)

// The kinds of records in the cache.
const (
	kindText   cache.Kind = 1 + iota // head and textPart
	kindCard                         // what the layers asked for, and where they lie
	kindLayers                       // layersPart
	kindEvents                       // keys and eventsPart
)

// shelf is where the parts of documents lie between map and reduce: the cache, or a
// temporary file where nothing is to be kept. It is safe for concurrent use.
type shelf interface {
	// look finds a record of an earlier time.
	look(key cache.Key) (value []byte, ok bool, err error)
	has(key cache.Key) bool
	// lasts says whether records are there for later runs.
	lasts() bool
	// put keeps a record and returns the key to fetch it by. The value is the caller's again then.
	put(key cache.Key, kind cache.Kind, value []byte) (cache.Key, error)
	// fetch reads a record that this run has put or found. home is mapped.Home.
	fetch(home int, key cache.Key, buf []byte) ([]byte, error)
}

// fatal is an error that concerns the run and not one document: of the shelf, or of
// the disk under it.
type fatal struct{ error }

func (f fatal) Unwrap() error { return f.error }

func fatally(err error) error {
	if err == nil {
		return nil
	}
	return fatal{fmt.Errorf("pipeline: %w", err)}
}

// errLost is a record of the cache that was there and cannot be read any more.
var errLost = errors.New("the cache has lost a record")

// kept is a shelf that outlives the run.
type kept struct {
	store *cache.Store
	fresh bool // nothing of an earlier time is looked at
	wary  bool // a record is read before it is believed
}

func (k *kept) look(key cache.Key) ([]byte, bool, error) {
	if k.fresh {
		return nil, false, nil
	}
	value, ok, err := k.store.Get(key, nil)
	return value, ok, fatally(err)
}

func (k *kept) has(key cache.Key) bool {
	if k.wary {
		_, ok, err := k.store.Get(key, nil)
		return !k.fresh && ok && err == nil
	}
	return !k.fresh && k.store.Has(key)
}

func (*kept) lasts() bool { return true }

func (k *kept) put(key cache.Key, kind cache.Kind, value []byte) (cache.Key, error) {
	return key, fatally(k.store.Put(key, kind, value))
}

func (k *kept) fetch(_ int, key cache.Key, buf []byte) ([]byte, error) {
	value, ok, err := k.store.Get(key, buf)
	if err == nil && !ok {
		err = fmt.Errorf("%w: %x", errLost, key[:])
	}
	return value, fatally(err)
}

// scratch is a shelf that ends with the run. Its keys are places.
type scratch struct {
	mu  sync.Mutex
	log spill.Log
}

func (*scratch) look(cache.Key) ([]byte, bool, error) { return nil, false, nil }
func (*scratch) has(cache.Key) bool                   { return false }
func (*scratch) lasts() bool                          { return false }

func (s *scratch) put(_ cache.Key, kind cache.Kind, value []byte) (cache.Key, error) {
	var key cache.Key
	if kind == kindCard {
		return key, nil // nobody will ask
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	at, err := s.log.Add(value)
	binary.BigEndian.PutUint64(key[:], uint64(at)+1)
	return key, fatally(err)
}

func (s *scratch) fetch(_ int, key cache.Key, buf []byte) ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	value, err := s.log.At(int64(binary.BigEndian.Uint64(key[:])) - 1)
	return append(buf[:0], value...), fatally(err)
}

// values are buffers for records on their way to a shelf, or from it.
var values = sync.Pool{New: func() any { return new([]byte) }}

// squeezed appends the packed and compressed form of v with its length in front.
func squeezed[T any](buf []byte, v *T) []byte {
	b := buffers.Get().(*[2][]byte)
	defer buffers.Put(b)
	b[0] = pack.Append(b[0][:0], v)
	return squeeze(buf, b[0])
}

// buffers are a packed value and a compressed one.
var buffers = sync.Pool{New: func() any { return new([2][]byte) }}

func squeeze(buf, packed []byte) []byte {
	b := buffers.Get().(*[2][]byte)
	defer buffers.Put(b)
	if n := s2.MaxEncodedLen(len(packed)); cap(b[1]) < n {
		b[1] = make([]byte, n)
	}
	b[1] = b[1][:cap(b[1])]
	small := s2.Encode(b[1], packed)
	return append(binary.AppendUvarint(buf, uint64(len(small))), small...)
}

// expand reads what squeezed wrote and returns what stands behind it.
func expand[T any](data []byte, v *T) (rest []byte, err error) {
	small, rest, err := cut(data)
	if err != nil {
		return nil, err
	}
	packed, err := s2.Decode(nil, small)
	if err != nil {
		return nil, fmt.Errorf("pipeline: %w", err)
	}
	return rest, pack.Read(unsafe.String(unsafe.SliceData(packed), len(packed)), v) // nobody else has the bytes
}

// cut splits off what has its length in front.
func cut(data []byte) (part, rest []byte, err error) {
	n, k := binary.Uvarint(data)
	if k <= 0 || n > uint64(len(data)-k) {
		return nil, nil, pack.ErrCorrupt
	}
	return data[k : k+int(n)], data[k+int(n):], nil
}

// several are the shelves of shards that are merged. They are only read.
type several []*cache.Store

func (s several) look(cache.Key) ([]byte, bool, error) { return nil, false, nil }
func (s several) has(cache.Key) bool                   { return false }
func (s several) lasts() bool                          { return true }

func (s several) put(cache.Key, cache.Kind, []byte) (cache.Key, error) {
	return cache.Key{}, errors.New("pipeline: a merge maps nothing")
}

func (s several) fetch(home int, key cache.Key, buf []byte) ([]byte, error) {
	return (&kept{store: s[home]}).fetch(0, key, buf)
}
