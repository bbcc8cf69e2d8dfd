package dates

import (
	"slices"
	"strings"
	"testing"

	"dateline/corpus"
)

// thursday is the publication date of the texts below.
const thursday = "2024-03-14"

// What belongs together is dated together, and names are no dates.
func TestCompany(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"two days before a noun", "The March 19-20 summit ended.", "March 19=2024-03-19|20=2024-03-20"},
		{"two days before a clause", "On Sept 4-6 they met.", "Sept 4=2023-09-04|6=2023-09-06"},
		{"and, before a clause", "On March 3 and 4 the sea was calm.", "March 3=2024-03-03|4=2024-03-04"},
		{"three days", "He came on March 3, 4 and 5 with friends.", "March 3=2024-03-03|4=2024-03-04|5=2024-03-05"},
		{"three days and a comma", "He came on March 3, 4, and 5.", "March 3=2024-03-03|4=2024-03-04|5=2024-03-05"},
		{"three days, the month last", "He came on 3, 4, and 5 January.", "3=2024-01-03|4=2024-01-04|5 January=2024-01-05"},
		{"or", "On March 19 or 20 they met.", "March 19=2024-03-19|20=2024-03-20"},
		{"a number of something", "On March 3, 4 and 5 people died, and on March 3 and 20 people met.", "March 3=2024-03-03|March 3=2024-03-03"},
		{"a score", "It was won March 3-2.", "March 3=2024-03-03"},

		{"months, past", "They met in March and April.", "March=2023-03|April=2023-04"},
		{"months, to come", "They will meet in March and April.", "March=2024-03|April=2024-04"},
		{"months over new year", "They met in November and January.", "November=2023-11|January=2024-01"},
		{"three months", "They met in February, March and April.", "February=2023-02|March=2023-03|April=2023-04"},
		{"weekdays, past", "They met on Thursday and Friday.", "Thursday=2024-03-07|Friday=2024-03-08"},
		{"weekdays, to come", "They will meet on Thursday and Friday.", "Thursday=2024-03-14|Friday=2024-03-15"},
		{"three weekdays", "They met on Wednesday, Thursday and Friday.", "Wednesday=2024-03-06|Thursday=2024-03-07|Friday=2024-03-08"},
		{"weekdays told backwards", "They met on Tuesday and Monday.", "Tuesday=2024-03-12|Monday=2024-03-11"},
		{"no list", "They met on Monday, Friday having been lost.", "Monday=2024-03-11|Friday=2024-03-08"},
		{"another's day", "They met on Thursday and Friday's vote was lost.", "Thursday=2024-03-14|Friday=2024-03-08"},
		{"hours of one day", "The shop is open 8am-5pm Monday.", "8am=2024-03-11T08:00|5pm Monday=2024-03-11T17:00"},

		{"since a day", "It has been shut since June 18.", "June 18=2023-06-18"},
		{"since a weekday", "It will be seen who spoke since Friday.", "Friday=2024-03-08"},
		{"tomorrow counts from today", "Last night it fell. Tomorrow morning it will open.", "Last night=2024-03-13TNI|Tomorrow morning=2024-03-15TMO"},
		{"one fiscal year", "In FY2023-24, FY 2023-2024, fiscal 2023/24 and the 2023/24 financial year it grew.", "FY2023-24=2024|FY 2023-2024=2024|fiscal 2023/24=2024|the 2023/24 financial year=2024"},
		{"two years", "The 2023-24 season was bad, as was FY2020-24.", "2023=2023|24=2024|FY2020=2020|24=2024"},

		{"papers", "The Sunday Times and the Apple Daily said so, as the Mail on Sunday and Publishers Weekly had. The Saturday Evening Post left.", ""},
		{"clubs and names", "The Monday Club met in Sunday Creek. Sheffield Wednesday won on Tuesday.", "Tuesday=2024-03-12"},
		{"days that have a name", "After Bloody Sunday they met. The Sunday school was shut.", ""},
		{"a weekday before a name", "On Friday President Doe met them. They told the Times on Friday.", "Friday=2024-03-08|Friday=2024-03-08"},
		{"sets that are no name", "Daily raids were met by weekly talks.", "Daily=P1D|weekly=P1W"},

		{"lower-case month", "It was signed on march 12, 2024.", "march 12, 2024=2024-03-12"},
		{"lower-case months, the day first", "It was signed on 12 march and left on the 3rd of april.", "12 march=2024-03-12|the 3rd of april=2024-04-03"},
		{"lower-case month and year", "It was signed in may 2020. It fell in january.", "may 2020=2020-05|january=2024-01"},
		{"lower-case words", "They may march 3 times. A march, 12 long. They march on 3 cities.", ""},

		{"a story of the past", "On 3 May 2020 they rose. They won Goma in March.", "3 May 2020=2020-05-03|March=2020-03"},
		{"a story that goes on", "On 3 May 2020 they rose. They won Goma in September, then Bukavu in March.", "3 May 2020=2020-05-03|September=2020-09|March=2021-03"},
		{"a story that something comes between", "On 3 May 2020 they rose. The following year they won. He spoke in December.", "3 May 2020=2020-05-03|The following year=2021|December=2023-12"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := strings.Join(show(apply(t, thursday, c.text)), "|"); got != c.want {
				t.Errorf("%q\n got %s\nwant %s", c.text, got, c.want)
			}
		})
	}
}

// What stands below a heading counts from it.
func TestHeads(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"chronology", "May 3, 2019: He is held.\n\nJuly 3: He is released.\n\nJan. 4, 2020: It opens.\n\nFeb. 6: He is jailed.", "May 3, 2019=2019-05-03|July 3=2019-07-03|Jan. 4, 2020=2020-01-04|Feb. 6=2020-02-06"},
		{"chronology over new year", "May 3, 2019: He is held.\n\nJuly 3: He is released.\n\nFeb. 6: He is jailed.", "May 3, 2019=2019-05-03|July 3=2019-07-03|Feb. 6=2020-02-06"},
		{"chronology backwards", "Dec. 5, 2020: He is freed.\n\nNov. 3: He is tried.\n\nFeb. 5: He is held.\n\nDec. 4: He is met.", "Dec. 5, 2020=2020-12-05|Nov. 3=2020-11-03|Feb. 5=2020-02-05|Dec. 4=2019-12-04"},
		{"an entry ends with its paragraph", "Dec. 5, 2020: He was met on Friday.\n\nHe left on Friday.", "Dec. 5, 2020=2020-12-05|Friday=2020-12-04|Friday=2024-03-08"},
		{"days", "3 January 2024\n\nThey met on Monday. He left yesterday.\n\n12 January 2024\n\nThey met at 5pm and left on Friday. They will meet tomorrow.", "3 January 2024=2024-01-03|Monday=2024-01-01|yesterday=2024-01-02|12 January 2024=2024-01-12|5pm=2024-01-12T17:00|Friday=2024-01-12|tomorrow=2024-01-13"},
		{"many days", "3 January 2024\n\nThey met on Monday.\n\n5 January 2024\n\nThey left.\n\n7 January 2024\n\nThey met.\n\n9 January 2024\n\nThey left on Friday.", "3 January 2024=2024-01-03|Monday=2024-01-01|5 January 2024=2024-01-05|7 January 2024=2024-01-07|9 January 2024=2024-01-09|Friday=2024-01-05"},
		{"months", "March 2020\n\nThey met on the 12th. In April they left.\n\nJune 2021\n\nIn December they met. By January they left.", "March 2020=2020-03|the 12th=2020-03-12|April=2020-04|June 2021=2021-06|December=2021-12|January=2022-01"},
		{"a year and its entries", "2019\n\nMarch 3: He is held.\nDec. 3: He is released.\n\n2020\n\nJan 3: He is met.", "2019=2019|March 3=2019-03-03|Dec. 3=2019-12-03|2020=2020|Jan 3=2020-01-03"},
		{"weekdays", "Monday\n\nThey met at 5pm. The next day they left.\n\nTuesday\n\nThey met this morning.", "Monday=2024-03-11|5pm=2024-03-11T17:00|The next day=2024-03-12|Tuesday=2024-03-12|this morning=2024-03-12TMO"},
		{"hours of business", "Monday: 8am to 5pm\n\nTuesday: 9am-4pm", "Monday=2024-03-11|8am=2024-03-11T08:00|5pm=2024-03-11T17:00|Tuesday=2024-03-12|9am=2024-03-12T09:00|4pm=2024-03-12T16:00"},
		{"the date of a link", strings.Repeat("They met there. ", 50) + "\n\nMay 3, 2019\n\nThey met on Friday.", "May 3, 2019=2019-05-03|Friday=2024-03-08"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := strings.Join(show(apply(t, thursday, c.text)), "|"); got != c.want {
				t.Errorf("%q\n got %s\nwant %s", c.text, got, c.want)
			}
		})
	}
	d := apply(t, thursday, "3 January 2024\n\nThey met on Monday.")
	if got := []string{d.Dates[0].How, d.Dates[1].How}; !slices.Equal(got, []string{corpus.HowAbsolute, corpus.HowNarrative}) {
		t.Errorf("how %q", got)
	}
}
