package pipeline

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"iter"
	"path/filepath"
	"strings"

	"dateline/corpus"
	"dateline/corpus/pack"
	"dateline/corpus/spill"
	"dateline/normalize/actors"
	"dateline/normalize/duplicates"
)

// Identity is what the reduce gives one document: ids over the dump.
type Identity struct {
	ID     string   // the document's id, made unique
	Actors []string // for each of the document's actors
	CopyOf string   // the cluster of copies, or empty
	Quotes []string // for each quotation
	Events []string // for each event, then for each mention
}

// settled is a document with its final id.
type settled struct {
	ID     string
	N      int // its number in the order of the input
	Mapped mapped
}

// reduction gives everything its identity over the dump. It sees only the keys
// that the map left, never texts, and holds no more of them in memory than fits:
// the rest is spilled. Its outcome is a function of the set of documents.
type reduction struct {
	mapper *mapper
	report func(Letter) // documents that had to be renamed, in no order
	dir    string       // for temporary files
	ended  func() error // says whether the run is to stop; nil: never

	keep   string    // directory where the outcomes of the parts are kept; "" for nowhere
	reused [4]bool   // parts whose outcome was there
	byID   spill.Log // settled documents in the order of their final ids
	parts  [4]spill.Log
}

// The outcomes of the parts of the reduce: one record a document, in the order of
// final ids.
const (
	partActors = iota
	partCopies
	partQuotes
	partEvents
)

// run reads the mapped documents and works out all identities.
func (r *reduction) run(documents *spill.Log) error {
	r.byID.Dir = r.dir
	for i := range r.parts {
		r.parts[i].Dir = r.dir
	}
	if err := r.settle(documents); err != nil {
		return err
	}
	sums, err := r.sums()
	if err != nil {
		return err
	}
	for i, sum := range sums {
		if r.reused[i], err = r.recall(i, sum); err != nil {
			return err
		}
	}
	if err := r.names(); err != nil {
		return err
	}
	if !r.reused[partEvents] {
		if err := r.happenings(); err != nil {
			return err
		}
	}
	for i, sum := range sums {
		if !r.reused[i] {
			if err := r.remember(i, sum); err != nil {
				return err
			}
		}
	}
	return nil
}

// sums are digests of all that each part of the reduce depends on.
func (r *reduction) sums() ([4]string, error) {
	var out [4]string
	if r.keep == "" {
		return out, nil
	}
	version, err := r.mapper.config.versions()
	if err != nil {
		return out, err
	}
	var hashes [4]hash.Hash
	for i := range hashes {
		hashes[i] = sha256.New()
		fmt.Fprintf(hashes[i], "%d %s %s %s\n", i, version("dateline/pipeline"), r.mapper.config.actorsDigest(), shapes())
	}
	var buf []byte
	for s, err := range r.documents() {
		if err == nil {
			buf, err = r.mapper.shelf.fetch(s.Mapped.Home, s.Mapped.Events, buf[:0])
		}
		if err == nil && len(buf) < keySumsSize {
			err = pack.ErrCorrupt
		}
		if err != nil {
			return out, err
		}
		for i, h := range hashes {
			h.Write(sortable(nil, s.ID))
			h.Write(buf[8*i : 8*i+8])
		}
		hashes[partEvents].Write(buf[8*partActors : 8*partActors+8]) // happenings are told by the actors they have in the end
	}
	for i, h := range hashes {
		out[i] = hex.EncodeToString(h.Sum(nil))
	}
	return out, nil
}

var partNames = [4]string{"actors", "copies", "quotes", "events"}

func (r *reduction) file(part int) string {
	return filepath.Join(r.keep, stateDir, "reduce-"+partNames[part])
}

// recall reads the outcome of a part that an earlier run left, if it is of the same keys.
func (r *reduction) recall(part int, sum string) (bool, error) {
	if r.keep == "" || r.mapper.config.Fresh {
		return false, nil
	}
	f, err := openRecords(r.file(part))
	if errors.Is(err, errNoRecords) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	defer f.close()
	if strings.TrimSpace(string(f.head)) != sum {
		return false, nil
	}
	for record, err := range f.all() {
		if err == nil {
			_, err = r.parts[part].Add(record)
		}
		if err != nil {
			return false, err
		}
	}
	return true, nil
}

// remember keeps the outcome of a part for a later run.
func (r *reduction) remember(part int, sum string) error {
	if r.keep == "" {
		return nil
	}
	return writeRecords(r.file(part), []byte(sum+"\n"), r.parts[part].Records())
}

func (r *reduction) close() {
	r.byID.Close()
	for i := range r.parts {
		r.parts[i].Close()
	}
}

// settle makes document ids unique: of several documents with one id, the first by
// path and offset keeps it. Each renaming is reported, but for later captures of
// one address in an archive, which are what an archive is for.
func (r *reduction) settle(documents *spill.Log) error {
	wishes := spill.Sorter{Dir: r.dir}
	defer wishes.Close()
	n := 0
	var key, value []byte
	for record, err := range documents.Records() {
		if err == nil && r.ended != nil {
			err = r.ended()
		}
		if err != nil {
			return err
		}
		s := settled{N: n}
		n++
		if err := pack.Read(string(record), &s.Mapped); err != nil {
			return err
		}
		s.ID = s.Mapped.ID
		key = WishKey(key[:0], s.ID, s.Mapped.Source)
		value = pack.Append(value[:0], &s)
		if err := wishes.Add(key, value); err != nil {
			return err
		}
	}
	final := spill.Sorter{Dir: r.dir}
	defer final.Close()
	var taken Register
	for row, err := range wishes.Rows() {
		if err != nil {
			return err
		}
		var s settled
		if err := pack.Read(string(row.Value), &s); err != nil {
			return err
		}
		id, renamed := taken.Enter(s.ID, s.Mapped.Source)
		if renamed != nil {
			r.report(*renamed)
		}
		s.ID = id
		value = pack.Append(value[:0], &s)
		if err := final.Add(sortable(key[:0], s.ID), value); err != nil {
			return err
		}
	}
	for row, err := range final.Rows() {
		if err == nil {
			_, err = r.byID.Add(row.Value)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// WishKey appends what documents are sorted by before a [Register] gives them their ids.
func WishKey(buf []byte, id string, source corpus.Source) []byte {
	buf = sortable(sortable(buf, id), source.Path)
	buf = binary.BigEndian.AppendUint64(buf, uint64(source.Offset))
	return append(buf, source.SHA256...)
}

// sortable appends a string so that what stands behind it does not matter to the order.
func sortable(buf []byte, s string) []byte {
	for {
		i := strings.IndexByte(s, 0)
		if i < 0 {
			return append(append(buf, s...), 0, 0)
		}
		buf = append(append(buf, s[:i]...), 0, 1)
		s = s[i+1:]
	}
}

// Register makes document ids unique: it gives them out, asked for in the order of [WishKey]. The
// zero Register is ready for use.
type Register struct {
	wish    string // the last one
	first   corpus.Source
	any     bool
	renamed map[string]bool
	last    string // the greatest id in renamed
}

// Enter gives a document its id: the wished one, or, where that is taken, another,
// and a letter that says so.
func (r *Register) Enter(wish string, source corpus.Source) (string, *Letter) {
	if wish > r.last {
		clear(r.renamed) // ids come in order: none of them is wished for any more
	}
	if !(r.any && r.wish == wish) && !r.renamed[wish] {
		r.any, r.wish, r.first = true, wish, source
		return wish, nil
	}
	id := otherID(wish, source, func(id string) bool { return r.renamed[id] })
	if r.renamed == nil {
		r.renamed = map[string]bool{}
	}
	r.renamed[id] = true
	r.last = max(r.last, id)
	if source.Capture {
		return id, nil
	}
	return id, renamedLetter(wish, id, r.first, source)
}

// otherID is an id that nobody has: the wished one with "~" and a hash of the content.
func otherID(wish string, source corpus.Source, taken func(string) bool) string {
	for suffix := source.SHA256; ; {
		// Copies of one record share their content, so the hash is hashed again.
		sum := sha256.Sum256([]byte(suffix))
		suffix = hex.EncodeToString(sum[:])
		if id := wish + "~" + suffix[:8]; !taken(id) {
			return id
		}
	}
}

func renamedLetter(wish, id string, first, source corpus.Source) *Letter {
	at := first.Path
	if first.Place != "" {
		at += ":" + first.Place
	}
	return &Letter{Path: source.Path, Place: source.Place, Document: id, Stage: "read",
		Reason: fmt.Sprintf("id %q stands at %s already; renamed to %q", wish, at, id)}
}

// documents yields the settled documents in the order of their ids.
func (r *reduction) documents() iter.Seq2[*settled, error] {
	return func(yield func(*settled, error) bool) {
		for record, err := range r.byID.Records() {
			var s settled
			if err == nil && r.ended != nil {
				err = r.ended()
			}
			if err == nil {
				err = pack.Read(string(record), &s)
			}
			if !yield(&s, err) || err != nil {
				return
			}
		}
	}
}

// names works out actors, copies and quotations.
func (r *reduction) names() error {
	if r.reused[partActors] && r.reused[partCopies] && r.reused[partQuotes] {
		return nil
	}
	people := actors.Reducer{Base: r.mapper.base, Dir: r.dir}
	copies := duplicates.Copies{Dir: r.dir}
	quotes := duplicates.Quotations{Dir: r.dir}
	defer people.Close()
	defer copies.Close()
	defer quotes.Close()
	counts := spill.Log{Dir: r.dir} // of quotations in each document
	defer counts.Close()
	var wanted []int
	for _, part := range []int{partActors, partCopies, partQuotes} {
		if !r.reused[part] {
			wanted = append(wanted, part)
		}
	}
	var buf, count []byte
	for s, err := range r.documents() {
		if err != nil {
			return err
		}
		var k Keys
		if k, buf, err = r.mapper.keys(&s.Mapped, buf, wanted...); err != nil {
			return err
		}
		if !r.reused[partActors] {
			if err := people.Add(k.Actors); err != nil {
				return err
			}
		}
		if !r.reused[partCopies] {
			if err := copies.Add(s.ID, k.Sketch); err != nil {
				return err
			}
		}
		if !r.reused[partQuotes] {
			for _, q := range k.Quotations(s.ID) {
				if err := quotes.Add(q); err != nil {
					return err
				}
			}
			count = binary.AppendUvarint(count[:0], uint64(len(k.Quotes)))
			if _, err := counts.Add(count); err != nil {
				return err
			}
		}
	}
	if !r.reused[partActors] {
		for ids, err := range people.Result() {
			if err == nil {
				err = addPacked(&r.parts[partActors], &ids)
			}
			if err != nil {
				return err
			}
		}
		people.Close()
	}
	if !r.reused[partCopies] {
		for id, err := range copies.Result() {
			if err == nil {
				_, err = r.parts[partCopies].Add([]byte(id))
			}
			if err != nil {
				return err
			}
		}
		copies.Close()
	}
	if r.reused[partQuotes] {
		return nil
	}
	return deal(&counts, quotes.Result(), &r.parts[partQuotes])
}

// happenings works out which events are one, from the ids that the actors have now.
func (r *reduction) happenings() error {
	happenings := duplicates.Happenings{Dir: r.dir}
	defer happenings.Close()
	counts := spill.Log{Dir: r.dir} // of events and mentions in each document
	defer counts.Close()
	next, stop := iter.Pull2(r.parts[partActors].Records())
	defer stop()
	var buf, count []byte
	for s, err := range r.documents() {
		if err != nil {
			return err
		}
		var k Keys
		if k, buf, err = r.mapper.keys(&s.Mapped, buf, partEvents); err != nil {
			return err
		}
		record, err, _ := next()
		var ids []string
		if err == nil {
			err = pack.Read(string(record), &ids)
		}
		if err != nil {
			return err
		}
		cast, all := k.Happenings(s.ID, ids)
		if err := happenings.Add(s.ID, k.Gist, cast, all); err != nil {
			return err
		}
		count = binary.AppendUvarint(count[:0], uint64(len(all)))
		if _, err := counts.Add(count); err != nil {
			return err
		}
	}
	return deal(&counts, happenings.Result(), &r.parts[partEvents])
}

// renaming maps the ids of a document's actors to those of the dump.
func renaming(local, ids []string) map[string]string {
	to := make(map[string]string, len(ids))
	for i := range min(len(local), len(ids)) {
		to[local[i]] = ids[i]
	}
	return to
}

func renameAll(ids []string, to map[string]string) []string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = id
		if fresh, ok := to[id]; ok {
			out[i] = fresh
		}
	}
	return out
}

func addPacked[T any](to *spill.Log, v *T) error {
	_, err := to.Add(pack.Append(nil, v))
	return err
}

// deal deals a sequence of ids out to documents, of which counts says how many each has.
func deal(counts *spill.Log, ids iter.Seq2[string, error], to *spill.Log) error {
	next, stop := iter.Pull2(ids)
	defer stop()
	for record, err := range counts.Records() {
		if err != nil {
			return err
		}
		n, _ := binary.Uvarint(record)
		list := make([]string, n)
		for i := range list {
			id, err, ok := next()
			if err == nil && !ok {
				err = fmt.Errorf("pipeline: reduce: fewer ids than keys")
			}
			if err != nil {
				return err
			}
			list[i] = id
		}
		if err := addPacked(to, &list); err != nil {
			return err
		}
	}
	return nil
}

// identified is a document with its identity.
type identified struct {
	settled
	Identity
}

// all yields every document with its identity, in the order of final ids.
func (r *reduction) all() iter.Seq2[*identified, error] {
	return func(yield func(*identified, error) bool) {
		var next [len(r.parts)]func() ([]byte, error, bool)
		for i := range r.parts {
			n, stop := iter.Pull2(r.parts[i].Records())
			defer stop()
			next[i] = n
		}
		for s, err := range r.documents() {
			var out identified
			if err == nil {
				out.settled, out.Identity.ID = *s, s.ID
				for i := range r.parts {
					record, e, ok := next[i]()
					if e == nil && !ok {
						e = fmt.Errorf("pipeline: reduce: fewer outcomes than documents")
					}
					if e == nil {
						switch i {
						case partActors:
							e = pack.Read(string(record), &out.Actors)
						case partCopies:
							out.CopyOf = string(record)
						case partQuotes:
							e = pack.Read(string(record), &out.Quotes)
						case partEvents:
							e = pack.Read(string(record), &out.Events)
						}
					}
					if err == nil {
						err = e
					}
				}
			}
			if !yield(&out, err) || err != nil {
				return
			}
		}
	}
}

// apply writes identities into a document whose ids are still those of the map step.
func (of *Identity) apply(d *corpus.Document) {
	d.ID = of.ID
	corpus.AssignIDs(d)
	to := make(map[string]string, len(d.Actors))
	for i := range d.Actors {
		if i < len(of.Actors) {
			to[d.Actors[i].ID] = of.Actors[i]
		}
	}
	d.RenameActors(to)
	d.DuplicateOf = of.CopyOf
	for i := range d.Quotes {
		d.Quotes[i].QuoteID = of.Quotes[i]
	}
	for i := range d.Events {
		d.Events[i].EventID = of.Events[i]
	}
	for i := range d.Mentions {
		d.Mentions[i].EventID = of.Events[len(d.Events)+i]
	}
}
