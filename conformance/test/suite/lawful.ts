import { expect, test } from "vitest";
import type { Report } from "../../src/report/report.ts";
import type { LawfulServer } from "../corpus/server-under-test.ts";
import { lawfulServers } from "../lawful/servers.ts";
import { expectFormatsToAgree } from "./formats.ts";
import { judgeServer, rulesThat } from "./run-server.ts";
import { FIRST_SEED, MIXED_SIZES, seedsOfEverySize } from "./seeds.ts";

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

  test.concurrent.for(chosen)(
    "$name does not fail a server, whatever the seed; SHOULD rules name exactly what it departs from",
    async (server, { expect: check }) => {
      const asked = new Set<string>();
      for (const seed of seedsOfEverySize()) {
        const report = await judgeServer(server, { seed });
        const expected = {
          verdict: verdictOf(server),
          exitCode: 0,
          warned: [...server.departsFrom].sort(),
          diagnoses: [],
          held: [],
        };
        check(summaryOf(report), `seed ${seed}: ${server.story}`).toEqual(expected);
        if (seed === FIRST_SEED) expectFormatsToAgree(report, check);
        for (const { request } of report.exchanges) asked.add(/[?&]page_size=(\d+)/.exec(request.target)?.[1] ?? "");
      }
      check([...asked], server.story).toEqual(expect.arrayContaining(MIXED_SIZES.map(String)));
    },
  );
}
