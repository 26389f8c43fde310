import { describe, expect, it } from "vitest";
import { openDatabase } from "../src/sqlite/open-database.ts";
import { RANGE_SQL } from "../src/sqlite/sqlite-store.ts";

describe("the plan of a page", () => {
  it.each([
    ["first", RANGE_SQL.first, "(entity_id=?)"],
    ["further", RANGE_SQL.after, "(entity_id=? AND (created_at,id)<(?,?))"],
  ])("is, for the %s one, one range of the primary key, without a sort", (_, sql, range) => {
    using database = openDatabase(":memory:");
    const steps = database.prepare(`explain query plan ${sql}`).all();
    expect(steps.map((step) => step["detail"])).toEqual([`SEARCH live_sessions USING PRIMARY KEY ${range}`]);
  });
});

describe("a connection", () => {
  it("waits five seconds for the write of another process, and keeps references whole", () => {
    using database = openDatabase(":memory:");
    const value = (name: string): unknown => Object.values(database.prepare(`pragma ${name}`).get() ?? {})[0];
    expect([value("busy_timeout"), value("foreign_keys")]).toEqual([5_000, 1]);
  });
});
