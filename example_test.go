package dateline_test

import (
	"fmt"

	"dateline"
)

func Example() {
	a, err := dateline.New()
	if err != nil {
		panic(err)
	}
	doc, err := a.Text("Norwegian Prime Minister Erna Solberg met German Chancellor Angela Merkel in Oslo on Monday.",
		dateline.Published("2021-06-15"))
	if err != nil {
		panic(err)
	}
	for _, e := range doc.Events {
		fmt.Println(e.Type, e.Date.Value)
		for _, p := range e.Sources { // both parties of a meeting are sources
			fmt.Println(" ", doc.Surface(p.Span), p.Country)
		}
	}
	// Output:
	// CONSULT 2021-06-14
	//   Norwegian Prime Minister Erna Solberg NOR
	//   German Chancellor Angela Merkel DEU
}
