package pipeline

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/gofrs/flock"

	"dateline/corpus/pack"
	"dateline/corpus/read"
	"dateline/corpus/spill"
	"dateline/extract/syntax"
	"dateline/pipeline/cache"
)

// Manifest describes a dataset. It holds no clock and no machine: the same
// inputs, configuration and version give the same manifest, whatever was in the cache.
type Manifest struct {
	Contract int            `json:"contract"`
	Version  string         `json:"version"`
	Config   ManifestConfig `json:"config"`
	// Stages are the digests of what is behind each stage, and under "reduce" behind what is told over the whole dump.
	Stages map[string]StageDigests `json:"stages,omitempty"`
	Counts Counts                  `json:"counts"`
	Tables []ManifestTable         `json:"tables"`
}

// StageDigests are those of a stage and of all that it imports: its code, its tables, and the weights of its models.
type StageDigests struct {
	Code    string `json:"code"`
	Tables  string `json:"tables,omitempty"`
	Weights string `json:"weights,omitempty"`
}

// reducePackages are what tells actors, copies and happenings over the whole dump.
var reducePackages = []string{"dateline/normalize/actors", "dateline/normalize/duplicates"}

// stageDigests are the digests for the manifest.
func (m *mapper) stageDigests() map[string]StageDigests {
	if m.config.Parts == nil {
		return nil
	}
	out := map[string]StageDigests{}
	of := func(name string, pkgs ...string) {
		var d StageDigests
		d.Code, d.Tables, d.Weights = m.config.Parts(pkgs...)
		out[name] = d
	}
	for _, s := range m.sections {
		for i, p := range s.Packages() {
			of(s.Stages()[i], p)
		}
	}
	of("reduce", reducePackages...)
	return out
}

// ManifestConfig is the part of Config that changes the output.
type ManifestConfig struct {
	Boilerplate  string   `json:"boilerplate"`
	Engine       string   `json:"engine"`
	Layers       string   `json:"layers"`
	MaxDocBytes  int64    `json:"max_doc_bytes"`
	MaxTextBytes int64    `json:"max_text_bytes"`
	Actors       string   `json:"actors,omitempty"` // digest of the user's actors file
	Sites        string   `json:"sites,omitempty"`  // digest of the user's sites file
	Stages       []string `json:"stages"`
}

// ManifestTable is one file of the dataset.
type ManifestTable struct {
	Name   string `json:"name"`
	Rows   int    `json:"rows"`
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
}

// ContractVersion is the version of the record contract.
const ContractVersion = 1

// stateDir is the directory within a dataset directory that holds what runs leave for
// later runs. It is no part of the dataset and may be deleted.
const stateDir = read.DatasetMark

// The parts of stateDir.
var (
	cacheDir    = filepath.Join(stateDir, "cache")
	lockFile    = filepath.Join(stateDir, "lock")
	journalFile = filepath.Join(stateDir, "journal")
)

// ErrBusy is another run's hold on the directory.
var ErrBusy = errors.New("another run is writing to this directory")

// ErrNothing is a run none of whose inputs could be opened.
var ErrNothing = errors.New("nothing could be read")

// Outcome is what Run did besides the manifest.
type Outcome struct {
	Manifest  Manifest
	Unchanged bool // everything was as it should be; nothing was written
	Errors    int  // rows of the table of errors: refused inputs and renamed documents
	Work      Work
	Report    Report
}

// Work says how many documents had to be worked out, and how far.
type Work struct {
	Documents int `json:"documents"` // seen
	Text      int `json:"text"`      // whose text was extracted
	Layers    int `json:"layers"`    // whose layers were worked out
	Events    int `json:"events"`    // whose events were coded
	Kept      int `json:"kept"`      // of which nothing had to be worked out
	Words     int `json:"words"`     // tokens of the documents whose layers were worked out
}

func (c Config) manifest(stages []string) ManifestConfig {
	return ManifestConfig{
		Boilerplate: c.Boilerplate.String(), Engine: cmp.Or(c.Engine, syntax.DefaultEngine), Layers: c.layers().String(),
		MaxDocBytes: cmp.Or(c.MaxDocBytes, read.DefaultMaxBytes), MaxTextBytes: cmp.Or(c.MaxTextBytes, DefaultMaxText),
		Actors: c.actorsDigest(), Sites: c.sitesDigest(), Stages: stages,
	}
}

// Run does the whole job: it reads the inputs, runs map and reduce, and writes a
// dataset directory. Every file appears under its name only when it is complete,
// the manifest last. version is the program's version for the manifest.
//
// What a document gives is kept in the cache, so that a later run works out only
// what has changed; the dataset is the same, byte for byte, as without a cache. A
// run that ends early, by ctx, an error or a kill, leaves the dataset that was
// there as it was, and the next one goes on where it ended.
func Run(ctx context.Context, c Config, paths []string, dir, version string) (out Outcome, err error) {
	unlock, err := hold(dir)
	if err != nil {
		return out, err
	}
	defer unlock()
	for _, p := range paths {
		if sameDirectory(p, dir) {
			return out, fmt.Errorf("pipeline: %s is an input; the dataset needs a directory of its own", dir)
		}
	}
	once := slices.Contains(paths, "-") // stdin can be read once only
	out, err = c.run(ctx, paths, dir, version, once)
	if errors.Is(err, errLost) && !once {
		// The index of the cache promised a record that cannot be read. What is lost is
		// made again, and this time every record is read before it is believed.
		if c.Log != nil {
			c.Log.Warn("the cache is damaged", "error", err.Error())
		}
		out, err = c.run(ctx, paths, dir, version, true)
	}
	return out, err
}

func (c Config) run(ctx context.Context, paths []string, dir, version string, wary bool) (out Outcome, err error) {
	// An unwritable directory is found before the work, not after.
	ds, err := createDataset(dir, datasetFiles...)
	if err != nil {
		return out, err
	}
	defer ds.abort()
	job, close, err := c.mapTo(ctx, paths, dir, wary)
	if err != nil {
		return out, err
	}
	defer close()
	out.Work = job.mapper.work.total()
	if job.documents.Len() == 0 && job.counts.Unopened > 0 && job.counts.Unopened == job.counts.Refused {
		out.Manifest.Counts = job.counts
		return out, ErrNothing // a mount that is missing must not empty a dataset
	}
	defer func() { out.Report.complete(job, version, &out) }()
	out.Report.Seconds.Map = job.phases.lap()
	state, err := job.state(version)
	if err != nil {
		return out, err
	}
	if !c.Fresh {
		if out.Manifest, out.Unchanged = unchanged(dir, state); out.Unchanged {
			out.Manifest.Counts.Unopened = job.counts.Unopened
			out.count()
			job.log("nothing has changed")
			return out, nil
		}
	}
	if err := job.finish(ctx, ds, &out, version, dir); err != nil {
		return out, err
	}
	return out, job.writeJournal(dir, version, state, ds.files[ManifestFile].Digest())
}

// mapTo maps the inputs into the cache of a directory. The returned function
// closes the cache.
func (c Config) mapTo(ctx context.Context, paths []string, dir string, wary bool) (*job, func(), error) {
	store, err := cache.Open(cmp.Or(c.CacheDir, filepath.Join(dir, cacheDir)), cache.Options{})
	if err != nil {
		return nil, nil, fmt.Errorf("pipeline: %w", err)
	}
	c.TempDir = cmp.Or(c.TempDir, filepath.Join(dir, stateDir))
	job, err := c.start(paths, &kept{store: store, fresh: c.Fresh, wary: wary})
	if err != nil {
		store.Close()
		return nil, nil, err
	}
	err = job.run(ctx)
	if e := store.Sync(); e != nil {
		err = errors.Join(err, fmt.Errorf("pipeline: %w", e))
	}
	if err != nil {
		job.close()
		store.Close()
		return nil, nil, err
	}
	return job, func() { job.close(); store.Close() }, nil
}

// finish runs the reduce over what was mapped and writes the dataset. keep is where
// the outcomes of the reduce are kept, or empty.
func (j *job) finish(ctx context.Context, ds *dataset, out *Outcome, version, keep string) error {
	man := &out.Manifest
	*man = Manifest{Contract: ContractVersion, Version: version, Config: j.config.manifest(j.mapper.chain.Stages()), Stages: j.mapper.stageDigests()}
	man.Counts.Refused, man.Counts.Unopened = j.counts.Refused, j.counts.Unopened
	r := &reduction{mapper: j.mapper, report: j.letters.add, dir: j.config.TempDir, keep: keep, ended: ctx.Err}
	defer r.close()
	j.config.Progress.enter("bringing together")
	if err := r.run(&j.documents); err != nil {
		return err
	}
	out.Report.Seconds.Reduce = j.phases.lap()
	for part, reused := range r.reused {
		if !reused {
			out.Report.Reduced = append(out.Report.Reduced, partNames[part])
		}
	}
	j.log("reduced", "seconds", out.Report.Seconds.Reduce, "parts", out.Report.Reduced)
	j.config.Progress.enter("writing")
	if err := ds.write(ctx, r, &man.Counts); err != nil {
		return err
	}
	if err := j.letters.each(func(line []byte) error { return ds.put(ErrorsFile, line) }); err != nil {
		return err
	}
	man.Tables = ds.tables()
	out.count()
	err := ds.commit(*man)
	out.Report.Seconds.Write = j.phases.lap()
	j.log("written", "seconds", out.Report.Seconds.Write, "documents", man.Counts.Documents, "events", man.Counts.Events)
	return err
}

// count takes the number of errors from the manifest.
func (o *Outcome) count() {
	for _, t := range o.Manifest.Tables {
		if t.Name == ErrorsFile {
			o.Errors = t.Rows
		}
	}
}

// state is a digest of all that the tables depend on: what was mapped and refused,
// the configuration, and the code.
func (j *job) state(version string) (string, error) {
	code, err := j.config.versions()
	if err != nil {
		return "", err
	}
	config, err := TableLine(j.config.manifest(j.mapper.chain.Stages()))
	if err != nil {
		return "", err
	}
	h := sha256.New()
	fmt.Fprintf(h, "%s\n%s\n%s%x\n", version, code("dateline/pipeline"), config, j.letters.sum())
	var size []byte
	for record, err := range j.documents.Records() {
		if err != nil {
			return "", err
		}
		size = binary.AppendUvarint(size[:0], uint64(len(record)))
		h.Write(size)
		h.Write(record)
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// unchanged reports whether dir holds the dataset of a state, whole and untouched.
func unchanged(dir, state string) (Manifest, bool) {
	j, err := openJournal(dir)
	if err != nil {
		return Manifest{}, false
	}
	j.close()
	man, err := ReadManifest(dir)
	if err != nil || j.State != state || !fits(filepath.Join(dir, ManifestFile), j.Manifest) || len(man.Tables) != len(tableNames) {
		return man, false
	}
	for i, t := range man.Tables {
		if t.Name != tableNames[i] || !fits(filepath.Join(dir, t.Name), t.SHA256) {
			return man, false
		}
	}
	return man, true
}

// fits reports whether a file has a digest.
func fits(path, sum string) bool {
	got, err := fileDigest(path)
	return err == nil && got == sum
}

// hold makes a directory and keeps other runs away from it until the returned
// function is called.
func hold(dir string) (func(), error) {
	if err := os.MkdirAll(filepath.Join(dir, stateDir), 0o755); err != nil {
		return nil, fmt.Errorf("pipeline: %w", err)
	}
	lock := flock.New(filepath.Join(dir, lockFile))
	ok, err := lock.TryLock()
	if err != nil {
		return nil, fmt.Errorf("pipeline: %w", err)
	}
	if !ok {
		return nil, fmt.Errorf("pipeline: %s: %w", dir, ErrBusy)
	}
	if err := sweep(filepath.Join(dir, stateDir)); err != nil {
		lock.Unlock()
		return nil, err
	}
	return func() { lock.Unlock() }, nil
}

// sweep removes what killed runs have left half written in a state directory.
func sweep(dir string) error {
	entries, err := os.ReadDir(dir)
	for _, e := range entries {
		if name := e.Name(); strings.HasPrefix(name, ".") && (strings.HasSuffix(name, ".tmp") || strings.HasSuffix(name, ".spill")) {
			err = cmp.Or(err, os.Remove(filepath.Join(dir, name)))
		}
	}
	if err != nil {
		return fmt.Errorf("pipeline: %w", err)
	}
	return nil
}

// ReadManifest reads the manifest of a dataset directory.
func ReadManifest(dir string) (Manifest, error) {
	var man Manifest
	path := filepath.Join(dir, ManifestFile)
	data, err := os.ReadFile(path)
	if err == nil {
		if err = json.Unmarshal(data, &man); err != nil {
			err = fmt.Errorf("%s: %w", path, err)
		}
	}
	if err != nil {
		return man, fmt.Errorf("pipeline: %w", err)
	}
	return man, nil
}

// Encode is a manifest as its file holds it.
func (m *Manifest) Encode() ([]byte, error) {
	data, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("pipeline: %w", err)
	}
	return append(data, '\n'), nil
}

// job is the map step of a run with what it leaves for the reduce.
type job struct {
	config    Config
	mapper    *mapper
	paths     []string
	documents spill.Log // mapped documents in the order of the input
	letters   letters
	counts    Counts // what was refused
	passed    passedOver
	kinds     errorKinds
	inputs    inputsSum
	unopened  int // files that could not be opened and that another shard reports
	phases    phases
	report    func(Letter) // nil: letters are kept, in order
}

func (c Config) start(paths []string, to shelf) (*job, error) {
	m, err := c.mapper(to)
	if err != nil {
		return nil, err
	}
	j := &job{config: c, mapper: m, paths: paths}
	j.phases.begin()
	j.documents.Dir, j.letters.sorted.Dir = c.TempDir, c.TempDir
	return j, nil
}

// run maps all inputs. When ctx ends it returns ctx.Err().
func (j *job) run(ctx context.Context) error {
	flow := Flow[mapped]{Jobs: j.config.Jobs, Timeout: j.config.DocTimeout, Work: j.mapper.document}
	c := j.config
	j.log("reading", "paths", j.paths)
	progress := c.Progress
	c.read = func(n int) {
		j.phases.bytes.Add(int64(n))
		progress.read(n)
	}
	c.passed = j.passed.add
	err := flow.Run(ctx, c.open(j.paths, &j.inputs), func(r Result[mapped]) error {
		j.config.Progress.add(r.Letter != nil)
		switch {
		case r.Letter != nil && !j.config.Shard.owns(*r.Letter):
			j.unopened++ // every shard is told of what cannot be opened, one reports it
			return nil
		case r.Letter != nil:
			j.counts.refuse(*r.Letter)
			j.kinds.add(*r.Letter)
			j.refused(*r.Letter)
			if j.report != nil {
				j.report(*r.Letter)
			} else {
				j.letters.add(*r.Letter)
			}
			return nil
		case r.Passed != "":
			j.passed.add(r.Passed)
			return nil
		}
		_, err := j.documents.Add(pack.Append(nil, &r.Value))
		return err
	})
	j.log("read", "documents", j.documents.Len(), "refused", j.counts.Refused, "kept", j.mapper.work.total().Kept)
	return err
}

func (j *job) log(what string, with ...any) {
	if j.config.Log != nil {
		j.config.Log.Info(what, with...)
	}
}

func (j *job) refused(l Letter) {
	if j.config.Log != nil {
		j.config.Log.Warn("refused", "path", l.Path, "place", l.Place, "document", l.Document, "stage", l.Stage, "reason", l.Reason)
	}
}

func (j *job) close() {
	j.documents.Close()
	j.letters.sorted.Close()
	if s, ok := j.mapper.shelf.(*scratch); ok {
		s.log.Close()
	}
}
