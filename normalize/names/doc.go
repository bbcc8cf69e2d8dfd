// Package names reads and compares spellings of names: persons in any of the
// customs by which newsrooms write foreign names in Latin letters, and
// organisations.
//
//	a := names.Parse("Arseniy Yatsenyuk", names.Person)
//	b := names.Parse("Jazenjuk, Arsenij", names.Person)
//	names.Compare(a, b)              // 0.97, "1 word agrees; ..."
//	names.Slug("Arsenij Jazenjuk")   // "arsenij-jazenjuk"
//	names.Fold("Łucenko")            // "lusenko"
//	names.Cluster([]string{"Jean Dupont", "DUPONT Jean", "Paul Dupont"}, names.Any) // 0, 0, 1
//
// # How
//
// A token is read aloud by every custom of data/customs.tsv (English, German,
// French, Polish, ...) in one pass, which gives a handful of sound strings. Two tokens agree
// when they have one in common; "Jazenjuk" by German and "Yatsenyuk" by English
// sound alike. Other scripts are romanised first (data/scripts.tsv). Beyond that a
// weighted edit distance allows what ears confuse, and a plain one allows
// a single misprint. Given names may stand for one another by data/given.tsv.
//
// Persons are aligned token by token. Words left over on one side are middle
// names, patronymics or further surnames and cost a little; words left over on
// both sides contradict each other. Generations (Jr, II) are kept apart, and the
// numbers of kings. A family name must not answer to an initial, or but nearly to a
// word that is none, while the other's is left over. A
// woman's form of a surname agrees with a man's only beside the same given
// name. Two given names in another order are not one name. Surnames that sound alike
// and are two all the same (Brown, Browne) are in data/apart.tsv.
//
// Organisations are compared by the weight of their words: names of their own
// weigh most, words for the sort of body almost nothing, and words of one
// meaning are one word in all languages of data/concepts.tsv. Countries and
// numbers that differ keep them apart. An abbreviation agrees with the
// long form whose first letters it is.
//
// # Contract
//
// Every function is total, deterministic and safe for concurrent use. Scores are
// integers in hundredths; 0.70 and above ([Same]) means one actor. Compare is symmetric,
// and knows nothing but the two names. [MisspeltCountry] is a guess for lists that name
// the country. [Cluster] knows the whole set: it is
// a function of the set of names, whatever their order, and takes time close
// to linear in their number, because the pairs compared are bounded.
//
// [Parse] keeps the tokens it met last in a table of fixed size, a few megabytes.
//
// # Limits
//
// Nicknames that no table holds, maiden names and translated names of bodies stay
// apart. A middle initial in one name alone is no difference: "George Bush" and
// "George W. Bush" score as one, unless a table of people says otherwise.
// Han characters have no readings here: such names equal themselves alone.
// Scripts without vowels (Arabic, Hebrew) are compared by consonants. A kind
// that is guessed (Any) is wrong for a few surnames that are also words
// of organisations.
//
// Cluster compares the names under one key in full while the pairs stay within a
// budget for each name (about 19; in sets of a few thousand all are, unless they are made
// to sound alike). Beyond it,
// a key of one word brings only lone words to longer names or nothing, and a key of
// two words, or of mostly lone words, only near neighbours in the alphabet: in large sets, two spellings of a
// very frequent name, or two with a misprint in every other word, may never meet.
// A name within a longer one ("Bank of Scotland", "Royal Bank of Scotland") joins it where no other
// name of the set has it, unless the caller knows whose it is.
// A merge checks at most 24 members of either cluster for contradictions, so that
// larger clusters may hold two names that contradict each other.
package names
