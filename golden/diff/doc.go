// Package diff says what differs between two datasets, why, and what is alike.
//
// # What is compared
//
// [Compare] reads two datasets (directories that a run wrote, or files of records) side by side in the
// order of document ids and compares the documents one by one. [Documents] compares two records.
//
// The texts are aligned first ([MapText]), so that a paragraph inserted in front moves
// everything and changes nothing. Then the items of each layer ([Items]) are paired
// ([Align]), and the fields that carry meaning are compared. What follows from something else is no
// change of its own: ids, confidences and reasons, the mode of an event whose root has
// changed, the anchor of a date that has another value, the mentions of an actor.
//
// # Changes
//
// A [Change] has a class: added, removed, boundary (other ends), relabelled (another type, kind or
// root), revalued (another date, actor, speaker, side, ...), or text: a paragraph was added, removed or
// edited, and items came or went with it. What only stands at another offset has moved; it is counted
// and not listed. A document that one side lacks is one change.
//
// Which reports are of one happening (event_id), and which quotations are one utterance (quote_id), is told over all
// documents: the ids are names, and what counts is who shares one with whom. Where the partners of an item that
// both sides have are others, its [Identity] has changed. Old and new are the documents of its partners. These changes are
// found when all documents have been read, and come last. Mentions are not compared in this way.
//
// # Damage
//
// The table of a dataset directory is held against the size and the digest in its manifest while it is read: one that was
// damaged, or changed by hand, is an error (write.ErrDamaged) and no difference. A file of records is taken as it is, unpacked where it
// is compressed.
//
// # Blame
//
// [Blame] names the first layer that differs where a change stands: an event's other actor is
// blamed on the entity whose ends have changed, if they have. What the two manifests differ in that
// the layer depends on (the user's actors file, the code, the tables or
// the weights of a stage, the engine, the version) is the cause.
//
// # Clusters
//
// Changes of one layer, class, field, surface and values are one [Cluster] in all documents.
// Some are of one cluster although they look unlike, since they have one cause:
//
//   - an actor has become another: entities, references, speakers, sides of events, and the
//     rows of both actors; and an actor's row comes and goes with its first mention;
//   - what is known of an actor has changed: its row, and the country beside its events;
//   - a phrase means a day so many days away, whatever the day: and the events dated by it;
//   - the main event of a document is another: flags and answers;
//   - a paragraph has come, gone or changed: and what came or went with it;
//   - reports have been brought together, or told apart: all of one group.
//
// # Limits
//
// Comparing takes n log n time in the length of a document. Memory holds a few documents, 64 MiB of
// changes and 32 MiB of identities to be sorted, the members of one group, and eight bytes a change; the rest is on the disk.
//
// With [Options.Pictures], all events of both sides are counted as well, for the page: by their days, by pairs of actors and by actors,
// up to page.MostKeys of each; then the rarer half is forgotten, and the page says by how much a number may be short. What a document has
// of a day and class, or of a pair and class, on both sides has stayed, and the rest has come or gone; so an event with another date or
// actor has done both. Only those count that are reported as having happened (actual or claimed), statements never.
//
//	r, err := diff.Compare(ctx, "old", "new", diff.Options{})
//	if err == nil {
//		defer r.Close()
//		err = r.Terminal(os.Stdout, 20, false)
//	}
package diff
