import { mkdirSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join, sep } from "node:path";
import { workspaceRoot } from "../workspace-packages.ts";

/**
 * Makes a home folder in `folder` as somebody has who never installed anything: empty caches, and settings that name the
 * registry at `registryUrl` and nothing else.
 *
 * @returns the environment of that somebody: no setting of this workspace or of the user who started the rehearsal, none of
 *   this workspace's commands, and Node as this process runs on.
 */
export function cleanMachine(folder: string, registryUrl: string): Record<string, string> {
  const home = join(folder, "home");
  mkdirSync(home);
  const { host } = new URL(registryUrl);
  // Any token will do, but there has to be one before a package manager publishes.
  const npmrc = [`registry=${registryUrl}`, `//${host}/:_authToken=rehearsal`, "update-notifier=false"];
  writeFileSync(join(home, ".npmrc"), `${[...npmrc, "fund=false", "audit=false"].join("\n")}\n`);
  writeFileSync(join(home, ".yarnrc.yml"), yarnrc(registryUrl));
  return { ...inherited(), PATH: pathWith(process.execPath), HOME: home };
}

/** The variable `PATH` with the Node at `node` before every other, and without the commands of this workspace. */
export function pathWith(node: string): string {
  const others = (process.env["PATH"] ?? "")
    .split(delimiter)
    .filter((entry) => !`${entry}${sep}`.startsWith(workspaceRoot + sep));
  return [dirname(node), ...others].join(delimiter);
}

/** Yarn takes a release some time after it appears, plain HTTP only where told, and counts its users. */
const yarnrc = (registryUrl: string): string =>
  [
    `npmRegistryServer: "${registryUrl}"`,
    'unsafeHttpWhitelist: ["127.0.0.1"]',
    'npmPreapprovedPackages: ["@live-sessions/*"]',
    "enableTelemetry: false\n",
  ].join("\n");

function inherited(): Record<string, string> {
  const settings =
    /^(npm|pnpm|yarn|xdg|live_sessions|vitest|turbo|corepack)_|^(ci|init_cwd|node_options|node_path|vitest)$/i;
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      value === undefined || settings.test(name) ? [] : [[name, value] as const],
    ),
  );
}
