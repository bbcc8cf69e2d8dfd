// Package classifier gives the second opinion on events: which root a trigger has, or
// none. It is a linear model over hashed features (multinomial logistic regression),
// trained by extract/events/train on the teaching corpus; what the lexicon and the frames say is
// one feature among the others.
//
//	var s classifier.Sheet
//	s.Put(template, values...)
//	scores = classifier.Scores(model, &s, scores)
//	class, lead := classifier.Decide(model, scores, proposal, sure)
//
// What features mean is said in extract/events (case.go): change one there, and train again.
package classifier
