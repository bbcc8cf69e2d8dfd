package warc

import (
	"bytes"
	"strconv"
)

// ARC is the format before WARC: one line of fields between blanks, then the bytes.
//
//	URL IP-address Archive-date Content-type Archive-length
//	URL IP-address Archive-date Content-type Result-code Checksum Location Offset Filename Archive-length
//
// Its first record, filedesc://, describes the file.

const mostLine = 16 << 10 // bytes of an ARC header line

// startsARC reports whether the bytes begin with a complete header line.
func startsARC(b []byte) bool {
	if len(b) < 8 || b[0] < 'A' || b[0] > 'z' {
		return false
	}
	line, _, ok := bytes.Cut(b[:min(len(b), mostLine)], []byte("\n"))
	if !ok {
		return false
	}
	_, ok = parseARC(line)
	return ok
}

// arcHeader is a header line. The slices point into it.
type arcHeader struct {
	uri, mime []byte
	length    int64
}

// parseARC finds address and date from the left, as a media type may have blanks in it,
// and the length from the right. An address with blanks ends where an IP and a date follow.
func parseARC(line []byte) (arcHeader, bool) {
	line = bytes.TrimRight(line, "\r")
	last := bytes.LastIndexByte(line, ' ')
	if last < 0 || last+1 == len(line) || last+20 < len(line) {
		return arcHeader{}, false
	}
	n, err := strconv.ParseInt(string(line[last+1:]), 10, 64)
	if err != nil || n < 0 {
		return arcHeader{}, false
	}
	if colon := bytes.IndexByte(line[:min(len(line), 16)], ':'); colon < 2 {
		return arcHeader{}, false
	}
	for at := 0; ; { // at: start of a word; the words before are the address
		i := bytes.IndexByte(line[at:last+1], ' ')
		if i < 0 {
			return arcHeader{}, false
		}
		ip := at + i + 1
		j := bytes.IndexByte(line[ip:last+1], ' ')
		if j < 0 {
			return arcHeader{}, false
		}
		date := ip + j + 1
		k := bytes.IndexByte(line[date:last+1], ' ')
		if k < 0 {
			return arcHeader{}, false
		}
		if isIP(line[ip:ip+j]) && isStamp(line[date:date+k]) {
			mime := line[min(date+k+1, last):last]
			if m := bytes.IndexByte(mime, ' '); m >= 0 {
				mime = mime[:m]
			}
			return arcHeader{uri: line[:at+i], mime: mime, length: n}, true
		}
		at = ip
	}
}

func isIP(b []byte) bool {
	for _, c := range b {
		if !(c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F' || c == '.' || c == ':' || c == '-') {
			return false
		}
	}
	return len(b) > 0
}

// isStamp accepts dates of 8 to 17 digits; 14 are usual.
func isStamp(b []byte) bool {
	for _, c := range b {
		if c < '0' || c > '9' {
			return false
		}
	}
	return len(b) >= 8 && len(b) <= 17
}
