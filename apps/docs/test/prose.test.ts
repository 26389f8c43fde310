import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { listRules, readClauses, runSuite } from "../src/contract.ts";
import { guides, guideText } from "../src/guides.ts";
import { docsRoot, exportedFile } from "../src/site-paths.ts";

const guide = (name: string): string => readFileSync(join(docsRoot, "guides", `${name}.md`), "utf8");
// With the files that the provisioner guide shows.
const all = guides.map(guideText).join("\n");

const server = join(dirname(exportedFile("@live-sessions/reference-server/package.json")), "dist/main.js");
const help = [runSuite("run", "--help"), execFileSync(process.execPath, [server, "--help"], { encoding: "utf8" })].join(
  "\n",
);

const unknown = (found: Iterable<string>, isKnown: (name: string) => boolean): string[] =>
  [...new Set(found)].filter((name) => !isKnown(name));
const matches = (pattern: RegExp, text = all): string[] => [...text.matchAll(pattern)].map(([, name = ""]) => name);

describe("what the guides name", () => {
  it("is a flag that one of the commands has", () => {
    const flags = matches(/(?<![\w-])(--[a-z][a-z-]*)/g);

    expect(flags.length).toBeGreaterThan(20);
    expect(unknown(flags, (flag) => new RegExp(`${flag}(?![\\w-])`).test(help) || flag === "--help")).toEqual([]);
  });

  it("is a clause or a rule that there is", () => {
    const known = new Set([...readClauses().clauses, ...listRules()].map(({ id }) => id));
    // Without the programs that a guide shows: theirs are module names.
    const prose = guides.map(({ name }) => guide(name)).join("\n");
    const ids = matches(/\b((?:ordering|pagination|representation|errors|http)\.[a-z][a-z-]+)/g, prose);

    expect(ids.length).toBeGreaterThan(5);
    expect(unknown(ids, (id) => known.has(id))).toEqual([]);
  });

  it("is an exit code that the suite documents, each of them once", () => {
    const documented = matches(
      /(?:Exit code: |· |\n)(\d+) /g,
      help.slice(help.indexOf("Exit code:"), help.indexOf("Examples:")),
    );
    const table = guide("verify-your-server").split("| exit code")[1]?.split("\n\n")[0] ?? "";

    expect(documented.length).toBeGreaterThan(4);
    expect(matches(/^\| (\d+) +\|/gm, table).sort()).toEqual(documented.sort());
  });

  it("is an environment variable that one of the commands reads", () => {
    const variables = matches(/\b(LIVE_SESSIONS_[A-Z_]+)/g);

    expect(
      unknown(
        variables,
        (variable) =>
          help.includes(variable) ||
          help.includes(`--${variable.slice("LIVE_SESSIONS_".length).toLowerCase().replaceAll("_", "-")}`),
      ),
    ).toEqual([]);
  });

  it.each(["client", "conformance", "provisioning", "server"])(
    "is exported, where it is imported from @live-sessions/%s",
    (name) => {
      const declarations = readFileSync(
        join(dirname(exportedFile(`@live-sessions/${name}/package.json`)), "dist/index.d.ts"),
        "utf8",
      );
      const imports = matches(new RegExp(`import \\{([^}]+)\\} from "@live-sessions/${name}"`, "g"));
      const names = imports.flatMap((list) => list.split(",").map((one) => one.replace("type ", "").trim()));

      expect(names.length).toBeGreaterThan(0);
      expect(unknown(names, (one) => new RegExp(`\\b${one}\\b`).test(declarations))).toEqual([]);
    },
  );
});
