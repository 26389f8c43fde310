import { existsSync } from "node:fs";
import { createInterface } from "node:readline/promises";
import { checkUrls } from "../../running/open-target.ts";
import type { Invocation } from "../command.ts";
import { writeAtomically } from "../report-file.ts";
import { configText } from "../settings/config-text.ts";
import { provisionerText } from "../settings/live-sessions/provisioner-text.ts";
import { runOptions } from "../settings/run-options.ts";
import { type Given, type GivenSetting, lastOf } from "../settings/setting.ts";
import { UsageError } from "../usage-error.ts";

const DEFAULT_FILE = "live-sessions-conformance.jsonc";
const DEFAULT_PROVISIONER_FILE = "provisioner.json";
const targets = ["base-url", "provisioner", "live-entity", "mock"];

/** Writes a configuration file from the flags, or from what a person answers. */
export async function initCommand({ given, terminal }: Invocation): Promise<number> {
  const database = lastOf(given, "provisioner-config");
  const file = lastOf(given, "output") ?? (database === undefined ? DEFAULT_FILE : DEFAULT_PROVISIONER_FILE);
  if (existsSync(file) && !given.has("force"))
    throw new UsageError(`${file} exists already: --force overwrites it, --output <file> writes another file.`);
  if (database !== undefined) {
    await writeAtomically(file, [provisionerText(database)]);
    terminal.out(
      `Wrote ${file}. Fill in the tables and columns; next: npx -p @live-sessions/provisioning live-sessions-provisioner --config ${file} --check\n`,
    );
    return 0;
  }
  const isAsked = terminal.isInteractiveIn && !targets.some((name) => given.has(name));
  const settings = new Map([...given].filter(([name]) => name !== "output" && name !== "force"));
  for (const [name, setting] of isAsked ? await askForTarget() : []) settings.set(name, setting);
  await checkValues(settings);
  await writeAtomically(file, [configText(settings)]);
  terminal.out(`Wrote ${file}. Next: live-sessions-conformance doctor --config ${file}\n`);
  return 0;
}

// Secrets are not needed to write a file; everything else is checked as `run` would.
async function checkValues(settings: Given): Promise<void> {
  const stand = new Proxy<Record<string, string>>({}, { get: () => "x" });
  checkUrls(await runOptions(settings, stand));
}

async function askForTarget(): Promise<Given> {
  const asking = createInterface({ input: process.stdin, output: process.stdout });
  const answers = new Map<string, GivenSetting>();
  const ask = async (name: string, question: string): Promise<boolean> => {
    const answer = (await asking.question(`${question}: `)).trim();
    if (answer !== "") answers.set(name, { values: [answer], from: `--${name}` });
    return answer !== "";
  };
  try {
    if (
      !(await ask("base-url", "Base URL of the server to judge (empty: judge the examples of the OpenAPI document)"))
    ) {
      return new Map([["mock", { values: [""], from: "--mock" }]]);
    }
    if (!(await ask("provisioner", "URL of its provisioner (empty: none)"))) {
      await ask("live-entity", "Id of a live entity that has sessions");
    }
    return answers;
  } finally {
    asking.close();
  }
}
