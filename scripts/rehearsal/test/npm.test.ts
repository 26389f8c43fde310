import { afterAll, describe, expect, inject, it } from "vitest";
import { offerOf } from "../offer.ts";
import { emptyProject, type Weight, weightOf } from "../project.ts";
import { run } from "../run.ts";
import { loads } from "./loads.ts";

const { env, folder, packages } = inject("stage");

const budgets: Readonly<Record<string, Weight>> = {
  "@live-sessions/client": { packages: 3, bytes: 600_000 },
  "@live-sessions/conformance": { packages: 10, bytes: 5_000_000 },
};
const weights: string[] = [];

afterAll(() => {
  process.stdout.write(`Installed by npm, all dependencies included\n${weights.join("")}`);
});

describe.each(packages.map((packed) => ({ name: packed.name, offer: offerOf(packed) })))(
  "npm install $name",
  ({ name, offer }) => {
    const cwd = emptyProject(folder, `npm/${name}`);

    it("gives all that the manifest names, within the budget", async () => {
      await run("npm", ["install", name], { cwd, env });
      await loads(process.execPath, [], offer, { cwd, env });
      const weight = weightOf(cwd);
      const { packages: most, bytes } = budgets[name] ?? { packages: Infinity, bytes: Infinity };
      weights.push(
        `  ${name.padEnd(32)} ${String(weight.packages).padStart(3)} packages  ${kilobytes(weight.bytes)}\n`,
      );

      expect(weight.packages).toBeLessThanOrEqual(most);
      expect(weight.bytes).toBeLessThanOrEqual(bytes);
    });

    it.each(offer.commands)("links %s, which says how it is used", async (command) => {
      const { stdout } = await run("npx", ["--no", "--", command, "--help"], { cwd, env });

      expect(stdout).toContain(command);
    });
  },
);

const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(0).padStart(6)} kB`;
