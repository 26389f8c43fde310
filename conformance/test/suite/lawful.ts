import { afterAll, expect, test } from "vitest";
import type { Report } from "../../src/report/report.ts";
import type { LawfulServer } from "../corpus/server-under-test.ts";
import { lawfulServers } from "../lawful/servers.ts";
import { expectFormatsToAgree } from "./formats.ts";
import { judgeServer, rulesThat } from "./run-server.ts";
import { dealtSeeds, MIXED_SIZES } from "./seeds.ts";

const allCapabilities = ["insert", "update", "delete", "fault"];

function verdictOf({ capabilities }: LawfulServer): string {
  return allCapabilities.every((capability) => capabilities.includes(capability)) ? "conformant" : "partially-proven";
}

function summaryOf(report: Report): object {
  return {
    verdict: report.verdict,
    exitCode: report.exit_code,
    warned: rulesThat(report, "warned"),
    diagnoses: report.diagnoses,
    held: report.rules
      .filter(({ outcome }) => ["failed", "inconclusive", "errored"].includes(outcome))
      .map(({ id, outcome, failure, reason_text: text }) => [id, outcome, failure?.message ?? text]),
  };
}

/** Registers one part of the lawful servers: every `parts`-th, from `part` on. */
export function testLawfulServers(part: number, parts: number): void {
  const chosen = lawfulServers.filter((_, index) => index % parts === part);
  const seedsOf = dealtSeeds();
  const asked = new Set<string>();

  test.concurrent.for(chosen.map((server, index) => ({ ...server, seeds: seedsOf(index) })))(
    "$name does not fail a server, whatever the seed; SHOULD rules name exactly what it departs from",
    async ({ seeds, ...server }, { expect: check }) => {
      for (const seed of seeds) {
        const report = await judgeServer(server, { seed });
        const expected = {
          verdict: verdictOf(server),
          exitCode: 0,
          warned: [...server.departsFrom].sort(),
          diagnoses: [],
          held: [],
        };
        check(summaryOf(report), `seed ${seed}: ${server.story}`).toEqual(expected);
        expectFormatsToAgree(report, check);
        // Other walks have sizes of their own, the same for every seed.
        const mixed = report.exchanges.filter(({ purpose }) => purpose.walk_id === "populated-mixed");
        for (const { request } of mixed) asked.add(/[?&]page_size=(\d+)/.exec(request.target)?.[1] ?? "");
      }
    },
  );

  afterAll(() => {
    expect([...asked]).toEqual(expect.arrayContaining(MIXED_SIZES.map(String)));
  });
}
