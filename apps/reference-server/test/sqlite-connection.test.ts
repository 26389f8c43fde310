import { DatabaseSync } from "node:sqlite";
import { describe, expect, it, vi } from "vitest";
import { openDatabase } from "../src/sqlite/open-database.ts";
import { RANGE_SQL } from "../src/sqlite/sqlite-store.ts";
import { Sandbox } from "./program.ts";

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

  it("waits for another process that is just making the same file", async () => {
    await using sandbox = new Sandbox();
    using other = new DatabaseSync(sandbox.file("new.sqlite"));
    other.exec("begin immediate");
    const wait = vi.spyOn(Atomics, "wait").mockImplementation(() => {
      if (wait.mock.calls.length === 3) other.exec("rollback");
      return "timed-out";
    });
    using database = openDatabase(sandbox.file("new.sqlite"));
    expect(wait).toHaveBeenCalledTimes(3);
    expect(database.prepare("pragma journal_mode").get()).toEqual({ journal_mode: "wal" });
    wait.mockRestore();
  });
});
