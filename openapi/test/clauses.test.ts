import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { packageFolder } from "../scripts/bundle-document.ts";
import { parseClauses, readClauses } from "../scripts/clauses.ts";
import { nodeAt } from "./bundled-document.ts";

const read = (path: string): string => readFileSync(join(packageFolder, path), "utf8");
const list = await readClauses();

describe("clauses.yaml", () => {
  it("has the form that clauses.schema.json describes", () => {
    const validate = new Ajv2020({ allErrors: true }).compile(JSON.parse(read("clauses.schema.json")));
    validate(parse(read("clauses.yaml")));
    expect(validate.errors ?? []).toEqual([]);
  });

  it("is refused with file, line and column where it is not YAML", () => {
    expect(() => parseClauses("contract_version: 1.0.0\nclauses:\n  - level: [MUST\n    id: x.y\n")).toThrow(
      /^openapi\/clauses\.yaml:4:5: .*end with a \]/,
    );
  });

  it("gives an id to one clause only", () => {
    const ids = list.clauses.map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it("states a sentence once only", () => {
    expect(new Set(list.clauses.map(({ text }) => text)).size).toBe(list.clauses.length);
  });

  it("has the version of the document", () => {
    expect(nodeAt("/info")["version"]).toBe(list.contract_version);
  });

  it("names decision pages that exist", () => {
    const named = list.clauses.flatMap(({ source }) => source).filter((source) => source.startsWith("decisions/"));
    expect(named.filter((page) => !existsSync(join(packageFolder, page)))).toEqual([]);
  });
});

describe("decisions/", () => {
  const pages = readdirSync(join(packageFolder, "decisions")).filter((name) => name !== "README.md");

  it("lists every page in its index, and no other", () => {
    const linked = [...read("decisions/README.md").matchAll(/\]\(([^)]+)\)/g)].map((match) => match[1]);
    expect(linked.toSorted()).toEqual(pages.toSorted());
  });

  it.each(pages)("%s has a date and says what was open, what was chosen, why, and what follows", (name) => {
    const headings = [...read(`decisions/${name}`).matchAll(/^\*\*(.+?)\.\*\*/gm)].map((match) => match[1]);
    expect(headings).toEqual(["What was open", "What was chosen", "Why", "What follows"]);
    expect(read(`decisions/${name}`).split("\n")[2]).toMatch(/^20\d\d-\d\d-\d\d, (accepted|superseded by .+)\.$/);
  });
});
