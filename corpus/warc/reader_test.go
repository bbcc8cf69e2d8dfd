package warc

import (
	"bytes"
	"errors"
	"io"
	"math/rand/v2"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/iotest"
)

func TestContainers(t *testing.T) {
	records := []string{entry{kind: "warcinfo", mime: "application/warc-fields", block: "software: x\r\n"}.bytes()}
	for i := range 5 {
		records = append(records, page(i).bytes())
	}
	offsets := []int64{}
	at := int64(len(records[0]))
	for _, r := range records[1:] {
		offsets = append(offsets, at)
		at += int64(len(r))
	}
	for name, pack := range containers {
		archive := pack(records)
		got := readAllRecords(t, archive, Options{})
		if got.uris() != "0 1 2 3 4" || len(got.errors) != 0 || got.passed["warcinfo"] != 1 {
			t.Errorf("%s: %s, %v, %v", name, got.uris(), got.errors, got.passed)
			continue
		}
		for i, rec := range got.records {
			if want := page(i); string(rec.Block) != want.block || rec.Offset != offsets[i] || rec.Type != "response" || rec.Field("warc-date") == "" {
				t.Errorf("%s: record %d at %d differs", name, i, rec.Offset)
			}
		}
		// The same, byte by byte, as a slow pipe gives it.
		slow := NewReader(iotest.OneByteReader(strings.NewReader(archive)), Options{})
		n := 0
		for _, err := slow.Next(); err != io.EOF; _, err = slow.Next() {
			if err != nil {
				t.Fatalf("%s, slowly: %v", name, err)
			}
			n++
		}
		slow.Close()
		if n != 5 {
			t.Errorf("%s, slowly: %d records", name, n)
		}
	}
}

// Records of all sizes, so that the window moves at every point of one.
func TestManyRecords(t *testing.T) {
	var records []string
	var entries []entry
	for i := range 300 {
		e := page(i)
		e.block = strings.Repeat(e.block, 1+i%7*(i%3))[:500+i*37%2000]
		if i%4 == 0 {
			e.block = strings.Repeat(e.block, 1+i%60)
		}
		e.mime = "application/http; msgtype=response; n=" + strconv.Itoa(i)
		entries = append(entries, e)
		records = append(records, e.bytes())
		if i%5 == 0 {
			records = append(records, entry{kind: "request", uri: e.uri, block: "GET / HTTP/1.1\r\n\r\n"}.bytes())
		}
	}
	for name, pack := range containers {
		if name == "gzip bytes" {
			continue
		}
		got := readAllRecords(t, pack(records), Options{})
		if len(got.records) != len(entries) || len(got.errors) != 0 {
			t.Errorf("%s: %d records, %v", name, len(got.records), got.errors)
			continue
		}
		for i, rec := range got.records {
			if e := entries[i]; rec.URI != e.uri || rec.Mime != e.mime || string(rec.Block) != e.block || rec.Field("WARC-Target-URI") != e.uri {
				t.Fatalf("%s: record %d has %s, %s", name, i, rec.URI, rec.Mime)
			}
		}
	}
}

func TestPlaces(t *testing.T) {
	records := []string{page(0).bytes(), page(1).bytes()}
	first := len(records[0])
	for name, want := range map[string][2]string{
		"plain":    {"0", strconv.Itoa(first)},
		"gzip":     {"0", strconv.Itoa(len(gz(records[0])))},
		"gzip one": {"0", "0+" + strconv.Itoa(first)},
		"zstd":     {"0", strconv.Itoa(len(zst(records[0])))},
		"zstd one": {"0", "0+" + strconv.Itoa(first)},
	} {
		got := readAllRecords(t, containers[name](records), Options{})
		if len(got.records) != 2 || got.records[0].Place() != want[0] || got.records[1].Place() != want[1] {
			t.Errorf("%s: %v, want %v", name, got.records, want)
		}
	}
}

func TestHeaders(t *testing.T) {
	lower := strings.NewReplacer("WARC-Type", "warc-type", "Content-Length", "CONTENT-LENGTH", "WARC-Target-URI", "Warc-target-uri")
	e := page(1)
	lf := e
	lf.eol = "\n"
	old, older := e, e
	old.version, older.version = "WARC/0.17", "WARC/0.18"
	folded := e
	folded.extra = "X-Note: one\r\n  two\r\n\tthree\r\nX-Doc-ID: d7\r\n"
	odd := e
	odd.extra = "this line has no colon\r\n"
	angle := e
	angle.uri = "<" + e.uri + ">"
	twice := e
	twice.extra = "Content-Length: " + strconv.Itoa(len(e.block)) + "\r\n"
	short, long, none := e, e, e
	short.tail, long.tail = "\r\n", strings.Repeat("\r\n", 300)
	none.tail = " "
	for name, raw := range map[string]string{
		"as it should be": e.bytes(), "LF": lf.bytes(), "0.17": old.bytes(), "0.18": older.bytes(), "names in other case": lower.Replace(e.bytes()),
		"folded": folded.bytes(), "a line without colon": odd.bytes(), "angle brackets": angle.bytes(), "length twice": twice.bytes(),
		"one line end": short.bytes(), "many line ends": long.bytes(), "no line end": strings.TrimSuffix(none.bytes(), " "),
		"blanks round values": strings.Replace(strings.Replace(e.bytes(), "WARC-Type: ", "WARC-Type :  ", 1), "Content-Length: ", "Content-Length:\t ", 1),
		"byte order mark":     "\ufeff" + e.bytes(), "line ends first": "\r\n\r\n" + e.bytes(),
	} {
		got := readAllRecords(t, raw+page(2).bytes(), Options{})
		if got.uris() != "1 2" || len(got.errors) != 0 || string(got.records[0].Block) != e.block {
			t.Errorf("%s: %s, %v", name, got.uris(), got.errors)
		}
		if name == "folded" && (got.records[0].Field("x-note") != "one two three" || got.records[0].Field("X-Doc-ID") != "d7" || got.records[0].Field("none") != "") {
			t.Errorf("fields %q", got.records[0].header)
		}
	}
}

func TestKinds(t *testing.T) {
	var all []string
	for _, kind := range []string{"request", "Response", "metadata", "revisit", "resource", "conversion", "continuation", "warcinfo", "future"} {
		e := page(1)
		e.kind = kind
		all = append(all, e.bytes())
	}
	all = append(all, entry{uri: "dns:example.org", mime: "text/dns", block: "1.2.3.4"}.bytes())
	got := readAllRecords(t, strings.Join(all, ""), Options{})
	if got.uris() != "1 1 1" || len(got.errors) != 0 {
		t.Errorf("%s, %v", got.uris(), got.errors)
	}
	for _, kind := range []string{"request", "metadata", "revisit", "continuation", "warcinfo", "other", "dns"} {
		if got.passed[kind] != 1 {
			t.Errorf("%s was passed over %d times: %v", kind, got.passed[kind], got.passed)
		}
	}
	if types := []string{got.records[0].Type, got.records[1].Type, got.records[2].Type}; !slices.Equal(types, []string{"response", "resource", "conversion"}) {
		t.Errorf("types %q", types)
	}
}

// Each case damages the middle one of three records. The others must come out, and one
// error must name where the damaged one begins.
func TestDamagedRecords(t *testing.T) {
	long := func(n int) entry { e := page(2); e.length = strconv.Itoa(len(e.block) + n); return e }
	cases := map[string]entry{}
	for _, n := range []string{"-5", "x", "", "12 34", "0x20", "99999999999999999999999", "4611686018427387904", "9223372036854775807", "1e3", "+7.5"} {
		e := page(2)
		e.length = n
		if n == "" {
			e.length = " "
		}
		cases["length "+n] = e
	}
	none := page(2)
	none.drop = "Content-Length"
	cases["no length"] = none
	for _, n := range []int{5, 40, 100, 1000, 99999, 70 << 20, 1 << 40} {
		cases["too long by "+strconv.Itoa(n)] = long(n)
	}
	for _, n := range []int{-1, -2, -7, -100, -1500} {
		cases["too short by "+strconv.Itoa(-n)] = long(n)
	}
	version := page(2)
	version.version = "WARC/0.9 12 response"
	cases["unknown version"] = version
	odd := page(2)
	odd.extra = strings.Repeat("no field\r\n", 20)
	cases["lines that are no fields"] = odd
	for name, e := range cases {
		for _, container := range []string{"plain", "gzip", "gzip one", "gzip cut", "zstd", "zstd one", "zstd cut"} {
			records := []string{page(1).bytes(), e.bytes(), page(3).bytes()}
			if container == "gzip cut" && strings.HasPrefix(name, "too short") {
				continue // where members end anywhere they prove nothing
			}
			got := readAllRecords(t, containers[container](records), Options{})
			if got.uris() != "1 3" || len(got.errors) != 1 {
				t.Errorf("%s, %s: %s, %v", name, container, got.uris(), got.errors)
				continue
			}
			want := strconv.Itoa(len(records[0]))
			switch container {
			case "gzip":
				want = strconv.Itoa(len(gz(records[0])))
			case "zstd":
				want = strconv.Itoa(len(zst(records[0])))
			case "gzip one", "zstd one":
				want = "0+" + want
			case "gzip cut", "zstd cut":
				continue
			}
			if got.places() != want {
				t.Errorf("%s, %s: at %s, want %s", name, container, got.places(), want)
			}
		}
	}
}

// What a page says about archives is not taken for one.
func TestHeaderInText(t *testing.T) {
	e := page(1)
	e.block += "\r\n\r\n" + page(9).bytes()
	got := readAllRecords(t, e.bytes()+page(2).bytes(), Options{})
	if got.uris() != "1 2" || len(got.errors) != 0 {
		t.Errorf("%s, %v", got.uris(), got.errors)
	}
}

func TestDamagedCompression(t *testing.T) {
	var records []string
	for i := range 5 {
		records = append(records, page(i).bytes())
	}
	for _, c := range []struct {
		container string
		pack      func(string) string
	}{{"gzip", gz}, {"zstd", zst}} {
		archive := []byte(containers[c.container](records))
		start := len(c.pack(records[0])) + len(c.pack(records[1]))
		end := start + len(c.pack(records[2]))
		for name, harm := range map[string]func([]byte) []byte{
			"bytes in the middle": func(b []byte) []byte { copy(b[start+60:], bytes.Repeat([]byte{0xff}, 20)); return b },
			"the magic number":    func(b []byte) []byte { b[start] = 'x'; return b },
			"the checksum":        func(b []byte) []byte { b[end-6] ^= 1; b[end-2] ^= 1; return b },
			"bytes lost":          func(b []byte) []byte { return slices.Delete(b, start+100, start+300) },
			"its end lost":        func(b []byte) []byte { return slices.Delete(b, end-50, end) },
			"bytes put in":        func(b []byte) []byte { return slices.Insert(b, start+200, make([]byte, 100)...) },
			"junk before it":      func(b []byte) []byte { return slices.Insert(b, start, []byte("junk, not compressed")...) },
			"a sector of zeros":   func(b []byte) []byte { clear(b[start+30 : end-30]); return b },
		} {
			got := readAllRecords(t, string(harm(slices.Clone(archive))), Options{})
			if name == "junk before it" {
				if got.uris() != "0 1 2 3 4" || got.places() != strconv.Itoa(start) {
					t.Errorf("%s, %s: %s, %v", c.container, name, got.uris(), got.errors)
				}
				continue
			}
			if got.uris() != "0 1 3 4" || got.places() != strconv.Itoa(start) {
				t.Errorf("%s, %s: %s, %v, want the error at %d", c.container, name, got.uris(), got.errors, start)
			}
		}
		// Cut off: what was complete comes out.
		for _, n := range []int{len(archive) - 1, len(archive) - 40, len(archive) - 300} {
			got := readAllRecords(t, string(archive[:n]), Options{})
			if got.uris() != "0 1 2 3" || len(got.errors) != 1 {
				t.Errorf("%s cut to %d: %s, %v", c.container, n, got.uris(), got.errors)
			}
		}
		// The first member is damaged at its very first byte.
		first := slices.Clone(archive)
		first[0], first[1] = 'x', 'y'
		if got := readAllRecords(t, string(first), Options{}); got.uris() != "1 2 3 4" || got.places() != "0" {
			t.Errorf("%s, first member: %s, %v", c.container, got.uris(), got.errors)
		}
	}
}

// Where members cut records anywhere, damage costs the records that have bytes in the
// member, and reading goes on with the next member although no record begins there.
func TestDamagedPieces(t *testing.T) {
	var records []string
	for i := range 8 {
		records = append(records, page(i).bytes())
	}
	size := 1000
	for name, pack := range map[string]func(string) string{"gzip": gz, "zstd": zst} {
		archive := []byte(cut(records, size, pack))
		all := strings.Join(records, "")
		at := len(cut([]string{all[:9*size]}, size, pack)) // the tenth member, in the fourth record
		copy(archive[at+40:], bytes.Repeat([]byte{0x55}, 30))
		from := 9 * size / len(records[0])
		to := 10 * size / len(records[0])
		got := readAllRecords(t, string(archive), Options{})
		var want []string
		for i := range records {
			if i < from || i > to {
				want = append(want, strconv.Itoa(i))
			}
		}
		if got.uris() != strings.Join(want, " ") || len(got.errors) != 1 {
			t.Errorf("%s: %s, want %q, %v", name, got.uris(), want, got.errors)
		}
	}
}

// Any damage to one byte costs the record that it hits, at most with the one before
// it, whose end can no longer be seen, and one error is reported for it or for each.
func TestAnyByte(t *testing.T) {
	var records []string
	for i := range 4 {
		e := page(i)
		e.block = e.block[:400]
		records = append(records, e.bytes())
	}
	for _, container := range []string{"plain", "gzip", "zstd"} {
		archive := []byte(containers[container](records))
		ends := []int{}
		at := 0
		for _, r := range records {
			at += len(containers[container]([]string{r}))
			ends = append(ends, at)
		}
		for i := range archive {
			for _, x := range []byte{0xff, 0x20} {
				harmed := slices.Clone(archive)
				harmed[i] ^= x
				got := readAllRecords(t, string(harmed), Options{})
				hit := 0
				for i >= ends[hit] {
					hit++
				}
				have := " " + got.uris() + " "
				for k := range records {
					if k != hit && k != hit-1 && !strings.Contains(have, " "+strconv.Itoa(k)+" ") {
						t.Fatalf("%s: byte %d (record %d) ^ %x: %q, %v", container, i, hit, x, got.uris(), got.errors)
					}
				}
				if len(got.records)+len(got.errors)+got.passed["other"] < 4 || len(got.errors) > 2 {
					t.Fatalf("%s: byte %d (record %d) ^ %x: %q, %v, %v", container, i, hit, x, got.uris(), got.errors, got.passed)
				}
			}
		}
	}
}

// A file that is cut off anywhere gives all that is complete, and at most one error.
func TestAnyCut(t *testing.T) {
	var records []string
	for i := range 3 {
		e := page(i)
		e.block = e.block[:300]
		records = append(records, e.bytes())
	}
	for name, pack := range containers {
		if name == "gzip bytes" {
			continue
		}
		archive := pack(records)
		last := 0
		for n := 0; n < len(archive); n += 1 + len(archive)/400 {
			got := readAllRecords(t, archive[:n], Options{})
			if len(got.errors) > 1 || len(got.records) < last {
				t.Fatalf("%s cut to %d: %s, %v", name, n, got.uris(), got.errors)
			}
			last = len(got.records)
		}
		if !strings.Contains(name, "one") && last < 2 {
			t.Errorf("%s: %d records before the last byte", name, last)
		}
	}
}

func TestARC(t *testing.T) {
	block := page(1).block
	rec := func(head string) string { return head + " " + strconv.Itoa(len(block)) + "\n" + block + "\n" }
	v1 := "1 0 InternetArchive\nURL IP-address Archive-date Content-type Archive-length\n"
	info := "filedesc://a.arc 0.0.0.0 20080101000000 text/plain " + strconv.Itoa(len(v1)) + "\n" + v1 + "\n"
	records := []string{
		info, rec("https://example.org/1 10.0.0.1 20080101000000 text/html"),
		"dns:example.org 10.0.0.1 20080101000000 text/dns 4\nabcd\n",
		rec("https://example.org/a b 10.0.0.1 20080101000000 text/html; charset=utf-8"),
		rec("https://example.org/2 2001:db8::1 20080101000000 text/html 200 - - 1234 a.arc"),
	}
	for name, pack := range containers {
		if strings.HasPrefix(name, "zstd dict") || name == "zstd packed" {
			continue
		}
		got := readAllRecords(t, pack(records), Options{})
		if got.uris() != "1 a b 2" || len(got.errors) != 0 || got.passed["filedesc"] != 1 || got.passed["dns"] != 1 {
			t.Errorf("%s: %s, %v, %v", name, got.uris(), got.errors, got.passed)
			continue
		}
		if string(got.records[2].Block) != block || got.records[1].Mime != "text/html" && got.records[1].Mime != "text/html;" {
			t.Errorf("%s: %+v", name, got.records[1])
		}
	}
	// Lengths that are wrong, and a line that is no header.
	for name, bad := range map[string]string{
		"long":  "https://example.org/x 10.0.0.1 20080101000000 text/html 90000\n" + block + "\n",
		"short": "https://example.org/x 10.0.0.1 20080101000000 text/html 20\n" + block + "\n",
		"junk":  "https://example.org/x 10.0.0.1 today text/html 20\n" + block + "\n",
		"huge":  "https://example.org/x 10.0.0.1 20080101000000 text/html 4611686018427387904\n" + block + "\n",
	} {
		for _, container := range []string{"plain", "gzip", "gzip one"} {
			got := readAllRecords(t, containers[container]([]string{info, records[1], bad, records[4]}), Options{})
			if got.uris() != "1 2" || len(got.errors) != 1 {
				t.Errorf("%s, %s: %s, %v", name, container, got.uris(), got.errors)
			}
		}
	}
	// The first member is damaged, so that nothing says what the file is.
	archive := []byte(each(records, gz))
	archive[30] ^= 0xff
	if got := readAllRecords(t, string(archive), Options{}); got.uris() != "1 a b 2" || len(got.errors) != 1 {
		t.Errorf("first member: %s, %v", got.uris(), got.errors)
	}
}

// zeros is a long body that is never in memory.
type zeros struct{ left int64 }

func (z *zeros) Read(p []byte) (int, error) {
	n := min(int64(len(p)), z.left)
	clear(p[:n])
	z.left -= n
	if n == 0 {
		return 0, io.EOF
	}
	return int(n), nil
}

func TestLargeRecords(t *testing.T) {
	const size = 300 << 20
	e := page(2)
	head, _, _ := strings.Cut(entry{uri: e.uri, length: strconv.Itoa(size)}.bytes(), "\r\n\r\n")
	in := io.MultiReader(strings.NewReader(page(1).bytes()+head+"\r\n\r\n"), &zeros{size}, strings.NewReader("\r\n\r\n"+page(3).bytes()))
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	r := NewReader(in, Options{MaxBytes: 1 << 20})
	var uris, refused []string
	for {
		rec, err := r.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			refused = append(refused, err.Error())
			continue
		}
		uris = append(uris, rec.URI)
	}
	runtime.ReadMemStats(&after)
	if !slices.Equal(uris, []string{uri(1), uri(3)}) || len(refused) != 1 || !strings.Contains(refused[0], "larger than 1048576") {
		t.Errorf("%q, %q", uris, refused)
	}
	if n := after.TotalAlloc - before.TotalAlloc; n > 16<<20 {
		t.Errorf("%d bytes were allocated for a record that is passed over", n)
	}
	// As large as may be, the block is handed over whole.
	big := page(2)
	big.block += strings.Repeat("0123456789abcdef", 160<<10)
	for name, pack := range containers {
		if name == "gzip bytes" {
			continue
		}
		got := readAllRecords(t, pack([]string{page(1).bytes(), big.bytes(), page(3).bytes()}), Options{MaxBytes: int64(len(big.block))})
		if got.uris() != "1 2 3" || len(got.errors) != 0 || string(got.records[1].Block) != big.block {
			t.Errorf("%s: %s, %v", name, got.uris(), got.errors)
		}
		got = readAllRecords(t, pack([]string{page(1).bytes(), big.bytes(), page(3).bytes()}), Options{MaxBytes: int64(len(big.block)) - 1})
		if got.uris() != "1 3" || len(got.errors) != 1 {
			t.Errorf("%s, one byte less: %s, %v", name, got.uris(), got.errors)
		}
	}
}

// counting counts what a reader has to read and to decompress.
type counting struct {
	container
	bytes *int64
}

func (c counting) read(p []byte) (int, error) {
	n, err := c.container.read(p)
	*c.bytes += int64(n) + 1
	return n, err
}

// Files made to be read again and again take linear work: what is decompressed
// twice, and what is read twice, is bounded by the credit of the tape.
func TestLinearWork(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	noise := make([]byte, 200)
	for i := range noise {
		noise[i] = byte(random.Uint32())
	}
	member := gz(page(1).bytes())
	// A member whose deflate data is one stored block that holds the next such members, with a broken end.
	stored := func(n int) string {
		return "\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff\x00" + string([]byte{byte(n), byte(n >> 8), ^byte(n), ^byte(n >> 8)}) + "WARC/1.0\r\n"
	}
	for name, piece := range map[string]string{
		"magic numbers":   "\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff",
		"cut members":     member[:60],
		"broken members":  member[:len(member)-4] + "abcd",
		"nested members":  stored(60000),
		"version lines":   "WARC/1.0\r\n",
		"header lines":    "WARC/1.0\r\nWARC-Type: response\r\nA: WARC/1.0\r\n",
		"headers":         "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 60000000\r\n\r\n",
		"headers, huge":   "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 6000000000\r\n\r\n",
		"zstd magic":      "\x28\xb5\x2f\xfd\x00\x58\x01\x00\x00",
		"cut frames":      zst(page(1).bytes())[:60],
		"noise":           string(noise),
		"ARC lines":       "http://example.org/ 1.1.1.1 20080101000000 text/html 60000\n",
		"almost ARC":      "http://example.org/ 1.1.1.1 20080101000000 text/html\n",
		"line ends":       "\r\n",
		"skippable":       "\x50\x2a\x4d\x18\x08\x00\x00\x00",
		"long skippable":  "\x50\x2a\x4d\x18\x00\x00\x00\x10",
		"shut and opened": gz("") + "WARC/1.0\r\n",
	} {
		for lead, first := range map[string]string{"": "", "WARC": page(0).bytes(), "gzip": gz(page(0).bytes()), "zstd": zst(page(0).bytes()), "ARC": "filedesc://x 0.0.0.0 20080101000000 text/plain 0\n\n"} {
			file := first + strings.Repeat(piece, 1<<18/len(piece))
			tape := newTape(strings.NewReader(file))
			work := new(int64)
			r := &Reader{options: Options{MaxBytes: 64 << 20, Passed: func(string) {}}, tape: tape, t: newText(counting{open(tape), work})}
			steps := 0
			for {
				_, err := r.Next()
				if err == io.EOF {
					break
				}
				steps++
			}
			if most := int64(40*len(file)) + 3000*int64(len(file)/len(piece)); *work > most || steps > len(file) {
				t.Errorf("%s behind %q: %d bytes of work for %d, %d steps", name, lead, *work, len(file), steps)
			}
		}
	}
}

// An error of the file itself is not taken for damage of what it holds.
func TestReadError(t *testing.T) {
	broken := errors.New("the disk is gone")
	records := []string{page(1).bytes(), page(2).bytes(), page(3).bytes()}
	for name, pack := range containers {
		archive := pack(records)
		if name == "plain" {
			archive = strings.Replace(archive, "Content-Length", "Content-Lost", 2) // lost before that
		}
		in := io.MultiReader(strings.NewReader(archive[:len(archive)*2/3]), iotest.ErrReader(broken))
		r := NewReader(in, Options{})
		n := 0
		var failed error
		for {
			_, err := r.Next()
			if err == io.EOF {
				break
			}
			if err != nil {
				failed = err
			} else {
				n++
			}
		}
		r.Close()
		if n > 2 || !errors.Is(failed, broken) {
			t.Errorf("%s: %d records, %v", name, n, failed)
		}
	}
}

func FuzzReader(f *testing.F) {
	short := page(1)
	short.block = short.block[:120]
	for name, pack := range containers {
		if name != "gzip bytes" {
			f.Add([]byte(pack([]string{short.bytes(), short.bytes()})))
		}
	}
	f.Add([]byte(strings.Repeat("WARC/1.0\r\nContent-Length: 9\r\n", 3)))
	f.Fuzz(func(t *testing.T, data []byte) { exhaust(t, data) })
}

func FuzzARC(f *testing.F) {
	f.Add("http://example.org/ 1.1.1.1 20080101000000 text/html", "HTTP/1.1 200 OK\n\nabc", 20, "\n")
	f.Add("http://example.org/a b 1.1.1.1 20080101000000 text/html 200 - - 5 f.arc", "x", 1, "")
	f.Fuzz(func(t *testing.T, head, block string, n int, tail string) {
		file := "filedesc://x 0.0.0.0 20080101000000 text/plain 0\n\n" + head + " " + strconv.Itoa(n) + "\n" + block + tail + head + " 0\n"
		exhaust(t, []byte(file))
		exhaust(t, []byte(gz(file)))
	})
}

// exhaust reads an archive with a small limit, and checks what must hold for any.
func exhaust(t *testing.T, data []byte) {
	const most = 1 << 16
	r := NewReader(bytes.NewReader(data), Options{MaxBytes: most})
	defer r.Close()
	last := int64(-1)
	for n := 0; ; n++ {
		rec, err := r.Next()
		if err == io.EOF {
			return
		}
		if n > len(data)+1 {
			t.Fatal("more records than bytes")
		}
		if err != nil {
			continue
		}
		if rec.Offset <= last || len(rec.Block) > most || rec.Member > int64(len(data)) || rec.Within < 0 {
			t.Fatalf("record at %d behind %d, %d bytes, member %s", rec.Offset, last, len(rec.Block), rec.Place())
		}
		last = rec.Offset
		if cap(r.t.buf) > 16*most+20*windowBytes {
			t.Fatalf("the window has %d bytes", cap(r.t.buf))
		}
	}
}

func BenchmarkReader(b *testing.B) {
	var records []string
	for i := range 200 {
		e := page(i)
		e.block += strings.Repeat(e.block, 12)
		records = append(records, e.bytes())
	}
	for _, name := range []string{"plain", "gzip", "gzip one", "zstd"} {
		archive := containers[name](records)
		b.Run(strings.ReplaceAll(name, " ", "-"), func(b *testing.B) {
			b.SetBytes(int64(len(strings.Join(records, ""))))
			b.ReportAllocs()
			n := 0
			for b.Loop() {
				r := NewReader(strings.NewReader(archive), Options{})
				for {
					_, err := r.Next()
					if err == io.EOF {
						break
					}
					if err != nil {
						b.Fatal(err)
					}
					n++
				}
				r.Close()
			}
			b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "pages/s")
		})
	}
}

// A header that is cut off in the middle of a line must not take its address from one
// record and its page from the next.
func TestCutHeaders(t *testing.T) {
	whole := page(1).bytes()
	for _, name := range []string{"plain", "gzip", "gzip one", "zstd", "zstd one"} {
		for _, field := range []string{"WARC-Type", "WARC-Date", "WARC-Target-URI", "Content-Type", "Content-Length"} {
			at := strings.Index(whole, field)
			if at < 0 {
				continue
			}
			for _, more := range []int{1, len(field) + 3, len(field) + 6} {
				got := readAllRecords(t, containers[name]([]string{page(0).bytes(), whole[:at+more], page(2).bytes()}), Options{})
				if got.uris() != "0 2" || len(got.errors) != 1 {
					t.Errorf("%s, cut %d bytes into %s: %s, %v", name, more, field, got.uris(), got.errors)
				}
				for i, rec := range got.records {
					if want := page(2 * i); string(rec.Block) != want.block {
						t.Errorf("%s, cut %d bytes into %s: record %d has another's block", name, more, field, i)
					}
				}
			}
		}
	}
}
