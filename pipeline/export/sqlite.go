package export

import (
	"context"
	"database/sql"
	_ "embed"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"

	_ "modernc.org/sqlite" // the driver "sqlite"

	"dateline/corpus/write"
)

// views.sql holds what is made when the tables are full: indexes, full-text search, views.
//
//go:embed views.sql
var sqliteViews string

// lists are the tables of the fields that hold several values.
var lists = []struct {
	table, of, field, name string // the table, whose list, the field, the column of a member that is no structure
}{
	{"bylines", "documents", "byline", "byline"},
	{"contexts", "events", "contexts", "context"},
	{"reasons", "events", "why", "why"},
	{"sources", "events", "sources", ""},
	{"targets", "events", "targets", ""},
	{"spellings", "actors", "spellings", ""},
}

// writeSQLite writes one database file. It is made beside path and moved there when it is whole.
func writeSQLite(ctx context.Context, s *Dataset, path string) (err error) {
	temp, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*.tmp")
	if err != nil {
		return fmt.Errorf("export: %w", err)
	}
	temp.Close()
	defer func() {
		for _, suffix := range []string{"", "-journal", "-wal", "-shm"} {
			if e := os.Remove(temp.Name() + suffix); e != nil && !os.IsNotExist(e) && err == nil && suffix != "" {
				err = fmt.Errorf("export: %w", e)
			}
		}
	}()
	if err := fill(ctx, s, temp.Name()); err != nil {
		return fmt.Errorf("export: %s: %w", path, err)
	}
	f, err := os.OpenFile(temp.Name(), os.O_RDWR, 0)
	if err != nil {
		return fmt.Errorf("export: %w", err)
	}
	err = f.Sync()
	if e := f.Close(); err == nil {
		err = e
	}
	if err == nil {
		err = os.Chmod(temp.Name(), 0o644)
	}
	if err == nil {
		err = os.Rename(temp.Name(), path)
	}
	if err != nil {
		return fmt.Errorf("export: %w", err)
	}
	return write.SyncDir(filepath.Dir(path))
}

func fill(ctx context.Context, s *Dataset, path string) (err error) {
	db, err := sql.Open("sqlite", path)
	if err != nil {
		return err
	}
	defer func() {
		if e := db.Close(); err == nil {
			err = e
		}
	}()
	db.SetMaxOpenConns(1)
	// The file is thrown away when something goes wrong: nothing has to be safe before the end.
	for _, q := range []string{"PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF", "PRAGMA page_size = 8192"} {
		if _, err := db.ExecContext(ctx, q); err != nil {
			return err
		}
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	w, err := newLoader(ctx, tx)
	if err != nil {
		return err
	}
	if err := s.rows(ctx, w.row); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, sqliteViews); err != nil {
		return err
	}
	return tx.Commit()
}

// loader inserts rows.
type loader struct {
	ctx    context.Context
	tables map[string]*loading
}

// loading is a table of rows and the tables of their lists.
type loading struct {
	columns []Column
	insert  *sql.Stmt
	lists   []listLoading
	values  []any
}

type listLoading struct {
	field  int   // of the row
	inner  []int // fields of a member that is a structure
	insert *sql.Stmt
}

func newLoader(ctx context.Context, tx *sql.Tx) (*loader, error) {
	w := &loader{ctx: ctx, tables: map[string]*loading{}}
	for _, t := range tables {
		row := reflect.TypeOf(t.row)
		l := new(loading)
		var names []string
		for _, c := range columnsOf(t.name, row) {
			if !c.List {
				l.columns = append(l.columns, c)
				names = append(names, declare(c.Name, c.Type))
			}
		}
		names[0] += " NOT NULL PRIMARY KEY"
		if t.name == "events" || t.name == "quotes" {
			names[0] = declare("id", "text") + " NOT NULL" // two documents may hold one by chance: see index
		}
		var err error
		if l.insert, err = create(ctx, tx, t.name, names); err != nil {
			return nil, err
		}
		for _, x := range lists {
			if x.of != t.name {
				continue
			}
			in := listLoading{}
			names := []string{declare(strings.TrimSuffix(t.name, "s"), "text") + " NOT NULL", declare("position", "integer") + " NOT NULL"}
			for i := range row.NumField() {
				if nameOf(row.Field(i)) == x.field {
					in.field = i
				}
			}
			if m := row.Field(in.field).Type.Elem(); m.Kind() == reflect.Struct {
				for j := range m.NumField() {
					in.inner = append(in.inner, j)
					names = append(names, declare(nameOf(m.Field(j)), typeOf(m.Field(j).Type)))
				}
			} else {
				names = append(names, declare(x.name, "text")+" NOT NULL")
			}
			if in.insert, err = create(ctx, tx, x.table, names); err != nil {
				return nil, err
			}
			l.lists = append(l.lists, in)
		}
		w.tables[t.name] = l
	}
	return w, nil
}

// declare is the declaration of a column; its name is quoted, since some are words of SQL ("when").
func declare(name, typ string) string {
	switch typ {
	case "boolean":
		typ = "integer"
	case "day":
		typ = "text" // SQLite has no dates; its functions for them take this text
	}
	return `"` + name + `" ` + strings.ToUpper(typ)
}

func create(ctx context.Context, tx *sql.Tx, table string, columns []string) (*sql.Stmt, error) {
	if _, err := tx.ExecContext(ctx, "CREATE TABLE "+table+" ("+strings.Join(columns, ", ")+")"); err != nil {
		return nil, err
	}
	return tx.PrepareContext(ctx, "INSERT INTO "+table+" VALUES ("+strings.TrimSuffix(strings.Repeat("?,", len(columns)), ",")+")")
}

func (w *loader) row(table string, row any) error {
	l := w.tables[table]
	v := reflect.ValueOf(row).Elem()
	l.values = l.values[:0]
	for i := range l.columns {
		l.values = append(l.values, bind(member(v.Field(l.columns[i].path[0]), &l.columns[i])))
	}
	if _, err := l.insert.ExecContext(w.ctx, l.values...); err != nil {
		return err
	}
	id := v.Field(0).String()
	for _, in := range l.lists {
		list := v.Field(in.field)
		for k := range list.Len() {
			x := list.Index(k)
			l.values = append(l.values[:0], id, k)
			if in.inner == nil {
				l.values = append(l.values, x.String())
			}
			for _, j := range in.inner {
				l.values = append(l.values, bind(x.Field(j)))
			}
			if _, err := in.insert.ExecContext(w.ctx, l.values...); err != nil {
				return err
			}
		}
	}
	return nil
}

// bind is a value for a statement: NULL for what is empty.
func bind(x reflect.Value) any {
	if x.IsValid() && x.Kind() == reflect.Pointer {
		x = x.Elem()
	}
	if !x.IsValid() {
		return nil
	}
	switch x.Kind() {
	case reflect.String:
		if x.Len() == 0 {
			return nil
		}
		return x.String()
	case reflect.Bool:
		if x.Bool() {
			return 1
		}
		return 0
	case reflect.Float64:
		return x.Float()
	default:
		return x.Int()
	}
}
