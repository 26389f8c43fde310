import type { ChildProcess } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parseReport } from "../../src/report/parse-report.ts";
import { underTest } from "../corpus/deployment.ts";
import type { Answer } from "../corpus/exchange.ts";
import { ListEndpoint } from "../corpus/list-endpoint.ts";
import { listen } from "../corpus/listener.ts";
import { MemoryData } from "../corpus/memory-data.ts";
import { createProvisioner } from "../corpus/provisioner.ts";
import { type CliResult, runCli, withFolder } from "./run-cli.ts";
import { provisionedFlags } from "./with-server.ts";

interface Interrupted {
  readonly result: CliResult;
  readonly report: unknown;
  /** Entities that the server still has when the program has ended. */
  readonly entitiesLeft: number;
}

/** Sends SIGINT when a request for which `isTime` holds arrives; what is asked afterwards never gets an answer if `hangs`. */
function interrupted(
  isTime: (count: number, path: string) => boolean,
  signals: number,
  hangs = false,
): Promise<Interrupted> {
  return withFolder(async (folder) => {
    const data = new MemoryData();
    const endpoint = new ListEndpoint(data, 0);
    let child: ChildProcess | undefined;
    let count = 0;
    let isInterrupted = false;
    const interrupting =
      (answer: Answer): Answer =>
      (exchange) => {
        count += 1;
        if (!isInterrupted && isTime(count, exchange.path)) {
          isInterrupted = true;
          child?.kill("SIGINT");
        }
        return isInterrupted && hangs ? new Promise(() => undefined) : answer(exchange);
      };
    const server = underTest(
      [await listen(interrupting((exchange) => endpoint.handle(exchange)))],
      "",
      await listen(interrupting(createProvisioner(data))),
    );
    const file = join(folder, "report.json");
    const onStart = (started: ChildProcess): void => {
      child = started;
      // Signals are not queued: the second is sent once the first was taken.
      if (signals === 2) started.stderr?.once("data", () => started.kill("SIGINT"));
    };
    try {
      const result = await runCli(["run", ...provisionedFlags(server), "--reporter", `json=${file}`], { onStart });
      const report: unknown = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
      return { result, report, entitiesLeft: data.entities.size };
    } finally {
      await server.close();
    }
  });
}

test("Ctrl-C ends a run with 130, deletes the scenario and leaves a whole report that proves nothing", async () => {
  const { result, report, entitiesLeft } = await interrupted((count) => count === 20, 1);
  expect(result.exitCode).toBe(130);
  expect(result.stderr).toContain("Interrupted: cleaning up");
  expect(entitiesLeft).toBe(0);
  const { verdict, exit_code: exitCode, target, exchanges } = parseReport(report);
  expect({ verdict, exitCode, interrupted: target.interrupted }).toEqual({
    verdict: "unknown",
    exitCode: 130,
    interrupted: true,
  });
  expect(exchanges.length).toBeGreaterThan(1);
});

test("Ctrl-C before the scenario is there ends with 130 and still leaves a whole report", async () => {
  const { result, report } = await interrupted((_count, path) => path === "/capabilities", 1, true);
  expect(result.exitCode).toBe(130);
  expect(parseReport(report)).toMatchObject({ verdict: "unknown", exit_code: 130, exchanges: [] });
});

test("A second Ctrl-C ends at once, with 130 and no report", async () => {
  const { result, report } = await interrupted((count) => count === 20, 2, true);
  expect(result.exitCode).toBe(130);
  expect(report).toBeUndefined();
});
