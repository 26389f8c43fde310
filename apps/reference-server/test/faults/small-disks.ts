import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, rmSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";

/** A way to make a folder's space end under a program. */
export interface SmallDisk {
  /** The command that the program runs under; its files go into the folder. */
  readonly under: (folder: string) => readonly string[];
  /** The folder as others reach it while the program runs. */
  readonly seen: (folder: string, pid: number) => string;
  /** Makes room. */
  readonly free: (folder: string, pid: number) => void;
}

const KIBIBYTES = 10 * 1_024;
/** Of 512 bytes each. */
const LIMIT_BLOCKS = 7_900;

// A file system of its own, in a name space of its own: it is gone with the program, however that ends. Half of it is
// taken by a file that can be removed.
const mounted: SmallDisk = {
  under: (folder) => [
    ...inNamespace(),
    `mount -t tmpfs -o size=${KIBIBYTES}k tmpfs ${folder} && head -c ${KIBIBYTES * 512} /dev/zero > ${folder}/ballast`,
  ],
  seen: (folder, pid) => `/proc/${pid}/root${folder}`,
  free: (folder, pid) => rmSync(`/proc/${pid}/root${folder}/ballast`),
};

// No file may grow beyond a limit that the log reaches just before it would be written back; needs no rights. SQLite gets
// EFBIG where a disk says ENOSPC.
const limited: SmallDisk = {
  under: () => ["sh", "-c", `ulimit -S -f ${LIMIT_BLOCKS}; exec "$@"`, "sh"],
  seen: (folder) => folder,
  free: (_, pid) => void execFileSync("prlimit", ["--pid", String(pid), "--fsize=unlimited"]),
};

/** Those that this system lets us have; a limit is always one of them. */
export const SMALL_DISKS: readonly (readonly [string, SmallDisk])[] = [
  ["a limit to the size of files", limited],
  ...(hasNamespaces() ? [["a disk that is full", mounted] as const] : []),
];

/** Makes a folder read-only for a program. @returns the command that it runs under */
export function readOnly(folder: string, file: string): readonly string[] {
  if (process.getuid?.() === 0) {
    // To root, no mode of a file forbids anything.
    return [...inNamespace(), `mount --bind ${folder} ${folder} && mount -o remount,bind,ro ${folder}`];
  }
  chmodSync(join(folder, file), 0o444);
  chmodSync(folder, 0o555);
  return [];
}

function inNamespace(): readonly string[] {
  const rights = process.getuid?.() === 0 ? [] : ["--map-root-user"];
  // The last argument is the command that prepares; then the program takes the shell's place.
  return ["unshare", ...rights, "--mount", "sh", "-c", 'eval "$0" && exec "$@"'];
}

function hasNamespaces(): boolean {
  const [command = "", ...args] = [...inNamespace(), "mount -t tmpfs tmpfs /mnt", "true"];
  const isThere = spawnSync(command, args).status === 0;
  if (!isThere) process.stdout.write("no name spaces here: the disk that is full is left to the limit of file sizes\n");
  return isThere;
}
