import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startProcess } from "./child-process.ts";
import { startReferenceServer } from "./reference-server.ts";
import { combinedExitCode, describeRuns, type SuiteRun } from "./suite-run.ts";

/** Where the parts of the main job lie. */
export interface MainJob {
  /** The reference server's built `main.js`. */
  readonly serverEntry: string;
  /** The suite's built `cli.js`. */
  readonly cliEntry: string;
  /** Where the reports go; emptied first, so that no old verdict can be taken for a new one. */
  readonly reportFolder: string;
  /** Reporters that write a file, by name, each with its file extension. `json` is needed: the verdict is read from it. */
  readonly fileReporters: Readonly<Record<string, string>>;
}

/** Thrown when a signal ended the job. */
class InterruptedError extends Error {
  override readonly name: string = "InterruptedError";
}

/**
 * Judges the reference server and Prism, prints both verdicts, and returns the exit code: 0 only when both runs ended
 * with 0, otherwise the first other one; 4 when the server did not start, 130 when interrupted.
 *
 * No process and no temporary folder is left behind, whichever way it ends.
 */
export async function runMainJob(job: MainJob): Promise<number> {
  const missing = [job.serverEntry, job.cliEntry].filter((entry) => !existsSync(entry));
  if (missing.length > 0) {
    process.stderr.write(`Not built: ${missing.join(", ")}\nRun \`npx -y pnpm@12.21.0 build\` first.\n`);
    return 2;
  }
  rmSync(job.reportFolder, { recursive: true, force: true });
  mkdirSync(job.reportFolder, { recursive: true });
  const folder = mkdtempSync(join(tmpdir(), "live-sessions-conformance-"));
  const interruption = new Interruption();
  try {
    const runs = await judgeBoth(job, folder, interruption);
    process.stdout.write(`\n${describeRuns(runs)}`);
    return combinedExitCode(runs);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return error instanceof InterruptedError ? 130 : 4;
  } finally {
    interruption.stopListening();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function judgeBoth(job: MainJob, folder: string, interruption: Interruption): Promise<SuiteRun[]> {
  const provisionerAuthorization = randomBytes(24).toString("base64url");
  const server = await startReferenceServer({
    entry: job.serverEntry,
    database: join(folder, "live-sessions.sqlite"),
    provisionerAuthorization,
  });
  let first: SuiteRun;
  try {
    const target = ["--base-url", server.baseUrl, "--provisioner", server.provisioner, "--level", "should"];
    const secrets = { LIVE_SESSIONS_PROVISIONER_AUTHORIZATION: provisionerAuthorization };
    first = await judge(
      job,
      { target: "reference server", name: "reference-server", args: target, secrets },
      interruption,
    );
  } finally {
    await server.stop();
  }
  const second = await judge(job, { target: "Prism", name: "prism", args: ["--mock"], secrets: {} }, interruption);
  return [first, second];
}

interface Judgement {
  target: string;
  /** The reports' file name, without extension. */
  name: string;
  args: string[];
  secrets: Record<string, string>;
}

async function judge(
  job: MainJob,
  { target, name, args, secrets }: Judgement,
  interruption: Interruption,
): Promise<SuiteRun> {
  interruption.check();
  process.stdout.write(`\n── ${target} ──\n`);
  const reportFile = (extension: string): string => join(job.reportFolder, `${name}.${extension}`);
  const reporters = Object.entries(job.fileReporters).map(
    ([reporter, extension]) => `${reporter}=${reportFile(extension)}`,
  );
  const suite = startProcess(
    [job.cliEntry, "run", ...args, ...["pretty", ...reporters].flatMap((reporter) => ["--reporter", reporter])],
    { env: { ...withoutSettings(process.env), ...secrets }, stdio: "inherit" },
  );
  interruption.onSignal = (signal) => suite.stop(signal);
  const exitCode = await suite.ended;
  // Prism, when the suite was killed before it could end it.
  await suite.stop("SIGTERM");
  interruption.check();
  const reports = reportFile(`{${Object.values(job.fileReporters).join(",")}}`);
  return { target, exitCode, report: reportFile("json"), reports };
}

/** Settings and secrets that somebody's shell holds for their own server are not for these two runs. */
function withoutSettings(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith("LIVE_SESSIONS_")));
}

/** Remembers SIGINT and SIGTERM, and passes them on to whatever runs. */
class Interruption {
  /** What happens on a signal, apart from the fact that {@link check} throws from then on. */
  onSignal: (signal: NodeJS.Signals) => Promise<void> = () => Promise.resolve();
  readonly #received: NodeJS.Signals[] = [];
  readonly #listener = (signal: NodeJS.Signals): void => {
    this.#received.push(signal);
    void this.onSignal(signal);
  };

  constructor() {
    process.on("SIGINT", this.#listener).on("SIGTERM", this.#listener);
  }

  /** @throws InterruptedError once a signal was received. */
  check(): void {
    const [signal] = this.#received;
    if (signal !== undefined) throw new InterruptedError(`Interrupted by ${signal}.`);
  }

  stopListening(): void {
    process.off("SIGINT", this.#listener).off("SIGTERM", this.#listener);
  }
}
