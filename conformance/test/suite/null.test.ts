import { expect, test } from "vitest";
import { TargetError } from "../../src/running/target-error.ts";
import { ProvisionerError } from "../../src/scenario/live-sessions/provisioner.ts";
import type { CorpusServer } from "../corpus/server-under-test.ts";
import { brokenProvisioners } from "../null/broken-provisioners.ts";
import { nullServers } from "../null/servers.ts";
import { judgeServer, rulesThat } from "./run-server.ts";

// Only servers that never answer take it, and only once: the run ends with it. Less than that a busy machine needs itself now and then.
const timeoutMs = 5000;

interface Seen {
  readonly exitCode: number;
  readonly passed: readonly string[];
}

// A target that does not answer at all ends the run before there is a report: the CLI exits 4.
async function seen(server: CorpusServer): Promise<Seen> {
  try {
    const report = await judgeServer(server, { seed: 7, timeoutMs });
    const musts = new Set(report.rules.filter(({ level }) => level === "MUST").map(({ id }) => id));
    return { exitCode: report.exit_code, passed: rulesThat(report, "passed").filter((id) => musts.has(id)) };
  } catch (error) {
    if (error instanceof TargetError) return { exitCode: 4, passed: [] };
    throw error;
  }
}

test.concurrent.for(nullServers)(
  "$name passes no MUST rule, and no run on it exits 0",
  async (server, { expect: check }) => {
    const { exitCode, passed } = await seen(server);
    check(passed, server.story).toEqual([]);
    check([1, 3, 4], server.story).toContain(exitCode);
  },
);

test.for(brokenProvisioners)("$name: the run blames the provisioner, and judges nothing", async (server) => {
  await expect(judgeServer(server, { seed: 7 }), server.story).rejects.toThrow(ProvisionerError);
});
