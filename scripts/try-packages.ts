// Installs the packages as a user would and tries them on the Node that `--node <path>` names. The build comes first.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { runsOnMajor, tryInstalled } from "./packages/installed-packages.ts";
import { packedManifest, packPackage } from "./packages/pack.ts";
import { workspacePackages } from "./workspace-packages.ts";

const { values } = parseArgs({ options: { node: { type: "string", default: process.execPath } } });
const version = execFileSync(values.node, ["--version"], { encoding: "utf8" }).trim();
const major = Number.parseInt(version.slice(1), 10);
const folder = mkdtempSync(join(tmpdir(), "live-sessions-try-"));
try {
  const packed = [];
  for (const source of workspacePackages().filter(({ isPrivate }) => !isPrivate))
    packed.push(await packPackage(source, folder));
  const supported = packed.filter((candidate) => {
    const { engines } = packedManifest(candidate) as { engines: { node: string } };
    return runsOnMajor(engines.node, major);
  });
  const installation = join(folder, "installation");
  mkdirSync(installation);
  const problems = await tryInstalled(supported, values.node, installation);
  process.exitCode = problems.length > 0 || supported.length === 0 ? 1 : 0;
  const names = supported.map(({ name }) => name.replace("@live-sessions/", "")).join(", ");
  process.stdout.write(problems.length > 0 ? `${problems.join("\n")}\n` : `Node ${version} runs ${names}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
