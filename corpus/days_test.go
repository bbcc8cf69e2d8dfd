package corpus

import "testing"

func TestDays(t *testing.T) {
	for _, c := range [][3]string{{"2021", "2021-01-01", "2021-12-31"}, {"2020-02", "2020-02-01", "2020-02-29"}, {"2021-06-14", "2021-06-14", "2021-06-14"},
		{"2021-06-14T10:00", "2021-06-14", "2021-06-14"}, {"2021-W12", "", ""}, {"PAST_REF", "", ""}, {"", "", ""}} {
		if begin, end := Days(c[0]); begin != c[1] || end != c[2] {
			t.Errorf("%s: %s %s", c[0], begin, end)
		}
	}
	d := &Document{Dates: []Date{{Value: "2021-W12", Begin: "2021-03-22T00:00", Until: "2021-03-28"}}}
	for value, want := range map[string][2]string{"2021-W12": {"2021-03-22", "2021-03-28"}, "2021-05": {"2021-05-01", "2021-05-31"}, "FUTURE_REF": {}} {
		if begin, end := d.EventDays()(&EventDate{Value: value}); begin != want[0] || end != want[1] {
			t.Errorf("%s: %s %s", value, begin, end)
		}
	}
	if begin, end := d.EventDays()(nil); begin != "" || end != "" {
		t.Errorf("no date: %s %s", begin, end)
	}
}
