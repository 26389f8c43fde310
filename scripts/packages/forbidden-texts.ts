import { homedir } from "node:os";
import { runCommand } from "../run-command.ts";
import { workspaceRoot } from "../workspace-packages.ts";
import type { ForbiddenText } from "./contents.ts";

/** What of this machine must stand in no file that is published. */
export async function forbiddenTexts(): Promise<ForbiddenText[]> {
  const { output } = await runCommand("pnpm", ["config", "get", "registry"], workspaceRoot);
  const host = URL.parse(output.trim().split("\n").at(-1) ?? "")?.host;
  return [
    { text: `${workspaceRoot}/`, what: "the path of this checkout" },
    { text: `${homedir()}/`, what: "the path of a home folder" },
    ...(host === undefined ? [] : [{ text: host, what: `the host of the package registry, ${host}` }]),
  ];
}
