// Command train makes the weights of extract/events from the teaching corpus: the model
// that says which root a trigger has or none, and the list of the triggers that the lexicon
// does not know (data/heard.tsv).
//
//	go run ./train -out weights -heard data/heard.tsv ../../corpus/teach/*.txt
//
// Every article runs through the standard stages; what the rules make of a trigger is
// a feature. Triggers that nobody marked are the negatives. The held-out tenth is
// scored, never learnt, and gives the tables of reliability. The model is a multinomial logistic
// regression (stochastic gradient descent, AdaGrad, dropout of features); seed and order
// are fixed, so that the same corpus and rules give the same bytes.
package main
