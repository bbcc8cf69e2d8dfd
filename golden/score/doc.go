// Package score measures records against gold records: precision, recall and F1 by layer
// and kind, the share of right values by field, and which kinds are taken for which.
//
// Items are paired as golden/diff pairs them. An item is right where it stands at the same
// bytes and is of the same kind (type of an entity, root of an event, ...); overlapping ones of
// one kind are counted apart. A document that is missing counts with all its items.
package score
