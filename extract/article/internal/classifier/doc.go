// Package classifier tells whether a block of a page is a part of the article, from
// facts about the block and its neighbours alone: a linear model over hashed features
// (logistic regression), trained by extract/article/train on pages whose text
// people marked.
//
// It sees nothing of what the rules of extract/article decided, except which block
// they put the article's body into: rules and classifier make different
// mistakes, so that each can check the other. [Overrule] says how the two are joined.
//
//	scores := classifier.Scores(model, blocks, facts)
//	classifier.Overrule(blocks, scores) // blocks[i].Kept: block i is in the article
//
// # Limits
//
// Time is linear in the size of the page. It knows pages in English and German best; a page whose
// whole text it dislikes is left to the rules. What features mean to the weights is
// fixed by features.go: change one, and train again.
package classifier
