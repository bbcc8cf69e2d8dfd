package pipeline

import (
	"context"

	"dateline/corpus"
	"dateline/corpus/read"
	"dateline/extract/article"
)

// LearnSites reads the inputs and finds the lines that repeat across their sites; see
// [article.Recurring]. least is the number of documents that must have a line, 0 for the default. Of
// the configuration only Boilerplate, the limits and what changes no output count: what
// Config.Sites has is found anew. Inputs that are refused go to report, in their order.
func LearnSites(ctx context.Context, c Config, paths []string, least int, report func(Letter)) (*article.Found, Counts, error) {
	var counts Counts
	stage := article.New(article.Options{Mode: c.Boilerplate, Leave: corpus.LayersOf(corpus.LayerDropped, corpus.LayerOrigin)})
	r := article.Recurring{Least: least, Dir: c.TempDir}
	defer r.Close()
	flow := Flow[article.PageLines]{Jobs: c.Jobs, Timeout: c.DocTimeout, Work: func(it *read.Item) (article.PageLines, error) {
		d, err := it.Document()
		if err != nil {
			return article.PageLines{}, err
		}
		return stage.LinesOf(d), nil
	}}
	err := flow.Run(ctx, c.open(paths, nil), func(res Result[article.PageLines]) error {
		c.Progress.add(res.Letter != nil)
		switch {
		case res.Letter != nil:
			counts.refuse(*res.Letter)
			report(*res.Letter)
			return nil
		case res.Passed != "":
			return nil
		}
		counts.Documents++
		return r.Add(&res.Value)
	})
	if err != nil {
		return nil, counts, err
	}
	c.Progress.enter("counting")
	found, err := r.Find(ctx.Err)
	return found, counts, err
}
