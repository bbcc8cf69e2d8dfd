// duckdb SQL prints rows with bars between the values, as DuckDB's own shell does with -noheader -list. It stands for
// that shell in the docs' tests, where only DuckDB's library can be installed.
import { DuckDBInstance } from "@duckdb/node-api";

const sql = process.argv.at(-1);
try {
  const db = await (await DuckDBInstance.create(":memory:")).connect();
  const rows = (await db.runAndReadAll(sql)).getRows();
  for (const row of rows) console.log(row.map((v) => (v === null ? "" : String(v))).join("|"));
} catch (err) {
  console.error(String(err.message ?? err));
  process.exit(1);
}
