package article

import "fmt"

// Mode says how boldly boilerplate is taken out.
type Mode uint8

// The modes. Auto is the default.
const (
	Auto  Mode = iota // strip HTML; strip plain text where a cue tells that it must go
	Strip             // strip HTML; strip plain text as if it were a whole page
	Keep              // plain text byte for byte; of HTML all visible text
)

var modeNames = [...]string{"auto", "strip", "keep"}

func (m Mode) String() string {
	if int(m) < len(modeNames) {
		return modeNames[m]
	}
	return fmt.Sprintf("mode(%d)", uint8(m))
}

// ParseMode reads the name of a mode; the empty string is Auto.
func ParseMode(name string) (Mode, error) {
	if name == "" {
		return Auto, nil
	}
	for i, n := range modeNames {
		if n == name {
			return Mode(i), nil
		}
	}
	return 0, fmt.Errorf("unknown boilerplate mode %q (known: auto strip keep)", name)
}

// MarshalText is the name of the mode.
func (m Mode) MarshalText() ([]byte, error) {
	if int(m) >= len(modeNames) {
		return nil, fmt.Errorf("unknown boilerplate mode %d", uint8(m))
	}
	return []byte(modeNames[m]), nil
}

// UnmarshalText reads the name of a mode.
func (m *Mode) UnmarshalText(text []byte) error {
	got, err := ParseMode(string(text))
	if err == nil {
		*m = got
	}
	return err
}
