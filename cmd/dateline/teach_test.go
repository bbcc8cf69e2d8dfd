package main

import (
	"testing"

	"dateline/corpus/teach"
)

// TestPublicPeople: in the teaching corpus no real person is given words or a side in a
// conflict. It stands here since the corpus itself knows no people.
func TestPublicPeople(t *testing.T) {
	articles, _, err := teach.OpenAll("../../corpus/teach")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range teach.Lint(articles, teach.Options{Public: publicPeople()}) {
		if f.Rule == teach.RulePublic {
			t.Error(f)
		}
	}
}
