import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, inject, it } from "vitest";
import { offerOf } from "../offer.ts";
import { emptyProject } from "../project.ts";
import { run } from "../run.ts";
import { loads } from "./loads.ts";

const { env, folder, packages } = inject("stage");

const yarn = join(import.meta.dirname, "../../node_modules/@yarnpkg/cli-dist/bin/yarn.js");

// Yarn as it comes: no node_modules, packages stay zipped and are found by a map of who may see whom.
describe.each(packages.map((packed) => ({ name: packed.name, offer: offerOf(packed) })))(
  "yarn add $name",
  ({ name, offer }) => {
    const cwd = emptyProject(folder, `yarn/${name}`);

    it("gives all that the manifest names", async () => {
      writeFileSync(join(cwd, "yarn.lock"), "");
      await run(process.execPath, [yarn, "add", name], { cwd, env });
      await loads(process.execPath, [yarn, "node"], offer, { cwd, env });
    });

    it.each(offer.commands)("links %s, which says how it is used", async (command) => {
      const { stdout } = await run(process.execPath, [yarn, "run", command, "--help"], { cwd, env });

      expect(stdout).toContain(command);
    });
  },
);
