// Package article is the stage that turns raw input into the text that all later
// layers point into. It finds the article in a page or in a plain text, and what
// the page says about it: title, byline, publisher, publication day, dateline,
// canonical address, language.
//
//	stage := article.New(article.Options{})
//	d := &corpus.Document{Raw: corpus.Raw{Format: corpus.FormatHTML, Data: page}}
//	err := stage.Apply(d) // d.Text, d.Title, d.Published, …, d.Dropped, d.Origin
//
// # Text
//
// Paragraphs, headings, list items and quotations are kept, each on one line,
// with a blank line between any two. The headline stands in the title alone;
// bylines, dates, captions, share bars, teasers, comments and the like are not in
// the text, nor are soft hyphens, zero-width and control characters. A dateline
// that opens the first sentence stays. A standfirst stays where the page gives it
// as its description too.
//
// In the mode [Auto] plain text loses only what a cue tells to be no part of the
// article (tables cues.tsv: lines such as "Read more: …", headings such as "Related
// News" with what follows), its headline, what stands before a headline or a byline,
// numbers of pages, marks of agencies ("-30-"), and the labelled lines that archives
// export (exports.tsv: "BYLINE: Ann Lee"), which give their facts to the document.
// Lines cut at a width are joined to paragraphs. Texts of parts (parts.go: live blogs,
// digests, interviews, tables) keep all of them. [Strip] takes plain text for a
// whole page and looks for the article in it with a trained model of lines. [Keep]
// leaves plain text as it is, byte for byte, and takes all visible text of a page.
//
// # How a page becomes text
//
// Read [Stage.Apply] (stage.go) and follow the calls:
//
//  1. token.go, tree.go: the page becomes a tree of x/net/html nodes (tree.go: why not html.Parse).
//  2. block.go: the tree becomes a row of blocks (one paragraph, heading or item each) and the
//     boxes, elements, that they stand in. What boxes say about themselves by tag, role and names is
//     a verdict on all that is in them (class.go, classes.tsv).
//  3. metadata.go: what meta elements, JSON-LD (linked.go) and marked elements say is gathered, and
//     the headline chosen (title.go), which later steps look for.
//  4. body.go: blocks are rated by form, verdicts weighed against what the boxes hold (settle), the
//     box that holds the article is chosen (choose, climb), and its lines are looked at one by one
//     (sift; line.go: form, cue.go and cues.tsv: words). Lines that the user's sites file has are out
//     before (sites.go).
//  5. trim.go: head and tail are trimmed: headings after which something else comes, the rhythm of
//     title and cut-off teaser, a break of topic (word.go), lines said twice.
//  6. classify.go, internal/classifier: a trained classifier overrules these decisions where
//     it is surer.
//  7. witness.go: where JSON-LD has far more of the article than the page shows, its text is taken.
//  8. chronicle.go: dates that head parts of the text, as in a timeline, are text and no days of publication.
//     metadata.go, fill: publication.go, day.go, byline.go, dateline.go say when, who and where.
//  9. text.go: the blocks that are kept are the text; because.go says why the others are not.
//
// A plain text goes the same way without a tree (plain.go): its paragraphs are blocks, exports.go reads
// labelled lines, and under [Strip] passage.go and internal/passage find the article by a
// model of lines. Steps 5 and 9 are the same.
//
// Both models are in the folder weights, with a model card; the program in the folder train makes them.
//
// # Lines of a site
//
// [Recurring] (recurring.go) counts over a dump which lines repeat across a site and writes a table
// that people may edit; [Sites] (sites.go) is that table, which the stage then takes
// lines out by ([Options]). Without one, what of a document is text depends on the document alone.
//
// # Metadata
//
// The title is a form that two of the headings, og:title, JSON-LD and title element
// share; of two headings that share the title element between them the lower one is
// the headline, the other the name of a blog.
//
// The day of publication comes from JSON-LD, meta elements and marked elements; else
// from the lines around the headline, the address, time elements, other lines of the
// page. It is the day that a reader at the place of the page would name: a neighbouring
// day that the head of the article shows goes before one in universal time, and where
// none is shown other times on the page or the country of its address tell the clock
// (clocks.tsv). A shown day also corrects data that a rebuilt site has dated anew. It may
// be absent; it is never a comment's, a teaser's or today's, and one that the page calls
// a day of change counts last (labels.tsv); a day on a line of its own below running text
// never corrects the page's data. What the input gave (a JSON record's title,
// published, url) is left as it is.
//
// The byline lists persons (authors.tsv), without titles, roles and bodies. The publisher
// is the name that agrees with the address, the part that the title element adds to
// the headline, or who has the copyright. The canonical address is resolved against
// the page's base, and is never that of the site's first page.
//
// # Layers
//
// Dropped lists every block that is not in the text, with the path of its element
// (or "120-310", its bytes in a plain text) and one of the codes of [Reasons]. Every letter
// that a page shows stands in exactly one of the text and this list; what took it out is in
// Why, in words. The layer costs time, so that a run that does not want it should say
// so ([Options], Leave):
//
//	hidden      a reader does not see it
//	control     a button, a field of a form
//	navigation  menus, trails, paging
//	site        the site's header and footer, copyright and legal lines
//	sidebar     beside the article
//	share       share bars and their counters
//	related     teasers of other articles
//	comments    readers' comments
//	newsletter  invitations to subscribe, register, follow, pay
//	caption     captions and credits of pictures and players
//	advert      advertisements and their labels
//	consent     cookie and privacy notices
//	byline      who wrote it
//	author      about the author
//	headline    the title
//	published   when it was published or changed
//	tags        topics and sections
//	metadata    reading time, counters and other lines about the article
//	links       nearly all links
//	repeated    says again what the text has said
//	outside     not in the article's body
//	tail        after the article's end
//	limit       beyond the limit of a page's size
//	classified  unlike the text of articles, by the trained classifier
//	learnt      a line that repeats across the site, by the user's sites file
//	graphic     text in drawings and formulas
//
// Origin maps stretches of the text to bytes of the source; text that stands in the
// source in another form (a character reference, a folded space) has none.
//
// # Language
//
// The language is told by the frequent words (languages.tsv) of the start, middle and end
// of a text; only where they do not decide is whatlanggo asked. A text of some 200 letters
// that is not English, or one in another script, gets Skipped and with it no further
// layers, but keeps text, title and date. A list, a table or a mixed text in which
// nothing speaks clearly for another language counts as English. Under [Keep] nothing is
// skipped.
//
// # Limits
//
// Time is linear in the size of the input, and so is memory: some 5 bytes for each byte of a
// common page, at most 300 for the oddest. A tree has at most half a million nodes;
// what comes after is left out and listed. Tags, comments, quoted values and elements
// of raw text that are never closed do not swallow the page (token.go). Scripts are not
// run: a page that makes its text by script has none.
package article
