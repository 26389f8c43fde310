import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { suiteCli } from "../src/contract.ts";
import { docsRoot, exportedFile } from "../src/site-paths.ts";

const root = dirname(dirname(docsRoot));
const rootPackage = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  readonly packageManager: string;
  readonly scripts: Readonly<Record<string, string>>;
};
const serverProgram = join(dirname(exportedFile("@live-sessions/reference-server/package.json")), "dist/main.js");

/** What the root script `verify` runs once it has built the suite, called from the root of a clone. */
const [verify = ""] = /(?<=&& node )\S+$/.exec(rootPackage.scripts["verify"] ?? "") ?? [];

/**
 * The published programs and the root scripts, as this workspace has built and installed them; a block that calls
 * another package fails.
 */
const programs = `set -euo pipefail
live-sessions-server() { "$NODE" "$SERVER" "$@"; }
npx() {
  case "$1" in
    @live-sessions/conformance) "$NODE" "$SUITE" "\${@:2}" ;;
    @live-sessions/reference-server) live-sessions-server "\${@:2}" ;;
    -y) case "$2 $3" in
      "$PNPM install") ;;
      "$PNPM verify") "$NODE" "$ROOT/$VERIFY" "\${@:4}" ;;
      *) echo "there is no root script $3 here" >&2; return 127 ;;
    esac ;;
    *) echo "there is no $1 here" >&2; return 127 ;;
  esac
}
node() { "$NODE" "$@"; }
`;

/** What a block of shell came to. */
export interface Ran {
  readonly exitCode: number;
  readonly output: string;
}

/** A block that goes on until it is stopped. */
export interface Running {
  /** What it has printed when the line that was waited for was there. */
  readonly output: string;
  stop(): Promise<void>;
}

function start(code: string, cwd: string, variables: Readonly<Record<string, string>>): ChildProcess {
  const { PATH = "", HOME = cwd } = process.env;
  const ours = {
    SUITE: suiteCli(),
    SERVER: serverProgram,
    ROOT: root,
    VERIFY: verify,
    PNPM: rootPackage.packageManager,
  };
  const env = { PATH, HOME, ...variables, NODE: process.execPath, ...ours };
  // A group of its own, so that what it has started ends with it.
  return spawn("bash", ["-c", programs + code], { cwd, env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
}

/** Runs a block to its end. */
export function runShell(code: string, cwd: string, variables: Readonly<Record<string, string>> = {}): Promise<Ran> {
  const child = start(code, cwd, variables);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding("utf8").on("data", (text) => (output += text));
  return new Promise((resolve, reject) => {
    child.once("error", reject).once("close", (code) => resolve({ exitCode: code ?? -1, output }));
  });
}

/** Starts a block and waits until it has printed what `ready` matches. @throws when it ends before that */
export function startShell(
  code: string,
  cwd: string,
  ready: RegExp,
  variables: Readonly<Record<string, string>> = {},
): Promise<Running> {
  const child = start(code, cwd, variables);
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const stop = (): Promise<void> => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, "SIGTERM");
    return ended;
  };
  let output = "";
  return new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding("utf8").on("data", (text) => {
        output += text;
        if (ready.test(output)) resolve({ output, stop });
      });
    child.once("close", (code) => reject(new Error(`It ended with ${code} before ${ready}:\n${output}`)));
  });
}
