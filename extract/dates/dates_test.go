package dates

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"dateline/corpus"
	"dateline/corpus/lexicon"
	"dateline/corpus/ud"
)

// document cuts a text into words and sentences well enough for these tests, and
// tags the verbs that the sentences below use.
func document(published, text string) *corpus.Document {
	d := &corpus.Document{Published: published, Text: text}
	start, tokens := 0, 0
	flush := func(end int) {
		if end > start && strings.TrimSpace(text[start:end]) != "" {
			d.Sentences = append(d.Sentences, corpus.Sentence{Span: corpus.Span{Start: start, End: end}, Tokens: corpus.Range{First: tokens, End: len(d.Tokens)}})
		}
		start, tokens = end, len(d.Tokens)
	}
	for i := 0; i < len(text); {
		if text[i] == ' ' || text[i] == '\n' {
			i++
			continue
		}
		j := i
		for j < len(text) && (letter[text[j]] || digit(text[j])) {
			j++
		}
		if j == i {
			j++
		}
		d.Tokens = append(d.Tokens, corpus.Token{Span: corpus.Span{Start: i, End: j}, XPOS: tag(text[i:j])})
		if text[i] == '.' && (j == len(text) || text[j] == '\n' || text[j] == ' ' && j+1 < len(text) && text[j+1] < 'a' && !strings.HasSuffix(text[:i], "m")) {
			flush(j)
		}
		i = j
	}
	flush(len(text))
	return d
}

func tag(w string) ud.XPOS {
	switch w {
	case "will", "would":
		return ud.MD
	case "to":
		return ud.TO
	case "ended", "vowed", "spoke", "died", "lost", "postponed", "had", "met", "said", "left", "began", "fell", "was", "were", "came", "opened", "signed", "rose", "won", "returned", "gave", "spent", "grew", "closed", "earned", "killed", "announced":
		return ud.VBD
	case "meet", "open", "come", "return", "be", "begin":
		return ud.VB
	case "interviews":
		return ud.NNS
	case "is", "has", "expires", "opens":
		return ud.VBZ
	case "play":
		return ud.VBP
	}
	return ud.NN
}

func apply(t testing.TB, published, text string) *corpus.Document {
	t.Helper()
	d := document(published, text)
	if err := New().Apply(d); err != nil {
		t.Fatal(err)
	}
	return d
}

// show is a document's dates as "text=value", with "/MOD" where there is one.
func show(d *corpus.Document) []string {
	var out []string
	for _, x := range d.Dates {
		s := x.Text + "=" + x.Value
		if x.Mod != "" {
			s += "/" + x.Mod
		}
		out = append(out, s)
	}
	return out
}

const wednesday = "2014-03-05"

// valueCases are texts and what is found in them.
var valueCases = []struct{ name, published, text, want string }{
	{"month day year", "", "The pact was signed on May 7, 1997.", "May 7, 1997=1997-05-07"},
	{"day month year", "", "The pact was signed on 7 May 1997 in Paris.", "7 May 1997=1997-05-07"},
	{"day of month", "", "On the 7th of May, 1997 they met.", "the 7th of May, 1997=1997-05-07"},
	{"weekday first", "", "They met on Wednesday, February 16, 2022.", "Wednesday, February 16, 2022=2022-02-16"},
	{"iso", "", "The log says 2013-12-26 and no more.", "2013-12-26=2013-12-26"},
	{"slashes", "", "It is stamped 12/25/2013 twice.", "12/25/2013=2013-12-25"},
	{"abbreviated", "", "It closed on Sept. 3, 2001.", "Sept. 3, 2001=2001-09-03"},
	{"month year", "", "Prices rose in October 2014.", "October 2014=2014-10"},
	{"glued typing slip", "", "He said in May 2008bthat it would end.", "May 2008=2008-05"},
	{"year", "", "The union was founded in 1992.", "1992=1992"},
	{"year in words", "", "It was nineteen ninety-six when he left.", "nineteen ninety-six=1996"},
	{"decade", "", "In the 1990s and the late '80s it grew.", "the 1990s=199|the late '80s=198/END"},
	{"century", "", "A bridge of the 19th century stands.", "the 19th century=18"},
	{"bc", "", "The city fell in 146 BC after a siege.", "146 BC=BC0146"},
	{"bc range", "", "The revolt (499-493 BC) failed.", "499=BC0499|493 BC=BC0493"},
	{"season", "", "They met in the summer of 1995.", "the summer of 1995=1995-SU"},
	{"quarter", "", "Sales rose in the third quarter of 2011.", "the third quarter of 2011=2011-Q3"},
	{"half", "", "Sales rose in the second half of 2013.", "the second half of 2013=2013-H2"},
	{"early mid late", "", "From early 2012 to mid-2014 and late May 2015.", "early 2012=2012/START|mid-2014=2014/MID|late May 2015=2015-05/END"},
	{"end of", "", "It lasted until the end of 2006.", "the end of 2006=2006/END"},
	{"shared month", "", "He came on February 22 and 23, 1992.", "February 22=1992-02-22|23, 1992=1992-02-23"},
	{"shared days", "", "The talks of 22-25 April 1951 failed.", "22=1951-04-22|25 April 1951=1951-04-25"},
	{"shared year", "", "Parliament was shut from January 25 until March 4, 2008.", "January 25=2008-01-25|March 4, 2008=2008-03-04"},
	{"after that", "", "They met on May 7, 1997 in Rome. Five days after that the council voted.", "May 7, 1997=1997-05-07|Five days after that=1997-05-12"},
	{"days from the last full date", "", "They met on May 7, 1997, as foreseen in March 1997. Two days later he left.", "May 7, 1997=1997-05-07|March 1997=1997-03|Two days later=1997-05-09"},
	{"named after a day", "", "The Good Friday Agreement was signed in 1998.", "1998=1998"},
	{"the year that the story has reached", "2014-03-05", "In May of 2010 they met. On 25 July he left.", "May of 2010=2010-05|25 July=2010-07-25"},
	{"over the year", "", "The strike ran from November to February 2011.", "November=2010-11|February 2011=2011-02"},

	{"today", wednesday, "He is here today.", "today=2014-03-05"},
	{"weekday past", wednesday, "He left on Friday.", "Friday=2014-02-28"},
	{"weekday future", wednesday, "He will return on Friday.", "Friday=2014-03-07"},
	{"last weekday", wednesday, "They met last Wednesday.", "last Wednesday=2014-02-26"},
	{"part of day", wednesday, "They met on Monday night.", "Monday night=2014-03-03TNI"},
	{"month past", wednesday, "Prices fell in December.", "December=2013-12"},
	{"month future", wednesday, "The hall will open in May.", "May=2014-05"},
	{"near day", wednesday, "The sum is payable March 20.", "March 20=2014-03-20"},
	{"week", wednesday, "They met last week.", "last week=2014-W09"},
	{"weekend", wednesday, "They met over the weekend.", "the weekend=2014-W09-WE"},
	{"ago", wednesday, "It began two years ago and three days ago.", "two years ago=2012|three days ago=2014-03-02"},
	{"day after tomorrow", wednesday, "We meet the day after tomorrow.", "the day after tomorrow=2014-03-07"},
	{"holiday", "2013-11-10", "They will meet on Thanksgiving.", "Thanksgiving=2013-11-28"},
	{"easter", "", "The rising began on Easter Monday, 1916.", "Easter Monday, 1916=1916-04-24"},
	{"month of last year", wednesday, "He left in June of last year.", "June of last year=2013-06"},
	{"results", "2013-11-05", "In the third quarter the company earned 4 million, up from 3 million a year earlier.", "the third quarter=2013-Q3|a year earlier=2012-Q3"},

	{"carried year", "", "It opened on May 7, 1997. On May 9 it closed.", "May 7, 1997=1997-05-07|May 9=1997-05-09"},
	{"same month", "", "A law was signed in July 2017. It began the same month.", "July 2017=2017-07|the same month=2017-07"},
	{"days later", "", "He spoke on November 18, 2014. Two days later he left.", "November 18, 2014=2014-11-18|Two days later=2014-11-20"},
	{"next day", "", "He spoke on December 31, 2014. The next day he left.", "December 31, 2014=2014-12-31|The next day=2015-01-01"},
	{"after date", "", "Two weeks after March 3, 2012 he left.", "Two weeks after March 3, 2012=2012-03-17"},
	{"that season", "", "He left on July 9, 1997. In May 2002 he returned. That autumn he died.", "July 9, 1997=1997-07-09|May 2002=2002-05|That autumn=2002-FA"},
	{"no anchor", "", "He left on December 21.", "December 21=XXXX-12-21"},
	{"no anchor weekday", "", "He left on Friday.", "Friday=XXXX-WXX-5"},

	{"that weekday", "2022-08-01", "The pact was signed on 22 July. That Friday, ministers met.", "22 July=2022-07-22|That Friday=2022-07-22"},
	{"the conjunction that", wednesday, "He said that Friday's vote was void.", "Friday=2014-02-28"},
	{"were to", wednesday, "Leaders were to meet on Friday.", "Friday=2014-03-07"},
	{"vowed to", wednesday, "He vowed to return on Friday.", "Friday=2014-03-07"},
	{"plans to, behind", wednesday, "On Friday the league plans to meet.", "Friday=2014-03-07"},
	{"is in so many months", "2011-02-08", "July is in five months.", "July=2011-07|five months=P5M"},
	{"postponed until", wednesday, "They postponed until Friday any talks.", "Friday=2014-03-07"},
	{"not what was expected", wednesday, "It fell with lower-than-expected profits on Friday.", "Friday=2014-02-28"},
	{"the year to which the sentence leads", "2015-10-09", "On 25 July 2013 they met.\n\nIn September he came, and on 5 October 2013 he left.", "25 July 2013=2013-07-25|September=2013-09|5 October 2013=2013-10-05"},
	{"the year before in the same sentence", "2015-07-15", "They met in April and on a pact signed in November 2013.", "April=2015-04|November 2013=2013-11"},
	{"next year's month", "2023-07-12", "It came in May 2022 with a country that left in April.", "May 2022=2022-05|April=2023-04"},
	{"over new year", "2011-01-16", "It began on December 17, 2010. He died on January 4.", "December 17, 2010=2010-12-17|January 4=2011-01-04"},
	{"just past, in a tale of an older war", "1990-08-15", "The war ended on Aug. 20, 1988. He said it was wrong on Aug. 2.", "Aug. 20, 1988=1988-08-20|Aug. 2=1990-08-02"},
	{"a term is no place in the story", "2022-10-03", "On April 21, 2010 they signed for a lease until 2042. Six days later he left.", "April 21, 2010=2010-04-21|2042=2042|Six days later=2010-04-27"},
	{"the next morning", "2017-03-29", "They met on June 23, 2016. He left the next morning.", "June 23, 2016=2016-06-23|the next morning=2016-06-24TMO"},
	{"the previous evening", "2017-03-29", "They met on June 23, 2016. He came the previous evening.", "June 23, 2016=2016-06-23|the previous evening=2016-06-22TEV"},
	{"the night before", "2017-03-29", "They met on June 23, 2016. He came the night before.", "June 23, 2016=2016-06-23|the night before=2016-06-22TNI"},
	{"in the evening", wednesday, "They met on Monday. In the evening he left.", "Monday=2014-03-03|the evening=2014-03-03TEV"},
	{"hours earlier", "2011-02-08", "He spoke on Monday. Hours earlier he left.", "Monday=2011-02-07|Hours earlier=2011-02-07"},
	{"the same day, past a month", "2011-02-08", "He spoke on Monday. She came in December. He left the same day.", "Monday=2011-02-07|December=2010-12|the same day=2011-02-07"},
	{"the same date", "", "They met on May 7, 1997. He left on the same date.", "May 7, 1997=1997-05-07|the same date=1997-05-07"},
	{"nth of the same month", "", "They met in June 2017. On the 11th of the same month he left.", "June 2017=2017-06|the 11th of the same month=2017-06-11"},
	{"nth of last month", wednesday, "He left on the 3rd of last month.", "the 3rd of last month=2014-02-03"},
	{"the second day", "", "On July 8 and 9, 1997 they met. On the second day he left.", "July 8=1997-07-08|9, 1997=1997-07-09|the second day=1997-07-09"},
	{"apposition", wednesday, "On Monday, the eve of his flight, he spoke.", "Monday=2014-03-03|the eve of his flight=2014-03-03"},
	{"no apposition", wednesday, "He spoke of the eve of his flight.", ""},
	{"today in a speech", wednesday, "\u201cToday is a day of joy,\u201d she said on Monday.", "Today=2014-03-03|Monday=2014-03-03"},
	{"today in a speech told before", wednesday, "They met on Monday. \"We agreed today,\" she said.", "Monday=2014-03-03|today=2014-03-03"},
	{"today in no speech", wednesday, "They met on Monday. He is here today.", "Monday=2014-03-03|today=2014-03-05"},
	{"one day", "", "It will one day be open; they hope to join one day.", "one day=FUTURE_REF|one day=FUTURE_REF"},
	{"one day long", "", "It took one day.", "one day=P1D"},
	{"quarter of a century", "", "He wasted the quarter of a century they had.", "the quarter of a century=P25Y"},
	{"quarter-century", "", "A quarter-century of strife ended.", "A quarter-century=P25Y"},
	{"before what happened", "", "Hours before that text appeared, he left.", "Hours=PTXH"},
	{"about a month", "", "He served about a month in jail.", "about a month=P1M/APPROX"},
	{"about a quarter", "", "It fell by about a quarter in size.", ""},
	{"for a while", "", "He left for a while.", "a while=PXX"},
	{"both weekdays", "", "He came on both Sundays.", "both Sundays=XXXX-WXX-7"},
	{"weekday nights", "", "It flies on Tuesday nights.", "Tuesday nights=XXXX-WXX-2TNI"},
	{"the day after a clock time", wednesday, "It began at 5:34 a.m. local time on March 20, 2003.", "5:34 a.m.=2003-03-20T05:34|March 20, 2003=2003-03-20"},
	{"a person May", "2017-03-29", "Theresa May met him. He left, and May replaced him in July. It was signed by May.", "July=2016-07"},
	{"a person May beside months", "2017-03-29", "Mrs May met him. It lasted through April and May and in May and June 2015.", "April=2017-04|May=2017-05|May=2015-05|June 2015=2015-06"},
	{"that weekday, nothing told", wednesday, "That Sunday they met.", "That Sunday=2014-03-02"},
	{"nth of the month", wednesday, "They met on the 3rd of the month.", "the 3rd of the month=2014-03-03"},
	{"Mrs May", "", "Mrs May met him.", ""},
	{"the month May", "2017-03-29", "He came in April and May and left in early May.", "April=2016-04|May=2016-05|early May=2016-05/START"},
	{"a winter and its spring", "", "On May 1, 1941 they met. In the winter of 1941 it froze. In spring they left.", "May 1, 1941=1941-05-01|the winter of 1941=1941-WI|spring=1942-SP"},
	{"a look back moves nothing", "", "On July 13, 1793 they met, led by a veteran of the June 1791 rising. On 24 July he left.", "July 13, 1793=1793-07-13|June 1791=1791-06|24 July=1793-07-24"},
	{"a look back that goes on", "", "In 2009 they met, as was said in April 2008. Many had doubts in November 2008. The case came in December.", "2009=2009|April 2008=2008-04|November 2008=2008-11|December=2008-12"},
	{"the year of the sentence", "", "In 2009 they met. Many had doubts in May 2008 and left in June.", "2009=2009|May 2008=2008-05|June=2008-06"},
	{"the future of the narrative", "", "On July 13, 1793 they met to avert future wars.", "July 13, 1793=1793-07-13|future=FUTURE_REF"},
	{"a quarter that still runs", "1989-11-02", "In the third quarter it earned 4 million and sees no rise in the fourth quarter. In the latest quarter it lost.", "the third quarter=1989-Q3|the fourth quarter=1989-Q4|the latest quarter=1989-Q3"},

	{"would", wednesday, "He said on Sunday that he would return on Friday.", "Sunday=2014-03-02|Friday=2014-03-07"},
	{"timetable", wednesday, "The truce expires at midnight on Saturday.", "midnight on Saturday=2014-03-08T24:00"},
	{"had until", wednesday, "They had until Friday to return.", "Friday=2014-03-07"},
	{"half a century ago", wednesday, "Half a century ago it began.", "Half a century ago=1964"},
	{"half a year ago", wednesday, "Half a year ago it began.", "Half a year ago=2013-09"},
	{"every two weeks", "", "They meet every two weeks.", "every two weeks=P2W"},
	{"later than nothing told", wednesday, "More than a decade later, it began.", "More than a decade later=XXXX/MORE_THAN"},
	{"a week before", wednesday, "They met a week before in Rome.", "a week before=2014-02-26"},
	{"military time with a zone", wednesday, "It began at 1600 GMT.", "1600 GMT=2014-03-05T16:00Z"},
	{"clock with a point", wednesday, "It began at 9.30am on Monday and ended at 5.15 p.m. on Tuesday.", "9.30am on Monday=2014-03-03T09:30|5.15 p.m. on Tuesday=2014-03-04T17:15"},
	{"half a year back", wednesday, "It was signed in Minsk on September 5.", "September 5=2013-09-05"},
	{"possessive of a day to come", wednesday, "Sunday's vote will be close.", "Sunday=2014-03-09"},
	{"at dawn", "", "On May 7, 1997 they came at dawn.", "May 7, 1997=1997-05-07|dawn=1997-05-07TMO"},
	{"a month of the story", "2022-10-03", "On 24 February 2013 they met. The following month he left. In April he returned. Two years later he died.", "24 February 2013=2013-02-24|The following month=2013-03|April=2013-04|Two years later=2015"},
	{"the next year of the story", "2022-10-03", "On 1 December 1991 they met. The next year he left.", "1 December 1991=1991-12-01|The next year=1992"},
	{"the next year of the news", "2022-10-03", "The pact will begin the next year.", "the next year=2023"},
	{"a day of the year that opens", "2022-10-03", "In late 2004 they met. On 26 December he left.", "late 2004=2004/END|26 December=2004-12-26"},
	{"a day after a year in passing", "2022-10-03", "The firm, founded in 1992, said on 5 March that it lost.", "1992=1992|5 March=2022-03-05"},
	{"in as many days", "", "It was the third raid in as many days.", ""},

	{"day first with slashes", "", "It was filed on 18/05/2023 after the notice of 03/05/2023.", "18/05/2023=2023-05-18|03/05/2023=2023-05-03"},
	{"points, the day first", "", "The decree of 16.05.2023 replaces version 10.4.2.", "16.05.2023=2023-05-16"},
	{"weekday of the Commonwealth", "", "They met on Monday 15th of May, 2023.", "Monday 15th of May, 2023=2023-05-15"},
	{"inst. and ult.", wednesday, "It sailed on the 5th inst. and came on the 28th ult.", "the 5th inst.=2014-03-05|the 28th ult.=2014-02-28"},
	{"nth weekday", wednesday, "They vote on the first Tuesday in November 2014 and the last Sunday in October.", "the first Tuesday in November 2014=2014-11-04|the last Sunday in October=2013-10-27"},
	{"a week on", wednesday, "He will return on Sunday week.", "Sunday week=2014-03-16"},
	{"range of weekdays", wednesday, "The drill will be held from Monday to Friday.", "Monday=2014-03-10|Friday=2014-03-14"},
	{"no later than", wednesday, "It had to come no later than Monday.", "Monday=2014-03-10"},
	{"every of two", "", "They meet every Tuesday and Thursday afternoon.", "every Tuesday=XXXX-WXX-2|Thursday afternoon=XXXX-WXX-4TAF"},
	{"nights of two", "", "They flew on Monday and Tuesday nights.", "Monday=XXXX-WXX-1TNI|Tuesday nights=XXXX-WXX-2TNI"},
	{"weekends", "", "The bus runs on weekends and nightly.", "weekends=XXXX-WXX-WE|nightly=XXXX-XX-XXTNI"},
	{"sets of weeks", "", "It came out fortnightly, then biannually.", "fortnightly=P2W|biannually=P6M"},
	{"a newspaper is no set", "", "The party daily Granma said so; daily raids began.", "daily=P1D"},
	{"quarters in code", "2023-05-17", "In Q4 FY23 it grew; H1 2023 was fair, Q3 results come late, and FY24 is open.", "Q4 FY23=2023-Q4|H1 2023=2023-H1|Q3=2023-Q3|FY24=2024"},
	{"a car is no quarter", "2023-05-17", "The Audi Q3 sold well.", ""},
	{"half of last year", wednesday, "It fell in the second half of last year.", "the second half of last year=2013-H2"},
	{"the same period", "2023-05-17", "For the three months ended 31 March it earned 4, from 3 in the same period a year ago.", "the three months=P3M|31 March=2023-03-31|the same period a year ago=2022-Q1"},
	{"nothing told of a period", "2023-05-17", "It earned 4, from 3 in the same period last year.", "the same period last year=2022"},
	{"the same month of last year", "2010-03-03", "Sales grew in February from 3 in the same period last year, a year-on-year rise.", "February=2010-02|the same period last year=2009-02"},
	{"nine months", "1989-11-02", "In the third quarter it earned 4. For the nine months it lost 3, from 2 in the 1988 period.", "the third quarter=1989-Q3|the nine months=P9M|the 1988 period=1988"},
	{"the year to a month", wednesday, "In the year to January prices rose.", "the year=P1Y|January=2014-01"},
	{"the attributive month", "2023-05-17", "The office will release April figures on Friday.", "April=2023-04|Friday=2023-05-19"},
	{"plans announced", "2006-08-19", "He spoke of plans announced in January.", "January=2006-01"},
	{"what is promised", "1990-08-16", "They spoke of a cutback in September.", "September=1990-09"},
	{"put back", "2023-05-17", "The vote was postponed to September.", "September=2023-09"},
	{"given until", wednesday, "They gave him until Friday.", "Friday=2014-03-07"},
	{"plays on", wednesday, "They play again on Sunday.", "Sunday=2014-03-09"},
	{"another clause", wednesday, "It began in 2012; Friday will be the last day.", "2012=2012|Friday=2014-03-07"},
	{"tomorrow in a speech", wednesday, "\u201cWe meet tomorrow,\u201d she said on Monday.", "tomorrow=2014-03-04|Monday=2014-03-03"},
	{"yesterday in no told speech", wednesday, "They met on Monday.\n\n\u201cI came yesterday,\u201d she said.", "Monday=2014-03-03|yesterday=2014-03-04"},
	{"part and clock", wednesday, "We meet tomorrow morning at half past eight.", "tomorrow morning at half past eight=2014-03-06T08:30"},
	{"French hours", wednesday, "It began at 02h30 on Monday.", "02h30 on Monday=2014-03-03T02:30"},
	{"a clock beside a month", wednesday, "Oil for June delivery fell at 1104 GMT.", "June=2014-06|1104 GMT=2014-03-05T11:04Z"},
	{"a race", "", "She won in 2:05:13.", ""},
	{"Orthodox Easter", "2023-05-17", "Orthodox Easter fell on April 16.", "Orthodox Easter=2023-04-16|April 16=2023-04-16"},
	{"things of an age", "", "The two-year-old war and the decades-old feud killed a two-year-old boy.", "two-year-old=P2Y|decades-old=PXY"},
	{"a several-year stay", "", "It was a several-year stay.", "several-year=PXY"},
	{"a couple", "", "It took a couple of weeks.", "a couple of weeks=P2W"},
	{"recent and coming units", "", "In recent years it rose; in coming months it will fall.", "recent years=PAST_REF|coming months=FUTURE_REF"},
	{"over the years", "", "It grew over the years, and in the days before the vote.", "the years=PXY|the days=PXD"},
	{"the day's end", wednesday, "On Monday it fell. It closed the day at 5,000 points.", "Monday=2014-03-03|the day=2014-03-03"},
	{"in two weeks' time", wednesday, "The trial opens in two weeks' time.", "two weeks' time=2014-W12"},
	{"an hour later", wednesday, "He died on Monday. An hour later she left.", "Monday=2014-03-03|An hour later=PT1H"},
	{"the past decade", "", "On July 13, 1993 they met. It had changed over the past decade.", "July 13, 1993=1993-07-13|the past decade=P10Y"},
	{"end with a hyphen", "", "It runs to end-2024.", "end-2024=2024/END"},
	{"circa", "", "It was built c. 1250.", "c. 1250=1250/APPROX"},
	{"year in two digits", "", "The '72 election was close.", "'72=1972"},
	{"spring and summer", "", "On May 1, 1941 they met. He spent the spring and summer there.", "May 1, 1941=1941-05-01|the spring=1941-SP|summer=1941-SU"},
	{"a season that a date follows", "", "On May 1, 1943 they met. The summer offensive began in June 1942.", "May 1, 1943=1943-05-01|summer=1942-SU|June 1942=1942-06"},
	{"the March vote", wednesday, "The March accession was near.", "March=2014-03"},

	{"the 2nd day of", "", "It was filed on the 2nd day of March, 2021.", "the 2nd day of March, 2021=2021-03-02"},
	{"dashes, the day first", "", "It was posted on 02-09-2021 and changed on 2021/09/03.", "02-09-2021=2021-09-02|2021/09/03=2021-09-03"},
	{"nine eleven", "", "The attacks of 9/11 changed it.", "9/11=2001-09-11"},
	{"before last", wednesday, "On Tuesday next week they meet; the Thursday before last they met, as in the week before last.", "Tuesday next week=2014-03-11|the Thursday before last=2014-02-20|the week before last=2014-W08"},
	{"later than usual", wednesday, "The hall will open a month later than usual.", ""},
	{"the day before the news", "2021-09-03", "It rose for the first time since mid-June, from 19 the day before.", "mid-June=2021-06/MID|the day before=2021-09-02"},
	{"the holiday of the story", "2021-09-03", "They met on 3 July 1863. The next day, the Fourth of July, he left.", "3 July 1863=1863-07-03|The next day=1863-07-04|Fourth of July=1863-07-04"},
	{"a year before those it might count", "", "In 2014 soldiers took it, and in 1914 British troops, not in 2000 houses.", "2014=2014|1914=1914"},

	{"unknown week, month and day", "", "It rose last week, fell last month and closed yesterday; two weeks ago it was low.", "last week=XXXX-WXX|last month=XXXX-XX|yesterday=XXXX-XX-XX|two weeks ago=XXXX-WXX"},
	{"the last quarter of a year", wednesday, "It fell in the last quarter of 1986 and the final quarter of last year.", "the last quarter of 1986=1986-Q4|the final quarter of last year=2013-Q4"},
	{"no times and years", wednesday, "It ran until 1500 gmt and sold 1030-1360 lbs in the high 90s for J Noon of Twentieth Century Fox.", ""},
	{"half of a month", wednesday, "It rained in the first half of March 1987.", "the first half of March 1987=1987-03/START"},
	{"the week to a day", wednesday, "It fell in the week to Monday and in the week ended February 28.", "the week=P1W|Monday=2014-03-03|the week=P1W|February 28=2014-02-28"},
	{"player of the year", wednesday, "She was player of the year for most of the year.", "the year=2014"},
	{"so many a day", "", "They held interviews a day; a day of rest followed.", "a day=P1D"},
	{"a year and its day", "", "They met in 218 BC. He won in 216 BC, on 2 August. A hundred years later he was known.", "218 BC=BC0218|216 BC=BC0216|2 August=BC0216-08-02|A hundred years later=BC0116"},
	{"months of the following year", "", "On October 25, 1973 they met, and again in January and May of the following year.", "October 25, 1973=1973-10-25|January=1974-01|May of the following year=1974-05"},
	{"to date", "", "It has failed to date.", "to date=PRESENT_REF"},
	{"two digits in an old story", "", "On 14 July 1791 they met. Many had left in '89.", "14 July 1791=1791-07-14|'89=1789"},
	{"the car again", "2023-05-17", "The Q3 sells well; sales grew in Q3.", "Q3=2023-Q3"},
	{"durations", "", "It took three days, two and a half hours and several months.", "three days=P3D|two and a half hours=PT2H30M|several months=PXM"},
	{"large numbers", "2014-03-05", "It took 4.5 million years and ended 65 million years ago.", "4.5 million years=P4500000Y|65 million years ago=PAST_REF"},
	{"columns", "", "1,200,000   Year 1999", "1999=1999"},
	{"era of one year", "", "It began in 44 B.C. and AD 14.", "44 B.C.=BC0044|AD 14=0014"},
	{"adjective", "", "A six-month truce and a 10-year plan.", "six-month=P6M|10-year=P10Y"},
	{"duration modified", "", "It took more than two weeks.", "more than two weeks=P2W/MORE_THAN"},
	{"span", wednesday, "He has been ill for the past two months.", "the past two months=P2M"},
	{"sets", "", "They pray every Friday and report annually.", "every Friday=XXXX-WXX-5|annually=XXXX"},
	{"references", "", "They are now at odds, recently more so; the future is open.", "now=PRESENT_REF|recently=PAST_REF|the future=FUTURE_REF"},

	{"clock", wednesday, "They met at 3:30 p.m. on Monday.", "3:30 p.m. on Monday=2014-03-03T15:30"},
	{"zone", wednesday, "The call began at 14:00 GMT.", "14:00 GMT=2014-03-05T14:00Z"},
	{"informal clock", wednesday, "They met at 5pm on Friday.", "5pm on Friday=2014-02-28T17:00"},
	{"noon", wednesday, "We meet tomorrow at noon.", "tomorrow at noon=2014-03-06T12:00"},
}

func TestValues(t *testing.T) {
	for _, c := range valueCases {
		t.Run(c.name, func(t *testing.T) {
			got := strings.Join(show(apply(t, c.published, c.text)), "|")
			if got != c.want {
				t.Errorf("%q\n got %s\nwant %s", c.text, got, c.want)
			}
		})
	}
}

func TestNumbersThatAreNoDates(t *testing.T) {
	for _, text := range []string{
		"The motion passed with 334 out of 385 votes.",
		"The 173rd Airborne Brigade arrived.",
		"It runs iOS 15.4 on the Y01 and the F-16.",
		"Shares cost $1999 or 57.8% of the price.",
		"There were 2,200 participants and 1500 soldiers.",
		"A 23-year-old man, aged 23, is 23 years old.",
		"They won 3-2 and 21-14.",
		"He may not come and you may go.",
		"Flight 1990 and room 2014 were full.",
		"Three quarters of the house agreed.",
		"It weighs 13 kg; the 6.51-inch screen has 120Hz.",
		"World - 4 min read",
		"The quarter-to-quarter rise was seen on 60 Minutes.",
		"Jan Kavan and Jan Kiln met in some quarters.",
		"Call 2021-1234 or write to PO Box 1966.",
		"She won in 2:05:13 and paid 2000 rupees.",
		"The Audi Q3 has version 10.4.2021.1.",
		"They took 12 for 45 and won the second set 6-4.",
		"They showed High Noon and sang White Christmas.",
		"Call 555-2012-1999.",
	} {
		if got := show(apply(t, "2014-03-05", text)); len(got) > 0 && !strings.HasPrefix(text, "Call") {
			t.Errorf("%q: %q", text, got)
		}
	}
}

func TestPeriods(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Parliament was shut from January 25 until March 4, 2008.", "January 25 until March 4, 2008: 2008-01-25..2008-03-04"},
		{"Between 2005 and 2013 little changed.", "2005 and 2013: 2005-01-01..2013-12-31"},
		{"Polls from mid-2014 to 2016 agree.", "mid-2014 to 2016: 2014-01-01..2016-12-31"},
		{"His rule (1991-1994) was short.", "1991-1994: 1991-01-01..1994-12-31"},
		{"In 2005 and 2013 it rained.", ""},
	} {
		d := apply(t, "", c.text)
		var got []string
		for _, p := range d.Periods {
			got = append(got, fmt.Sprintf("%s: %s..%s", p.Text, p.Begin, p.Until))
			if d.Text[p.Start:p.End] != p.Text || d.Dates[p.From].Start < p.Start || d.Dates[p.To].End > p.End {
				t.Errorf("%q: period %+v does not span its dates", c.text, p)
			}
		}
		if strings.Join(got, "|") != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}

func TestHow(t *testing.T) {
	d := apply(t, "2014-03-05", "It began on May 7, 1997. He left on Friday.")
	if got := []string{d.Dates[0].How, d.Dates[1].How}; !slices.Equal(got, []string{corpus.HowAbsolute, corpus.HowPublished}) {
		t.Errorf("how %q", got)
	}
	d = document("", "He left on Friday.")
	d.Dateline = &corpus.Dateline{Place: "KYIV", Date: "March 5, 2014"}
	if err := New().Apply(d); err != nil {
		t.Fatal(err)
	}
	if x := d.Dates[0]; x.Value != "2014-02-28" || x.How != corpus.HowDateline {
		t.Errorf("from the dateline: %+v", x)
	}
	d = apply(t, "", "It opened on May 7, 1997. On May 9 it closed. He left on Friday afternoons.")
	if x := d.Dates[1]; x.How != corpus.HowNarrative {
		t.Errorf("carried: %+v", x)
	}
}

func TestWhenReadsIsolatedClockPhrases(t *testing.T) {
	for text, want := range map[string]bool{
		"They met at 5pm on Friday.":                true,
		"We meet tomorrow at noon.":                 true,
		"The call began at 14:00 GMT on Friday.":    false, // it knows no zones
		"He spoke on May 7, 1997 for three hours.":  false,
		"They met at 3:30 p.m. on March 3 in 2012.": false,
	} {
		got := false
		for _, x := range apply(t, "2014-03-05", text).Dates {
			got = got || strings.HasSuffix(x.Rule, "+when")
		}
		if got != want {
			t.Errorf("%q: used %v, want %v", text, got, want)
		}
	}
}

func TestConcurrentUse(t *testing.T) {
	const text = "They met at 5pm on Friday, two days after May 7, 1997, and will meet tomorrow at noon."
	want := show(apply(t, "2014-03-05", text))
	done := make(chan []string)
	for range 8 {
		go func() {
			var got []string
			for range 50 {
				d := document("2014-03-05", text)
				New().Apply(d)
				got = show(d)
			}
			done <- got
		}()
	}
	for range 8 {
		if got := <-done; !slices.Equal(got, want) {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestInterval(t *testing.T) {
	for _, c := range []struct{ text, begin, until string }{
		{"in February 2008.", "2008-02-01", "2008-02-29"},
		{"in the third quarter of 2011.", "2011-07-01", "2011-09-30"},
		{"in the 1990s.", "1990-01-01", "1999-12-31"},
		{"in the 19th century.", "1801-01-01", "1900-12-31"},
		{"in the winter of 2007.", "2007-12-01", "2008-02-29"},
		{"in 146 BC.", "-0145-01-01", "-0145-12-31"},
		{"at 3:30 p.m. on May 7, 1997.", "1997-05-07T15:30", "1997-05-07T15:30"},
	} {
		d := apply(t, "", c.text)
		if len(d.Dates) != 1 || d.Dates[0].Begin != c.begin || d.Dates[0].Until != c.until {
			t.Errorf("%q: %+v", c.text, d.Dates)
		}
	}
}

// The calendar of this package must be that of the standard library.
func TestCalendar(t *testing.T) {
	for n := day(-800000); n < 60000; n += 17 {
		want := time.Unix(int64(n)*86400, 0).UTC()
		y, m, d := n.civil()
		wy, ww := want.ISOWeek()
		gy, gw := n.week()
		if y != want.Year() || m != int(want.Month()) || d != want.Day() || dayOf(y, m, d) != n || gy != wy || gw != ww ||
			n.weekday()%7 != int(want.Weekday()) || weekStart(gy, gw)+day(n.weekday()-1) != n {
			t.Fatalf("day %d: %d-%d-%d week %d-%d, want %v", n, y, m, d, gy, gw, want)
		}
	}
	for year, want := range map[int]string{1916: "1916-04-23", 2000: "2000-04-23", 2014: "2014-04-20", 2024: "2024-03-31"} {
		if got := string(easter(year).append(nil)); got != want {
			t.Errorf("Easter %d: %s, want %s", year, got, want)
		}
	}
}

func TestTables(t *testing.T) {
	if _, err := load(); err != nil {
		t.Fatal(err)
	}
	for name, lint := range map[string]struct {
		columns []string
		rules   []lexicon.Rule
	}{
		"words":    {wordColumns, []lexicon.Rule{{Column: "word", Required: true}, {Column: "class", Required: true}, {Column: "value", Required: true}}},
		"context":  {contextColumns, []lexicon.Rule{{Column: "list", Required: true, Check: lexicon.OneOf(listNames...)}, {Column: "word", Required: true}}},
		"holidays": {holidayColumns, []lexicon.Rule{{Column: "name", Required: true, Unique: true}, {Column: "rule", Required: true}}},
		"grammar":  {grammarColumns, []lexicon.Rule{{Column: "pass", Required: true}, {Column: "rule", Required: true, Unique: true}, {Column: "pattern", Required: true}, {Column: "gives", Required: true}}},
	} {
		tab, err := lexicon.Open(data, "data/"+name+".tsv", lint.columns...)
		if err != nil {
			t.Fatal(err)
		}
		for _, complaint := range tab.Lint(lint.rules...) {
			t.Error(complaint)
		}
	}
}

func wellFormed(t testing.TB, d *corpus.Document) {
	end := 0
	for _, x := range d.Dates {
		if x.Start < end || x.End <= x.Start || x.End > len(d.Text) || d.Text[x.Start:x.End] != x.Text {
			t.Fatalf("%q: bad span %+v", d.Text, x)
		}
		if utf8.ValidString(d.Text) && !utf8.ValidString(x.Text) {
			t.Fatalf("%q: span %+v cuts a character", d.Text, x)
		}
		if x.Value == "" || x.How == "" || x.Rule == "" {
			t.Fatalf("%q: incomplete %+v", d.Text, x)
		}
		if !parsed(x.Value) {
			t.Fatalf("%q: value %q of %q", d.Text, x.Value, x.Text)
		}
		if x.Begin != "" && x.Begin[0] != '-' && start(x.Begin) > limit(x.Until) {
			t.Fatalf("%q: %q ends %q before it begins %q", d.Text, x.Text, x.Until, x.Begin)
		}
		end = x.End
	}
}

func FuzzApply(f *testing.F) {
	for _, s := range []string{
		"From January 25 until March 4, 2008", "the 3rd quarter of FY99 12:61 p.m. '90s", "March 99, 9999 BC", "two million million years ago",
		"\x00\xff\xe2\x80", "May \ufffd 3\u20135 May 0000", "half a half of half past 31", "Q5 FY1 H3 32.13.2023 99/99/9999 24h61", "the fifth Monday in February", "the 45th inst. Sunday week", "every Monday and Monday to Monday", "February 29, 1900 and 30 and 31", strings.Repeat("5 May and ", 50), "2019\n\nMarch 3: x\nMonday\n\nin March, April and may 3, 4, and 5 FY2023-24",
	} {
		f.Add("2014-03-05", s)
	}
	f.Fuzz(func(t *testing.T, published, text string) {
		d := document(published, text)
		if err := New().Apply(d); err != nil {
			t.Fatal(err)
		}
		wellFormed(t, d)
		again := document(published, text)
		New().Apply(again)
		if fmt.Sprint(d.Dates) != fmt.Sprint(again.Dates) {
			t.Fatalf("%q: two runs differ", text)
		}
	})
}

// Time must grow with the length of the text, whatever stands in it: with its
// square, these would run into the time limit of the test binary.
func TestLinear(t *testing.T) {
	for _, unit := range []string{"5 May and ", "two hundred ", "early ", "the ", "1999-", "Monday ", "a.", "'90s ", "the last ", "\"today ", "one day ", "Ann May ", "May 5, ", "of the third quarter ", "in Q3 ", "1.1.2001 ", "every Monday and ", "plans in May ", "to end the day ", "18/05/2023 ", "May 3: x\n", "May 2020\n\n", "3 May: at 5pm\n\n", "March, April and ", "Monday, ", "3, and ", "may 3 ", "FY2023-24 ", "8am-5pm ", "since May 3, 4, 5 "} {
		d := &corpus.Document{Text: strings.Repeat(unit, 200_000/len(unit))}
		d.Sentences = []corpus.Sentence{{Span: corpus.Span{Start: 0, End: len(d.Text)}}}
		if err := New().Apply(d); err != nil {
			t.Fatalf("%q: %v", unit, err)
		}
		if err := d.Check(); err != nil {
			t.Errorf("%q: %v", unit, err)
		}
	}
}

func BenchmarkApply(b *testing.B) {
	text := strings.Repeat("The ministers of both countries met in Geneva on Monday, three days after the ceasefire of March 3, 2014, "+
		"and said that the agreement on prisoners would be signed by the end of the month. Officials in the capital had no comment, "+
		"but a spokesman for the opposition called the plan, first proposed in 2012, a step in the right direction.\n\n", 40)
	d := document("2014-03-05", text)
	s := New()
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if err := s.Apply(d); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(strings.Fields(text))*b.N)/b.Elapsed().Seconds(), "words/s")
}

func ExampleStage() {
	d := &corpus.Document{Published: "2014-03-05", Text: "Talks began in May 2013 and will end on 20 March."}
	if err := New().Apply(d); err != nil {
		panic(err)
	}
	for _, x := range d.Dates {
		fmt.Println(x.Text, x.Value, x.How)
	}
	// Output:
	// May 2013 2013-05 absolute
	// 20 March 2014-03-20 published
}
