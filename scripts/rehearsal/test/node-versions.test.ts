import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { pathWith } from "../clean-machine.ts";
import { clientExample, exampleOutput, type ListServer, serveList, withRequire } from "../client-example.ts";
import { nodeBinary, otherNodeVersions } from "../node-versions.ts";
import { offerOf, runsOn } from "../offer.ts";
import { run } from "../run.ts";
import { loads } from "./loads.ts";

const { env, installation, packages } = inject("stage");

let list: ListServer;

beforeAll(async () => {
  list = await serveList();
  writeFileSync(join(installation, "example.mjs"), clientExample(packages));
  writeFileSync(join(installation, "example.cjs"), withRequire(clientExample(packages)));
});

afterAll(() => list.close());

describe.each([process.versions.node, ...otherNodeVersions])("Node %s", (version) => {
  const offers = packages.map(offerOf).filter(({ engines }) => runsOn(engines, version));
  let node: string;

  beforeAll(async () => {
    node = version === process.versions.node ? process.execPath : await nodeBinary(version);
  });

  it.each(offers)("imports and requires all of $name", async (offer) => {
    await loads(node, [], offer, { cwd: installation, env });
  });

  it.each(offers.flatMap(({ commands }) => commands))("starts %s", async (command) => {
    const path = { ...env, PATH: pathWith(node) };
    const { stdout } = await run(`node_modules/.bin/${command}`, ["--help"], { cwd: installation, env: path });

    expect(stdout).toContain(command);
  });

  it.each(["example.mjs", "example.cjs"])("runs the client's example as plain JavaScript, %s", async (file) => {
    const { stdout } = await run(node, [file], { cwd: installation, env: { ...env, ...list.env } });

    expect(stdout).toBe(exampleOutput);
  });
});
