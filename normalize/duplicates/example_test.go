package duplicates_test

import (
	"fmt"

	"dateline/normalize/duplicates"
)

func ExampleHappenings() {
	var happenings duplicates.Happenings
	defer happenings.Close()
	cast := []string{"delta-bridge", "mira-voss"}
	for _, document := range []string{"gazette", "herald"} {
		err := happenings.Add(document, nil, cast, []duplicates.Happening{
			{ID: document + "-1", Lemma: "collapse", Date: "2021-06-14", Context: cast[:1]},
			{ID: document + "-2", Lemma: "resign", Date: "2021-06-15"},
		})
		if err != nil {
			fmt.Println(err)
			return
		}
	}
	for event, err := range happenings.Result() {
		fmt.Println(event, err)
	}
	// Output:
	// gazette-1 <nil>
	// gazette-2 <nil>
	// gazette-1 <nil>
	// gazette-2 <nil>
}
