package read

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"dateline/corpus"
)

// parse reads a JSON record into a document.
func (it *Item) parse(d *corpus.Document) error {
	data := it.data
	if !utf8.Valid(data) {
		data = bytes.ToValidUTF8(data, []byte("\ufffd"))
	}
	if len(data) == 0 || data[0] != '{' {
		return errors.New("not a JSON object")
	}
	var r object
	if !r.scan(data) {
		r = object{}
		if err := r.decode(data); err != nil {
			return err
		}
	}
	d.ID, d.URL, d.Title, d.Publisher = clean(r.id), clean(r.url.value), clean(r.title.value), clean(r.publisher.value)
	// What is no day in a form of dumps is left to the article stage, which reads dates as pages write them.
	published := r.published.value
	d.Published = cmp.Or(DayOf(published), published)
	switch {
	case strings.TrimSpace(r.html.value) != "":
		d.Raw = corpus.Raw{Format: corpus.FormatHTML, Data: r.html.value}
	case strings.TrimSpace(r.text.value) != "":
		d.Raw = corpus.Raw{Format: corpus.FormatText, Data: r.text.value}
	case !r.html.set && !r.text.set:
		return errors.New(`neither "text" nor "html"`)
	default:
		return errors.New(`"text" and "html" are empty`)
	}
	return nil
}

// decode reads a JSON object, whatever it holds.
func (r *object) decode(data []byte) error {
	// A map, because a struct's fields would also match "Text" and "TEXT", which are
	// unknown fields. Of two equal keys the last one counts.
	var fields map[string]json.RawMessage
	err := json.Unmarshal(data, &fields)
	if err != nil {
		return err
	}
	if r.id, err = idOf(fields["id"]); err != nil {
		return err
	}
	for _, name := range []string{"url", "title", "published", "publisher", "text", "html"} {
		raw, ok := fields[name]
		if !ok {
			continue
		}
		var value *string
		if err := json.Unmarshal(raw, &value); err != nil {
			return jsonError(name, err)
		}
		if value != nil {
			*r.field(name) = field{*value, true}
		}
	}
	return nil
}

// clean drops what no id, address or headline has: zeros, and blanks around it.
func clean(s string) string { return strings.TrimSpace(strings.ReplaceAll(s, "\x00", "")) }

// idOf takes a string or a number for an id.
func idOf(raw json.RawMessage) (string, error) {
	switch {
	case len(raw) == 0 || string(raw) == "null":
		return "", nil
	case raw[0] == '"':
		var s string
		err := json.Unmarshal(raw, &s)
		return strings.TrimSpace(s), err
	case raw[0] == '-' || raw[0] >= '0' && raw[0] <= '9':
		return string(raw), nil
	}
	return "", errors.New(`"id" is neither a string nor a number`)
}

func jsonError(field string, err error) error {
	var wrong *json.UnmarshalTypeError
	if errors.As(err, &wrong) {
		return fmt.Errorf("%q is a JSON %s, want a string", field, wrong.Value)
	}
	return err
}

// DayOf is the ISO day of a date in one of the forms that dumps use, or empty.
// The day is the one written, whatever the zone.
func DayOf(s string) string {
	s = strings.TrimSpace(s)
	if len(s) >= 10 {
		if t, err := time.Parse("2006-01-02", s[:10]); err == nil && t.Year() > 0 {
			return s[:10]
		}
	}
	for _, layout := range []string{
		"2006/01/02", "20060102", "January 2, 2006", "Jan 2, 2006", "2 January 2006", "2 Jan 2006",
		time.RFC1123, time.RFC1123Z, time.RFC850, time.ANSIC, time.UnixDate, time.RFC822, time.RFC822Z,
	} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.Format("2006-01-02")
		}
	}
	return ""
}
