package write

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
)

// ErrDamaged is a file that does not have the size or the digest that is on record.
var ErrDamaged = errors.New("the file is not what manifest.json says: it is damaged, or was changed by hand")

// Check reads a file and holds it against its size and its digest, lower-case hex SHA-256. The error names the file
// and is [ErrDamaged] where it is another.
func Check(path string, size int64, digest string) error {
	f, err := Checked(path, size, digest)
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = io.Copy(io.Discard, f)
	return err
}

// Reader reads a file and holds what it has read against the digest, at the end.
type Reader struct {
	*os.File
	want string
	sum  hash.Hash
}

// Checked opens a file that must have a size and a digest. A wrong size is an error at once, a wrong digest one
// in place of [io.EOF]; a reader that stops before the end learns of nothing.
func Checked(path string, size int64, digest string) (*Reader, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err == nil && info.Size() != size {
		err = fmt.Errorf("%s: %w", path, ErrDamaged)
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	return &Reader{f, digest, sha256.New()}, nil
}

// Read reads the next bytes.
func (r *Reader) Read(p []byte) (int, error) {
	n, err := r.File.Read(p)
	r.sum.Write(p[:n])
	if errors.Is(err, io.EOF) && hex.EncodeToString(r.sum.Sum(nil)) != r.want {
		err = fmt.Errorf("%s: %w", r.Name(), ErrDamaged)
	}
	return n, err
}

// WriteTo hides that of the file, which would pass by the digest.
func (r *Reader) WriteTo(w io.Writer) (int64, error) {
	return io.Copy(w, struct{ io.Reader }{r})
}
