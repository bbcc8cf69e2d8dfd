package segment

import (
	"strings"
	"testing"
)

func TestNewsCases(t *testing.T) {
	c := NewCutter(testModel(t))
	for _, want := range newsCases {
		text := strings.ReplaceAll(want, "|", " ")
		c.Begin()
		c.Cut(text)
		var got []string
		first := 0
		for _, end := range c.Ends() {
			s, _ := c.Word(first)
			_, e := c.Word(end - 1)
			got = append(got, text[s:e])
			first = end
		}
		if strings.Join(got, "|") != want {
			t.Errorf("got  %q\nwant %q", got, strings.Split(want, "|"))
		}
	}
}

var newsCases = []string{
	"\"This is a first step,\" said Del. Amina Walsh, who leads the group.|The bill passed.",
	"said Del. Amina Walsh, a Democrat",
	"The amendment was offered by Rep. Kofi Bennett and Sen. Ruth Kim on Tuesday.",
	"The request from Gov. Luis Herrera was denied.|It was late.",
	"Officers under Gen. Ivan Petrov and Col. Tariq Kaya held the town.",
	"Police Lt. Grace Okafor said Sgt. Paul Rossi was hurt.",
	"The Rev. Peter Novak and the Hon. Anna Silva were there.",
	"They climbed Mt. Elgon and stayed near Ft. Portal and St. Helier for weeks.",
	"He wrote under No. 12 and Nos. 14 and 15, while Art. 7 says otherwise.",
	"Shares of Lindqvist Inc. rose 3 percent, and Moreno Ltd. Chief Executive Olga Fischer resigned.",
	"Moreno Corp. Chairman Chen Tanaka spoke to Sharma Bros. Managers.",
	"The novel by J. R. R. Haddad sold well.|It won prizes.",
	"They met on Jan. 5 and again on Feb. 11, then on Sept. 30, 2019.",
	"He was born in Erie, Pa. and raised in Salem, Mass. by his aunt.",
	"She spoke in Erie, Pa., on Friday.",
	"He moved to the U.S.|The family stayed behind.|Nobody wrote.",
	"He left the U.S.|The firm stayed.",
	"It was imposed by the U.S. Treasury Department and the U.N. Security Council.",
	"The attack began at 5 a.m. Monday and ended by 11 p.m. Tuesday.",
	"The attack began at 5 a.m.|Police came at noon.",
	"U.S. President Ruth Kim met U.K. Prime Minister Ivan Kaya.",
	"U.S. Sen. Ruth Kim, D-Pa., and U.S. Rep. Ivan Kaya, R-Tex., signed it.",
	"State Sen. J.B. Osei said so.|So did Atty. Gen. Leila Abdi.",
	"Lt. Gov. Leila Abdi and Maj. Gen. Yuki Tanaka arrived.",
	"Brig. Gen. Yuki Tanaka said the troops left.|They did.",
	"Dr. Leila Abdi of St. Mary's Hospital in Washington, D.C. said it was mild.",
	"The crash on Hwy. 12 near Elm St. Bridge killed two.",
	"He works for the firm of Walsh & Co. in Ft. Worth.",
	"\"No.\"|He did not explain.",
	"He said no.|The others agreed.",
	"The vote was 6 vs. 5.|It passed.",
	"The band members, Joao, Kari et al.|They were there.",
	"In 1999 he left the U.S.S.R.|Nobody wrote.",
	"Asst. Chief Paul Rossi of the Dept. of Health said Prof. Anna Silva was right.",
	"Former U.S. Attorney Gen. Peter Novak of Wis. called it a mistake.",
	"Samuel L. Walsh Jr. said the plan failed.|Samuel L. Walsh Jr. was 54.",
	"The plane, a Boeing Co. jet, landed.|Boeing Co. officials were told.",
	"John F. Bennett and George W. Kim met Mr. K. Silva.",
	"He graduated with a Ph.D. in history.|He has a Ph.D.|She does not.",
	"Ms. Haddad, the C.E.O. of the firm, left.|The F.B.I. is looking into it.",
	"\"We're leaving,\" Capt. Paul Rossi said.|\"It's over.\"",
}
