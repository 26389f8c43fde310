import { spawn } from "node:child_process";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { isPage, type Output } from "./outputs.ts";
import type { Terminal } from "./terminal.ts";

/** What opens an address in the browser, by system. */
const openers: Readonly<Partial<Record<NodeJS.Platform, readonly [program: string, ...args: string[]]>>> = {
  darwin: ["open"],
  win32: ["rundll32", "url.dll,FileProtocolHandler"],
};
const otherOpener = ["xdg-open"] as const;

/** Opens the HTML report that was written; without a browser it says so and does not fail. */
export async function openPage(
  outputs: readonly Output[],
  { environment, err }: Terminal,
  platform: NodeJS.Platform = process.platform,
): Promise<void> {
  const file = outputs.find(isPage)?.file;
  if (file === undefined) return;
  const reason = noBrowser(environment, platform) ?? (await start(file, platform));
  if (reason !== undefined) err(`${file} was not opened: ${reason}.\n`);
}

function noBrowser(environment: Terminal["environment"], platform: NodeJS.Platform): string | undefined {
  const isSet = (name: string): boolean => !["", "0", "false", undefined].includes(environment[name]);
  if (isSet("CI")) return "this is a CI job";
  const needsDisplay = openers[platform] === undefined;
  const hasDisplay = ["DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"].some(isSet);
  return needsDisplay && !hasDisplay ? "there is no display" : undefined;
}

// Only its start is waited for: what opens a page may live as long as the browser.
function start(file: string, platform: NodeJS.Platform): Promise<string | undefined> {
  const [program, ...args] = openers[platform] ?? otherOpener;
  const child = spawn(program, [...args, pathToFileURL(resolve(file)).href], { detached: true, stdio: "ignore" });
  child.unref();
  return new Promise((settle) => {
    child.once("spawn", () => settle(undefined));
    child.once("error", (error) => settle(`${program} could not be started (${error.message})`));
  });
}
