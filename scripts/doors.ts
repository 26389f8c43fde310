// The doors of the site's home page, as somebody would go through them.
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { killGroup, type RunOptions, run, startGroup } from "./rehearsal/run.ts";

/** What the home page has to paste. */
export interface Doors {
  /** Shell: judges a server. */
  readonly verify: string;
  /** Shell: packs the client, and prints what installs it. */
  readonly pack: string;
  /** TypeScript, and JavaScript as it stands: walks a list. */
  readonly call: string;
  /** Shell: serves sample data, and prints a curl line that lists it. */
  readonly serve: string;
}

/** Reads the doors of the clone at `root`. @throws when one of them is not there */
export function doorsOf(root: string): Doors {
  const text = readFileSync(join(root, "apps/docs/pages/home.md"), "utf8");
  const block = (heading: string, language: string): string => {
    const [, section = ""] = text.split(`\n## ${heading}\n`);
    const [, code] =
      new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\`$`, "m").exec(section.split("\n## ")[0] ?? "") ?? [];
    if (code === undefined) throw new Error(`The home page has no ${language} to paste below "${heading}".`);
    return code.trim();
  };
  return {
    verify: block("Verify", "sh"),
    pack: block("Call", "sh"),
    call: block("Call", "ts"),
    serve: block("Serve", "sh"),
  };
}

/** A list that is served, and what its curl line says. */
export interface ServedList {
  readonly origin: string;
  readonly liveEntity: string;
  readonly authorization: string;
  /** How many sessions the curl line got. */
  readonly listed: number;
  close(): Promise<void>;
}

/** Pastes the door that serves, on a free port, and then the curl line that it prints. @throws when either fails */
export async function openServeDoor(serve: string, options: RunOptions): Promise<ServedList> {
  const server = startGroup("bash", ["-c", `${serve} --port 0`], options);
  const isOver = once(server, "close");
  const close = async (): Promise<void> => {
    killGroup(server);
    await isOver;
  };
  try {
    if (server.stdout === null) throw new Error("The output of the server cannot be read.");
    for await (const line of createInterface(server.stdout)) {
      const [, authorization, origin, liveEntity] =
        /^curl -H 'Authorization: (\S+)' '(http:\/\/[^/]+)\/v1\/live_entities\/([^/]+)\//.exec(line) ?? [];
      if (authorization === undefined || origin === undefined || liveEntity === undefined) continue;
      const { stdout } = await run("bash", ["-c", line], options);
      const { data } = JSON.parse(stdout) as { data: readonly unknown[] };
      return { origin, liveEntity, authorization, listed: data.length, close };
    }
    throw new Error(`\`${serve}\` ended before it printed a curl line.`);
  } catch (error) {
    await close();
    throw error;
  }
}

/** The door that verifies, with a list in the place of the reader's. */
export function verifyLine(verify: string, { origin, liveEntity, authorization }: ServedList): string {
  return verify
    .replace("AUTHORIZATION=…", `AUTHORIZATION=${authorization}`)
    .replace("https://video.example.com", origin)
    .replace(/(?<=--live-entity )\S+/, liveEntity);
}

/** The door that calls, as a program that walks a list. */
export function callProgram(call: string, { origin, liveEntity, authorization }: ServedList): string {
  const own = `const id = ${JSON.stringify(liveEntity)};\nconst authorization = ${JSON.stringify(authorization)};\n`;
  return `${own}${call.replace("https://video.example.com", origin)}\n`;
}
