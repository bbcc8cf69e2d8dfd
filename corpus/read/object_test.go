package read

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
	"unicode/utf8"
)

// objects are JSON texts, and whether scan reads them without help.
var objects = []struct {
	text  string
	alone bool
}{
	{`{}`, true},
	{` { "id" : "a" , "text" : "b" } `, true},
	{`{"id":7,"text":"x","title":null,"url":"u","published":"2020-01-02","publisher":"p","html":"<p>"}`, true},
	{`{"id":-1.5e+3,"text":"tab\t, quote \", slash \/ \\ \b\f\r\n end"}`, true},
	{`{"id":"  \u0020a\u00e9 ","text":"\ud83d\ude00 \ud83d \ude00 \ud83dx \uD83D\n \ud83d\ud83d\ude00 é 😀"}`, true},
	{`{"text":"first","text":"last","id":"x","id":null}`, true},
	{`{"text":"first","text":null}`, true},
	{`{"other":[1,2.5,-0,1e9,true,false,null,"s\n\"",{"a":[],"b":{}},[[]]],"text":"x"}`, true},
	{`{"TEXT":"another field","text":"x"}`, true},
	{`{"te\u0078t":"an escaped name","id":"x"}`, false},
	{`{"text":5}`, false},
	{`{"text":5,"text":"x"}`, false},
	{`{"id":true,"text":"x"}`, false},
	{`{"id":[],"text":"x"}`, false},
	{`{"text":"x"`, false},
	{`{"text":"x"}}`, false},
	{`{"text":"x",}`, false},
	{`{"text" "x"}`, false},
	{`{"text":"x"} {}`, false},
	{"{\"text\":\"a\nb\"}", false},
	{"{\"text\":\"a\"\x00}", false},
	{`{"text":"\x"}`, false},
	{`{"text":"\u12g4"}`, false},
	{`{"text":"\`, false},
	{`{"a":01,"text":"x"}`, false},
	{`{"a":1.,"text":"x"}`, false},
	{`{"a":1e,"text":"x"}`, false},
	{`{"a":-,"text":"x"}`, false},
	{`{"a":+1,"text":"x"}`, false},
	{`{"a":nul,"text":"x"}`, false},
	{`{"a":[1,],"text":"x"}`, false},
	{`{"a":{1:2},"text":"x"}`, false},
	{`{"a":{"b":1,},"text":"x"}`, false},
	{`{"a":"\q","text":"x"}`, false},
	{`{"a":` + strings.Repeat("[", 200) + strings.Repeat("]", 200) + `,"text":"x"}`, false},
}

// agree checks that scan reads what decode reads, and refuses what it refuses.
func agree(t *testing.T, text string) (alone bool) {
	t.Helper()
	var quick, sure object
	alone = quick.scan([]byte(text))
	if err := sure.decode([]byte(text)); alone && (err != nil || quick != sure) {
		t.Errorf("%s: scanned as %+v, decoded as %+v, %v", text, quick, sure, err)
	}
	return alone
}

func TestScanAsDecode(t *testing.T) {
	for _, c := range objects {
		if alone := agree(t, c.text); alone != c.alone {
			t.Errorf("%s: scan gives %v", c.text, alone)
		}
	}
}

func FuzzScan(f *testing.F) {
	for _, c := range objects {
		f.Add(c.text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if strings.HasPrefix(text, "{") && utf8.ValidString(text) {
			agree(t, text)
		}
	})
}

func BenchmarkScan(b *testing.B) {
	article, err := os.ReadFile("record.go") // any text with some escapes
	if err != nil {
		b.Fatal(err)
	}
	line, err := json.Marshal(map[string]string{"id": "a", "url": "https://a.example/", "title": "A title", "published": "2020-01-02", "text": string(article)})
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(line)))
	b.ReportAllocs()
	for b.Loop() {
		var r object
		if !r.scan(line) {
			b.Fatal("not read")
		}
	}
}
