import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runProgram } from "../../src/cli/program.ts";
import { withDocuments } from "../profile/document-folder.ts";

/** What a command says, and how it ends. */
export interface Said {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
}

/** The command line in this process. */
export async function runCli(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Said> {
  const said = { out: "", err: "" };
  const known = process.listeners("SIGINT");
  const exitCode = await runProgram(args, {
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
    isInteractiveOut: false,
    isInteractiveErr: false,
    isInteractiveIn: false,
    columns: 80,
    environment,
  });
  // A process of its own would end here.
  for (const listener of process.listeners("SIGINT").filter((one) => !known.includes(one)))
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.off(signal, listener);
  return { exitCode, ...said };
}

/**
 * `run --config` as a user calls it.
 *
 * @param config what the configuration file holds
 * @param files further files in its folder: a document, say
 * @returns what was printed, and the JSON report, which is empty when nothing was judged
 */
export function configured(
  config: object,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  files: Readonly<Record<string, string>> = {},
): Promise<Said & { readonly report: string }> {
  return withDocuments({ ...files, "conformance.json": JSON.stringify(config) }, async (folder) => {
    const report = join(folder, "report.json");
    const said = await runCli(
      [
        "run",
        "--config",
        join(folder, "conformance.json"),
        "--reporter",
        "pretty",
        "--reporter",
        `json=${report}`,
        ...args,
      ],
      environment,
    );
    return { ...said, report: said.exitCode === 2 ? "" : readFileSync(report, "utf8") };
  });
}
