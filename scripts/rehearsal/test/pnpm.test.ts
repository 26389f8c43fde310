import { describe, expect, inject, it } from "vitest";
import { offerOf } from "../offer.ts";
import { emptyProject } from "../project.ts";
import { run } from "../run.ts";
import { loads } from "./loads.ts";

const { env, folder, packages } = inject("stage");

// Packages see of each other only what they say that they depend on.
describe.each(packages.map((packed) => ({ name: packed.name, offer: offerOf(packed) })))(
  "pnpm add $name",
  ({ name, offer }) => {
    const cwd = emptyProject(folder, `pnpm/${name}`);

    it("gives all that the manifest names", async () => {
      await run("pnpm", ["add", name], { cwd, env });
      await loads(process.execPath, [], offer, { cwd, env });
    });

    it.each(offer.commands)("links %s, which says how it is used", async (command) => {
      const { stdout } = await run("pnpm", ["exec", command, "--help"], { cwd, env });

      expect(stdout).toContain(command);
    });
  },
);
