package neural

// sumAll writes to to the sums of rows of lanes, of which there is at least one; the first may
// be to itself.
func sumAll(to []uint64, rows [][]uint64) {
	if vector {
		for _, r := range rows {
			_ = r[:len(to)]
		}
		if len(to) > 0 {
			sumAVX2(&to[0], &rows[0], len(rows), len(to))
		}
		return
	}
	copy(to, rows[0])
	rows = rows[1:]
	for len(rows) >= 4 {
		add4(to, rows[0], rows[1], rows[2], rows[3])
		rows = rows[4:]
	}
	if len(rows) >= 2 {
		add2(to, rows[0], rows[1])
		rows = rows[2:]
	}
	for _, r := range rows {
		add(to, r)
	}
}

// add adds a row of lanes.
func add(to, row []uint64) {
	for len(to) >= 8 && len(row) >= 8 {
		t, r := (*eight)(to), (*eight)(row)
		t[0] += r[0]
		t[1] += r[1]
		t[2] += r[2]
		t[3] += r[3]
		t[4] += r[4]
		t[5] += r[5]
		t[6] += r[6]
		t[7] += r[7]
		to, row = to[8:], row[8:]
	}
	row = row[:len(to)]
	for k := range to {
		to[k] += row[k]
	}
}

// add2 adds two rows.
func add2(to, a, b []uint64) {
	for len(to) >= 8 && len(a) >= 8 && len(b) >= 8 {
		t, a8, b8 := (*eight)(to), (*eight)(a), (*eight)(b)
		t[0] += a8[0] + b8[0]
		t[1] += a8[1] + b8[1]
		t[2] += a8[2] + b8[2]
		t[3] += a8[3] + b8[3]
		t[4] += a8[4] + b8[4]
		t[5] += a8[5] + b8[5]
		t[6] += a8[6] + b8[6]
		t[7] += a8[7] + b8[7]
		to, a, b = to[8:], a[8:], b[8:]
	}
	a, b = a[:len(to)], b[:len(to)]
	for k := range to {
		to[k] += a[k] + b[k]
	}
}

// add4 adds four rows.
func add4(to, a, b, c, d []uint64) {
	for len(to) >= 8 && len(a) >= 8 && len(b) >= 8 && len(c) >= 8 && len(d) >= 8 {
		t, a8, b8, c8, d8 := (*eight)(to), (*eight)(a), (*eight)(b), (*eight)(c), (*eight)(d)
		t[0] += a8[0] + b8[0] + c8[0] + d8[0]
		t[1] += a8[1] + b8[1] + c8[1] + d8[1]
		t[2] += a8[2] + b8[2] + c8[2] + d8[2]
		t[3] += a8[3] + b8[3] + c8[3] + d8[3]
		t[4] += a8[4] + b8[4] + c8[4] + d8[4]
		t[5] += a8[5] + b8[5] + c8[5] + d8[5]
		t[6] += a8[6] + b8[6] + c8[6] + d8[6]
		t[7] += a8[7] + b8[7] + c8[7] + d8[7]
		to, a, b, c, d = to[8:], a[8:], b[8:], c[8:], d[8:]
	}
	a, b, c, d = a[:len(to)], b[:len(to)], c[:len(to)], d[:len(to)]
	for k := range to {
		to[k] += a[k] + b[k] + c[k] + d[k]
	}
}

// subtract takes a row from another.
func subtract(from, row []uint64) {
	row = row[:len(from)]
	for k := range from {
		from[k] -= row[k]
	}
}
