import { describe, expect, test } from "vitest";
import type { Report } from "../../src/report/report.ts";
import { provision } from "../corpus/scripted-client.ts";
import type { CorpusServer, ServerUnderTest } from "../corpus/server-under-test.ts";
import { correctServers } from "../correct/servers.ts";
import { mutants } from "../mutants/mutants.ts";
import { startBusyProxy } from "./busy-proxy.ts";
import { judgeUnmeasured, rulesThat, withStarted } from "./run-server.ts";

interface Row {
  readonly id: string;
  readonly created_at: string;
}

interface Made {
  readonly accounts: { readonly owner: { readonly authorization: string } };
  readonly live_entities: { readonly own: { readonly id: string; readonly live_sessions: readonly Row[] } };
}

/** A list that its owner changes: the rows still there, newest first, and ways to delete and to enter some. */
interface OwnList {
  readonly rows: Row[];
  remove(row: Row | undefined): Promise<void>;
  /** Enters a session that took place long ago. */
  enterNextTo(row: Row | undefined): Promise<void>;
}

type Happening = (list: OwnList, requests: number) => Promise<void>;

const newest = Date.UTC(2024, 2, 1);
const sessions = 60;

/** What an owner does between two requests. */
const happenings: readonly (readonly [what: string, happening: Happening])[] = [
  ["the oldest is deleted", (list) => list.remove(list.rows.at(-1))],
  ["the newest is deleted", (list) => list.remove(list.rows[0])],
  ["some are deleted", (list, requests) => list.remove(list.rows[(requests * 7) % list.rows.length])],
  ["old ones are entered", (list, requests) => list.enterNextTo(list.rows[(requests * 7) % list.rows.length])],
];

async function makeList(server: ServerUnderTest): Promise<{ readonly made: Made; readonly list: OwnList }> {
  const planned = Array.from({ length: sessions }, (_, index) => ({
    created_at: new Date(newest - Math.floor(index * 0.7) * 3_600_000).toISOString().replace(".000Z", "Z"),
    duration: 10 + index / 8,
  }));
  const made = (await provision(server, "POST", "/scenarios", {
    accounts: ["owner"],
    live_entities: [{ name: "own", account: "owner", live_sessions: planned }],
  })) as Made;
  const { id, live_sessions: rows } = made.live_entities.own;
  const path = `/live_entities/${id}/live_sessions`;
  const list: OwnList = {
    rows: [...rows],
    async remove(row) {
      if (row === undefined || list.rows.length < 8) return;
      list.rows.splice(list.rows.indexOf(row), 1);
      await provision(server, "DELETE", `${path}/${row.id}`);
    },
    async enterNextTo(row) {
      if (row !== undefined) await provision(server, "POST", path, { created_at: row.created_at, duration: 5 });
    },
  };
  return { made, list };
}

function readWhile(server: CorpusServer, happening: Happening, every: number, seed: number): Promise<Report> {
  return withStarted(server, async (started) => {
    const { made, list } = await makeList(started);
    const proxy = await startBusyProxy(started, async (requests) => {
      if (requests % every === 0) await happening(list, requests);
    });
    try {
      const { authorization } = made.accounts.owner;
      const options = { baseUrl: proxy.baseUrl, liveEntity: made.live_entities.own.id, authorization, seed };
      return await judgeUnmeasured(options);
    } finally {
      proxy.close();
    }
  });
}

const mutable = correctServers.filter(({ name }) => !name.includes("immutable"));
const cases = mutable.flatMap((server) => happenings.map(([what, happening]) => ({ server, what, happening })));

describe("somebody's own list of which, while it is read,", () => {
  test.each(cases)("$what does not fail $server.name", async ({ server, happening }) => {
    for (const every of [2, 9, 40]) {
      const report = await readWhile(server, happening, every, every);
      const open = report.rules.filter(({ outcome }) => ["failed", "warned", "errored"].includes(outcome));
      expect(open.map(({ id, failure, reason_text: text }) => ({ id, failure, text }))).toEqual([]);
    }
  });

  test.each(happenings)("%s does not hide a row that is lost in a tie", async (_, happening) => {
    const losesTies = mutants.find(({ name }) => name === "keyset-time-only");
    if (!losesTies) throw new Error("the mutant keyset-time-only is gone");
    const report = await readWhile(losesTies, happening, 40, 1);
    expect(rulesThat(report, "failed")).toContain("pagination.exactly-once");
    expect(report.exit_code).toBe(1);
  });
});
