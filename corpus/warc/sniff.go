package warc

import (
	"bytes"
	"io"
)

// Sniff looks at the first bytes of a file as they lie on the disk; 256 KiB are enough, and
// fewer will mostly do. archive says whether they open a web archive. head is the start of what the
// file holds, with gzip or zstd undone as far as that goes; it is empty where nothing decompresses.
func Sniff(raw []byte) (archive bool, head []byte) {
	switch {
	case bytes.HasPrefix(raw, gzipMagic[:2]):
		head = gzipHead(raw)
	case bytes.HasPrefix(raw, zstdMagic):
		head = zstdHead(raw)
	case isSkippable(raw) && len(raw) >= 12:
		// Only archives keep a dictionary in the file.
		archive = bytes.HasPrefix(raw, dictFrame) && (bytes.HasPrefix(raw[8:], dictMagic) || bytes.HasPrefix(raw[8:], zstdMagic))
		if n := 8 + int(uint32(raw[4])|uint32(raw[5])<<8|uint32(raw[6])<<16|uint32(raw[7])<<24); n < len(raw) {
			head = zstdHead(raw[n:])
		}
	default:
		head = raw
	}
	return archive || startsText(head), head
}

func gzipHead(raw []byte) []byte {
	p := probes.Get().(*probe)
	defer probes.Put(p)
	out, _ := p.inflate(raw)
	return bytes.Clone(out)
}

func zstdHead(raw []byte) []byte {
	z, err := newDecoder(nil)
	if err != nil {
		return nil
	}
	defer z.Close()
	if err := z.Reset(bytes.NewReader(raw)); err != nil {
		return nil
	}
	out := make([]byte, 4<<10)
	n, _ := io.ReadFull(z, out)
	return out[:n]
}
