import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, inject, it } from "vitest";
import { fullName, licenceOf, readBill } from "../../packages/bill-of-materials.ts";
import { fileNameOf, packedManifest } from "../../packages/pack.ts";
import { offerOf } from "../offer.ts";
import { emptyProject, installedNames, type Weight, weightOf } from "../project.ts";
import { run } from "../run.ts";
import { loads } from "./loads.ts";

const { env, folder, packages } = inject("stage");

const budgets: Readonly<Record<string, Weight>> = {
  // Every declaration is there twice, for ES modules and for CommonJS, each with its map.
  "@live-sessions/client": { packages: 3, bytes: 710_000 },
  // A reader of YAML for documents of any list operation, and the suite's own questions, diagnoses and profiles.
  "@live-sessions/conformance": { packages: 11, bytes: 7_500_000 },
};
const permissive = ["MIT", "ISC", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "0BSD", "BlueOak-1.0.0", "PSF-2.0"];
const weights: string[] = [];

afterAll(() => {
  process.stdout.write(`Installed by npm, all dependencies included\n${weights.join("")}`);
});

describe.each(
  packages.map((packed) => ({
    name: packed.name,
    offer: offerOf(packed),
    version: packedManifest(packed)["version"],
  })),
)("npm install $name", ({ name, offer, version }) => {
  const cwd = emptyProject(folder, `npm/${name}`);

  it("gives all that the manifest names, within the budget", async () => {
    await run("npm", ["install", name], { cwd, env });
    await loads(process.execPath, [], offer, { cwd, env });
    const weight = weightOf(cwd);
    const { packages: most, bytes } = budgets[name] ?? { packages: Infinity, bytes: Infinity };
    weights.push(`  ${name.padEnd(32)} ${String(weight.packages).padStart(3)} packages  ${kilobytes(weight.bytes)}\n`);

    expect(weight.packages).toBeLessThanOrEqual(most);
    expect(weight.bytes).toBeLessThanOrEqual(bytes);
  });

  it("brings along what its bill of materials names, under licences that ask for no more than to be named", () => {
    const bill = readBill(join(folder, "bills"), name);
    const all = [bill.metadata.component, ...bill.components];

    expect(all.map(fullName).sort()).toEqual(installedNames(cwd));
    for (const component of all) expect(permissive, fullName(component)).toContain(licenceOf(component));
    const licences = readFileSync(join(folder, `bills/${fileNameOf(name)}.licences.txt`), "utf8");
    expect(licences.split("\n")).toContain(`${name} ${version} MIT`);
  });

  it.each(offer.commands)("links %s, which says how it is used", async (command) => {
    const { stdout } = await run("npx", ["--no", "--", command, "--help"], { cwd, env });

    expect(stdout).toContain(command);
  });
});

const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(0).padStart(6)} kB`;
