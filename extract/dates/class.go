package dates

// The classes. The first group is of words and numerals, the second of phrases.
const (
	cMonth set = 1 << iota
	cWeekday
	cWeekdayAbbr
	cWeekdays
	cUnit
	cUnits
	cUnitQ
	cUnitY
	cUnitC
	cSeason
	cPart
	cParts
	cClockWord
	cCard
	cScale
	cDozen
	cDecadeWord
	cOrd
	cOrdSuffix
	cFew
	cAmPm
	cZone
	cEra
	cMod
	cModN
	cDeictic
	cNum    // a numeral, in digits or words
	cN      // one or two digits
	cMM     // two digits below 60
	cDay    // 1 to 31, or an ordinal
	cHour   // 0 to 24, in digits or words
	cYear   // 1000 to 2099 in four digits, or in words
	cYY     // one to four digits, for years with an era
	cYR2    // two digits
	cHHMM   // four digits that are a time
	cDecade // "1990s", "90s"
	cHalf   // "1/2", "½"
	cHoliday
	cQuarterCode // "Q3", "1Q"
	cHalfCode    // "H1"
	cFiscal      // "FY24"
	cDotted      // "16.05.2023"
	cHM          // "02h30"

	cDate
	cTime
	cDur
	cADur
	cVDur
	cVRel
	cTheUnit
	cNth
	cSet
	cShift
	cDateDay
	cDateWeek
	cDateQ
	cMonthish
	cYearish
	cDateNoYear
	cWeekdayDate
	cHidden
)

var wordClasses = map[string]set{
	"MONTH": cMonth, "MONTHABBR": cMonth, "WEEKDAY": cWeekday, "WEEKDAYABBR": cWeekdayAbbr, "WEEKDAYS": cWeekdays,
	"UNIT": cUnit, "UNITS": cUnits, "SEASON": cSeason, "PART": cPart, "PARTS": cParts, "CLOCKWORD": cClockWord,
	"CARD": cCard, "SCALE": cScale, "DOZEN": cDozen, "DECADEWORD": cDecadeWord, "ORDWORD": cOrd, "ORDSUFFIX": cOrdSuffix,
	"FEW": cFew, "AMPM": cAmPm, "ZONE": cZone, "ERA": cEra, "MOD": cMod, "MODN": cModN, "DEICTIC": cDeictic,
}

var classNames = map[string]set{
	"MONTH": cMonth, "WEEKDAY": cWeekday, "WDAY": cWeekday | cWeekdayAbbr, "WEEKDAYS": cWeekdays, "UNIT": cUnit, "UNITS": cUnits, "UNITQ": cUnitQ,
	"UNITY": cUnitY, "UNITC": cUnitC, "SEASON": cSeason, "PART": cPart, "PARTS": cParts, "CLOCKWORD": cClockWord,
	"DECADEWORD": cDecadeWord, "ORD": cOrd, "FEW": cFew, "AMPM": cAmPm, "ZONE": cZone, "ERA": cEra, "MOD": cMod, "MODN": cModN,
	"DEICTIC": cDeictic, "NUM": cNum, "N": cN, "MM": cMM, "DAY": cDay, "HOUR": cHour, "YEAR": cYear, "YY": cYY, "YR2": cYR2,
	"HHMM": cHHMM, "DECADE": cDecade, "HALF": cHalf, "HOLIDAY": cHoliday,
	"QCODE": cQuarterCode, "HCODE": cHalfCode, "FISCAL": cFiscal, "DOTTED": cDotted, "HM": cHM,
	"DATE": cDate, "TIME": cTime, "DUR": cDur, "ADUR": cADur, "VDUR": cVDur, "VREL": cVRel, "THEUNIT": cTheUnit, "NTH": cNth,
	"SET": cSet, "SHIFT": cShift, "DATEDAY": cDateDay, "DATEWEEK": cDateWeek, "DATEQ": cDateQ, "MONTHISH": cMonthish,
	"YEARISH": cYearish, "DATEND": cDateNoYear, "WEEKDAYDATE": cWeekdayDate, "HIDDEN": cHidden,
}
