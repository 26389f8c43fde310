// Packs every published package as a release would and looks at what came out. `pnpm run build` comes first.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { contentProblems, type ForbiddenText } from "./packages/contents.ts";
import { forbiddenTexts } from "./packages/forbidden-texts.ts";
import { type PackedPackage, packedManifest, packPackage } from "./packages/pack.ts";
import { runCommand } from "./run-command.ts";
import { type WorkspacePackage, workspacePackages, workspaceRoot } from "./workspace-packages.ts";

async function publintProblems(packed: PackedPackage): Promise<string[]> {
  const tarball = readFileSync(packed.tarball);
  const bytes = tarball.buffer.slice(tarball.byteOffset, tarball.byteOffset + tarball.byteLength);
  const { messages, pkg } = await publint({ pack: { tarball: bytes }, strict: true });
  return messages.map((message) => `publint: ${formatMessage(message, pkg, { color: false }) ?? message.code}`);
}

/** attw speaks of types alone: documents and commands have none to look at. */
async function attwProblems(packed: PackedPackage): Promise<string[]> {
  const entrypoints = typedEntrypoints(packed);
  if (entrypoints.length === 0) return [];
  // Every Node of `engines` loads these ES modules by require(): declarations that say CommonJS to it are right, and attw does
  // not know. That they compile there, and load, is tested in the client and in the rehearsal.
  const args = [packed.tarball, "--profile", "esm-only", "--ignore-rules", "false-cjs", "--format", "ascii"];
  const attw = join(import.meta.dirname, "node_modules/.bin/attw");
  const { code, output } = await runCommand(
    attw,
    [...args, "--no-emoji", "--no-color", "--entrypoints", ...entrypoints],
    workspaceRoot,
  );
  return code === 0 ? [] : [`attw: ${output.trim()}`];
}

function typedEntrypoints(packed: PackedPackage): string[] {
  const exports = (packedManifest(packed)["exports"] ?? {}) as Record<string, string | Record<string, string>>;
  return Object.entries(exports).flatMap(([path, target]) =>
    typeof target === "object" && "types" in target ? [path] : [],
  );
}

const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;

/** Prints one line for a package, and one more for each thing that is wrong with it. */
async function check(source: WorkspacePackage, folder: string, forbidden: readonly ForbiddenText[]): Promise<boolean> {
  const packed = await packPackage(source, folder);
  const problems = [
    ...contentProblems(packed, forbidden),
    ...(await publintProblems(packed)),
    ...(await attwProblems(packed)),
  ];
  const { length } = packed.files;
  process.stdout.write(
    `${problems.length === 0 ? "ok    " : "FAILED"} ${packed.name}: ${kilobytes(packed.packedBytes)} packed, ` +
      `${kilobytes(packed.unpackedBytes)} unpacked, ${length} files\n${problems.map((problem) => `       ${problem}\n`).join("")}`,
  );
  return problems.length === 0;
}

const folder = mkdtempSync(join(tmpdir(), "live-sessions-packages-"));
try {
  const forbidden = await forbiddenTexts();
  const published = workspacePackages().filter((candidate) => !candidate.isPrivate);
  const outcomes = [];
  for (const source of published) outcomes.push(await check(source, folder, forbidden));
  process.exitCode = outcomes.length > 0 && outcomes.every((isFine) => isFine) ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
