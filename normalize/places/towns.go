package places

import (
	"encoding/binary"
	"iter"
)

// Towns yields where the towns of the atlas lie, in hundredths of a degree north and east: in no
// order that means anything, the same each time. A map of them shows where people live, and so the land.
func Towns() iter.Seq2[int, int] {
	return func(yield func(lat, lon int) bool) {
		a := world()
		for at := 0; at < len(a.entries); {
			var e entry
			e, at = a.entryAt(at)
			if e.holds() != holdsTowns {
				continue
			}
			for items := e.items; len(items) > 0; items = items[townBytes:] {
				point := binary.LittleEndian.Uint32([]byte(items[2:6]))
				if !yield(int(point>>16)-9000, int(point&0xffff)-18000) {
					return
				}
			}
		}
	}
}
