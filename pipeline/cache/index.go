package cache

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"sync"
)

const (
	indexMagic  = "dateline index 1" // the last byte is the version
	pageSize    = 4096
	entrySize   = 28
	pageEntries = (pageSize - 8) / entrySize
	cursorPages = 16 // that are read at once
)

// entry is a line of the index.
type entry struct {
	key Key
	place
}

func (e *entry) append(b []byte) []byte {
	b = append(b, e.key[:]...)
	b = binary.LittleEndian.AppendUint32(b, e.where)
	b = binary.LittleEndian.AppendUint32(b, e.offset)
	return binary.LittleEndian.AppendUint32(b, e.length)
}

func parsePlace(b []byte) place {
	_ = b[11]
	return place{binary.LittleEndian.Uint32(b), binary.LittleEndian.Uint32(b[4:]), binary.LittleEndian.Uint32(b[8:])}
}

// run is a file of entries in the order of their keys, each key once: what the log
// says of them between two positions.
type run struct {
	number   uint32
	path     string
	file     *os.File
	from, to position
	n        int64
	size     int64    // of the file
	fences   []uint64 // the first half of each page's first key
	filter   filter   // nil: none in memory
	totals   []byte   // of the store at to
}

// indexDamage says that a file of the index cannot be used. Since the index can be
// built again it is never seen outside, but in reports.
type indexDamage struct {
	run    *run
	offset int64
	reason string
}

func (d *indexDamage) Error() string { return fmt.Sprintf("%s:%d: %s", d.run.path, d.offset, d.reason) }

func runName(number uint32) string { return fmt.Sprintf("%08d.idx", number) }

func parseRunName(name string) (number uint32, ok bool) {
	_, err := fmt.Sscanf(name, "%08d.idx", &number)
	return number, err == nil && name == runName(number)
}

func (r *run) pages() int { return int((r.n + pageEntries - 1) / pageEntries) }

// inPage is the number of entries of a page.
func (r *run) inPage(page int) int { return int(min(pageEntries, r.n-int64(page)*pageEntries)) }

func pageOffset(page int) int64 { return pageSize * (1 + int64(page)) }

// pageSum is the checksum of a page. It differs by file and place, so that no page
// is taken for another.
func pageSum(b []byte, number uint32, page int) uint32 {
	return crc32.Update(number*0x9E3779B1^uint32(page), castagnoli, b[:pageSize-4])
}

func (r *run) checkPage(b []byte, page int) error {
	if binary.LittleEndian.Uint32(b[pageSize-4:]) != pageSum(b, r.number, page) {
		return &indexDamage{r, pageOffset(page), "checksum of a page of the index"}
	}
	return nil
}

// damage makes a read error one of the index. A file that was closed stays an error.
func (r *run) damage(offset int64, err error) error {
	if errors.Is(err, os.ErrClosed) {
		return err
	}
	return &indexDamage{r, offset, err.Error()}
}

var pagePool = sync.Pool{New: func() any { return new([pageSize]byte) }}

// find looks a key up: one read of a page, as a rule.
func (r *run) find(k *Key) (p place, ok bool, err error) {
	// The key lies behind the last fence below its prefix; in a later page only if
	// that one's fence equals the prefix.
	prefix := k.prefix()
	lo, hi := 0, len(r.fences)
	for lo < hi {
		if m := int(uint(lo+hi) >> 1); r.fences[m] < prefix {
			lo = m + 1
		} else {
			hi = m
		}
	}
	if hi = lo; hi < len(r.fences) && r.fences[hi] == prefix {
		hi += sort.Search(len(r.fences)-hi, func(i int) bool { return r.fences[lo+i] > prefix })
	}
	lo = max(lo-1, 0)
	if lo >= hi {
		return p, false, nil
	}
	page := pagePool.Get().(*[pageSize]byte)
	defer pagePool.Put(page)
	for lo < hi {
		m := int(uint(lo+hi) >> 1)
		if _, err := r.file.ReadAt(page[:], pageOffset(m)); err != nil {
			return p, false, r.damage(pageOffset(m), err)
		}
		if err := r.checkPage(page[:], m); err != nil {
			return p, false, err
		}
		i, ok := searchPage(page, r.inPage(m), k)
		switch {
		case ok:
			return parsePlace(page[i*entrySize+len(k):]), true, nil
		case i == 0:
			hi = m
		case i == r.inPage(m):
			lo = m + 1
		default:
			return p, false, nil
		}
	}
	return p, false, nil
}

// searchPage is the number of the first entry that is not below a key.
func searchPage(page *[pageSize]byte, n int, k *Key) (i int, ok bool) {
	lo, hi := 0, n
	for lo < hi {
		m := int(uint(lo+hi) >> 1)
		if e := (*Key)(page[m*entrySize:]); e.less(k) {
			lo = m + 1
		} else {
			hi = m
		}
	}
	return lo, lo < n && Key(page[lo*entrySize:]) == *k
}

// check reads all entries.
func (r *run) check() error {
	c := cursor{run: r}
	for {
		if err := c.next(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}

func (r *run) close() {
	if r.file != nil {
		r.file.Close()
	}
}

// runWriter writes a run. Its file has its name only once it is complete.
type runWriter struct {
	run
	dir    string
	out    *bufio.Writer
	page   []byte
	failed error
}

// newRun starts a run of at most n entries.
func newRun(dir string, number uint32, n, filterBudget int64) (*runWriter, error) {
	w := &runWriter{dir: dir, page: make([]byte, 0, pageSize)}
	w.number, w.path = number, filepath.Join(dir, runName(number))
	f, err := os.OpenFile(w.path+".tmp", os.O_RDWR|os.O_CREATE|os.O_TRUNC, 0o644)
	if err != nil {
		return nil, err
	}
	w.file = f
	w.out = bufio.NewWriterSize(f, 64<<10)
	w.fences = make([]uint64, 0, (n+pageEntries-1)/pageEntries)
	if filterSize(n) <= filterBudget {
		w.filter = newFilter(n)
	}
	_, w.failed = w.out.Write(make([]byte, pageSize)) // the header's place
	return w, nil
}

func (w *runWriter) add(e *entry) {
	if len(w.page) == 0 {
		w.fences = append(w.fences, e.key.prefix())
	}
	w.page = e.append(w.page)
	if w.filter != nil {
		w.filter.add(filterHash(&e.key))
	}
	w.n++
	if len(w.page) == pageEntries*entrySize {
		w.endPage()
	}
}

func (w *runWriter) endPage() {
	b := w.page[:pageSize]
	clear(b[len(w.page):])
	binary.LittleEndian.PutUint32(b[pageSize-4:], pageSum(b, w.number, len(w.fences)-1))
	if w.failed == nil {
		_, w.failed = w.out.Write(b)
	}
	w.page = w.page[:0]
}

// tail is the part of a run behind its pages: fences, filter, totals, checksum.
type tail []byte

func (t *tail) words(words []uint64) {
	for _, x := range words {
		*t = binary.LittleEndian.AppendUint64(*t, x)
	}
}

// finish completes the file and gives it its name.
func (w *runWriter) finish(from, to position, totals *totals) (*run, error) {
	if len(w.page) > 0 {
		w.endPage()
	}
	w.from, w.to = from, to
	kinds := totals.append(nil)
	w.totals = kinds
	var t tail = make([]byte, 0, 8*(len(w.fences)+len(w.filter))+len(kinds)+4)
	t.words(w.fences)
	t.words(w.filter)
	t = append(t, kinds...)
	t = binary.LittleEndian.AppendUint32(t, crc32.Checksum(t, castagnoli))

	head := append(make([]byte, 0, pageSize), indexMagic...)
	for _, x := range []uint32{w.number, from.segment, from.offset, to.segment, to.offset, uint32(len(kinds))} {
		head = binary.LittleEndian.AppendUint32(head, x)
	}
	head = binary.LittleEndian.AppendUint64(head, uint64(w.n))
	head = binary.LittleEndian.AppendUint64(head, uint64(len(w.filter)))
	head = binary.LittleEndian.AppendUint32(head, crc32.Checksum(head, castagnoli))

	err := w.failed
	if err == nil {
		_, err = w.out.Write(t)
	}
	if err == nil {
		err = w.out.Flush()
	}
	if err == nil {
		_, err = w.file.WriteAt(head, 0)
	}
	if err == nil {
		err = fsync(w.file)
	}
	if err != nil {
		w.abandon()
		return nil, err
	}
	w.size = pageOffset(w.pages()) + int64(len(t))

	// Windows does not rename an open file.
	w.file.Close()
	if err = os.Rename(w.path+".tmp", w.path); err == nil {
		err = syncDir(w.dir)
	}
	if err == nil {
		w.file, err = os.Open(w.path)
	}
	if err != nil {
		w.abandon()
		return nil, err
	}
	r := w.run
	return &r, nil
}

func (w *runWriter) abandon() {
	w.file.Close()
	os.Remove(w.path + ".tmp")
	os.Remove(w.path)
}

// openRun reads what of a run stays in memory: its header, its fences and its
// filter. Damage gives an indexDamage, and a version that this program does not
// know too: the index can always be built again.
func openRun(path string, number uint32) (*run, error) {
	r := &run{number: number, path: path}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	r.file = f
	if err := r.load(); err != nil {
		f.Close()
		return nil, err
	}
	return r, nil
}

func (r *run) load() error {
	info, err := r.file.Stat()
	if err != nil {
		return err
	}
	r.size = info.Size()
	const headSize = 16 + 6*4 + 2*8
	var head [headSize + 4]byte
	if _, err := r.file.ReadAt(head[:], 0); err != nil {
		return r.damage(0, err)
	}
	u32 := func(i int) uint32 { return binary.LittleEndian.Uint32(head[16+4*i:]) }
	sound := string(head[:16]) == indexMagic && u32(0) == r.number &&
		binary.LittleEndian.Uint32(head[headSize:]) == crc32.Checksum(head[:headSize], castagnoli)
	n, words := binary.LittleEndian.Uint64(head[40:]), binary.LittleEndian.Uint64(head[48:])
	kinds := int64(u32(5))
	if !sound || n > uint64(r.size) || words > uint64(r.size) || words%filterBlock != 0 {
		return &indexDamage{r, 0, "header of the index"}
	}
	r.from, r.to = position{u32(1), u32(2)}, position{u32(3), u32(4)}
	r.n = int64(n)
	end := pageOffset(r.pages())
	if end+8*int64(r.pages())+8*int64(words)+kinds+4 != r.size || r.size > math.MaxInt32*int64(pageSize) {
		return &indexDamage{r, 0, "size of the index"}
	}
	b := make([]byte, r.size-end)
	if _, err := r.file.ReadAt(b, end); err != nil {
		return r.damage(end, err)
	}
	sum := b[len(b)-4:]
	b = b[:len(b)-4]
	if binary.LittleEndian.Uint32(sum) != crc32.Checksum(b, castagnoli) {
		return &indexDamage{r, end, "checksum of the index"}
	}
	take := func(n int) []uint64 {
		words := make([]uint64, n)
		for i := range words {
			words[i] = binary.LittleEndian.Uint64(b[8*i:])
		}
		b = b[8*n:]
		return words
	}
	r.fences = take(r.pages())
	if words > 0 {
		r.filter = take(int(words))
	}
	r.totals = slices.Clone(b)
	if !new(totals).parse(b) {
		return &indexDamage{r, end, "totals of the index"}
	}
	return nil
}

// cursor walks over entries in the order of their keys: those of a run, or those of a list.
type cursor struct {
	head entry
	list []entry
	run  *run

	buf    []byte // pages that were read at once
	page   int    // the next to be entered
	block  []byte // the page that was entered,
	i, end int    // the next entry of it, and their number
}

// next goes to the next entry; io.EOF behind the last.
func (c *cursor) next() error {
	if c.run == nil {
		if len(c.list) == 0 {
			return io.EOF
		}
		c.head, c.list = c.list[0], c.list[1:]
		return nil
	}
	if c.i >= c.end {
		if c.page >= c.run.pages() {
			return io.EOF
		}
		if err := c.enter(); err != nil {
			return err
		}
	}
	b := c.block[c.i*entrySize:]
	c.head = entry{Key(b), parsePlace(b[len(c.head.key):])}
	c.i++
	return nil
}

func (c *cursor) enter() error {
	k := c.page % cursorPages
	if k == 0 {
		if c.buf == nil {
			c.buf = make([]byte, cursorPages*pageSize)
		}
		b := c.buf[:pageSize*min(cursorPages, c.run.pages()-c.page)]
		if _, err := c.run.file.ReadAt(b, pageOffset(c.page)); err != nil {
			return c.run.damage(pageOffset(c.page), err)
		}
	}
	c.block = c.buf[k*pageSize:][:pageSize]
	if err := c.run.checkPage(c.block, c.page); err != nil {
		return err
	}
	c.i, c.end = 0, c.run.inPage(c.page)
	c.page++
	return nil
}

// winners walks over several cursors at once, the newest first: of entries of one
// key it gives the newest only.
func winners(cursors []*cursor, visit func(*entry) error) error {
	live := make([]*cursor, 0, len(cursors))
	advance := func(c *cursor) (bool, error) {
		switch err := c.next(); {
		case err == nil:
			return true, nil
		case errors.Is(err, io.EOF):
			return false, nil
		default:
			return false, err
		}
	}
	for _, c := range cursors {
		ok, err := advance(c)
		if err != nil {
			return err
		}
		if ok {
			live = append(live, c)
		}
	}
	var e entry
	for len(live) > 0 {
		least := live[0]
		for _, c := range live[1:] {
			if c.head.key.less(&least.head.key) {
				least = c
			}
		}
		e = least.head
		if err := visit(&e); err != nil {
			return err
		}
		kept := live[:0]
		for _, c := range live {
			ok := true
			if c.head.key == e.key {
				var err error
				if ok, err = advance(c); err != nil {
					return err
				}
			}
			if ok {
				kept = append(kept, c)
			}
		}
		live = kept
	}
	return nil
}
