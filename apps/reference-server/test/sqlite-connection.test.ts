import { DatabaseSync } from "node:sqlite";
import { describe, expect, it, vi } from "vitest";
import { openDatabase } from "../src/sqlite/open-database.ts";
import { RANGE_SQL } from "../src/sqlite/session-reader.ts";
import { Sandbox } from "./program.ts";

describe("the plan of a page", () => {
  it.each([
    ["first", RANGE_SQL.first, "(entity_id=?)"],
    ["further", RANGE_SQL.after, "(entity_id=? AND (created_at,id)<(?,?))"],
  ])("is, for the %s one, one range of the primary key, without a sort", (_, sql, range) => {
    using database = openDatabase(":memory:");
    const steps = database.prepare(`explain query plan ${sql}`).all();
    // The rows go one by one, in their order, into the text that is joined.
    expect(steps.map((step) => String(step["detail"]).replace(/subquery-\d+/, "rows"))).toEqual([
      "CO-ROUTINE (rows)",
      `SEARCH live_sessions USING PRIMARY KEY ${range}`,
      "SCAN (rows)",
    ]);
  });
});

describe("a connection", () => {
  it("waits five seconds for the write of another process, and keeps references whole", () => {
    using database = openDatabase(":memory:");
    const value = (name: string): unknown => Object.values(database.prepare(`pragma ${name}`).get() ?? {})[0];
    expect([value("busy_timeout"), value("foreign_keys")]).toEqual([5_000, 1]);
  });

  it("makes a new file of pages of 8 KiB, and serves one that has others", async () => {
    await using sandbox = new Sandbox();
    const pageSize = (file: string): unknown => {
      using database = openDatabase(sandbox.file(file));
      return database.prepare("pragma page_size").get()?.["page_size"];
    };
    expect([pageSize("new.sqlite"), pageSize("new.sqlite")]).toEqual([8_192, 8_192]);
    using other = new DatabaseSync(sandbox.file("other.sqlite"));
    other.exec("pragma page_size = 4096; pragma journal_mode = wal");
    expect(pageSize("other.sqlite")).toBe(4_096);
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
