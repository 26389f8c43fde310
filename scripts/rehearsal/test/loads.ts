import { cpSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import type { Offer } from "../offer.ts";
import { type RunOptions, run } from "../run.ts";

/** Expects that `command args` (some Node) can import, require and resolve all of `offer` from the folder `cwd`. */
export async function loads(
  command: string,
  args: readonly string[],
  offer: Offer,
  { cwd, env = {} }: RunOptions,
): Promise<void> {
  cpSync(join(import.meta.dirname, "../load.mjs"), join(cwd, "load.mjs"));
  const { stdout } = await run(command, [...args, "load.mjs", JSON.stringify([offer])], { cwd, env });
  const loaded = stdout.split("\n").map((line) => line.split(": ")[0]);
  expect(loaded).toEqual(expect.arrayContaining([...offer.modules, ...offer.documents]));
}
