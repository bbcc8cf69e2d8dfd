package main

import (
	"database/sql"
	"fmt"
	"os"
	"strings"

	_ "modernc.org/sqlite"
)

// sqlite3 stands for SQLite's own shell in scripts and docs, where it may be missing: sqlite3 FILE SQL prints
// rows with bars between the values. The file itself is read by Python in the tests of pipeline/export.
func sqlite3() {
	if err := printRows(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func printRows(path, query string) error {
	if _, err := os.Stat(path); err != nil {
		return err
	}
	db, err := sql.Open("sqlite", path)
	if err != nil {
		return err
	}
	defer db.Close()
	rows, err := db.Query(query)
	if err != nil {
		return err
	}
	defer rows.Close()
	names, err := rows.Columns()
	if err != nil {
		return err
	}
	values := make([]sql.NullString, len(names))
	to := make([]any, len(names))
	cells := make([]string, len(names))
	for i := range values {
		to[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(to...); err != nil {
			return err
		}
		for i := range values {
			cells[i] = values[i].String
		}
		fmt.Println(strings.Join(cells, "|"))
	}
	return rows.Err()
}
