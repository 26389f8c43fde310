import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { listRules, readClauses, runSuite } from "../src/contract.ts";
import { guides } from "../src/guides.ts";
import { docsRoot, exportedFile } from "../src/site-paths.ts";
import { publishedTexts } from "./code-blocks.ts";

const guide = (name: string): string => readFileSync(join(docsRoot, "guides", `${name}.md`), "utf8");
// The guides with the files that they show, and every README.
const all = [...publishedTexts.values()].join("\n");

const server = join(dirname(exportedFile("@live-sessions/reference-server/package.json")), "dist/main.js");
/** Flags of programs that are not ours, which the READMEs call too. */
const flagsOfOthers = new Set([
  "--experimental-vm-modules",
  "--filter",
  "--global",
  "--offline",
  "--path-as-is",
  "--prod",
  "--retry",
  "--retry-connrefused",
  "--retry-delay",
  "--save-dev",
  "--silent",
  "--yes",
]);
// `generate.ts --check` of the packages that generate, and `--update` of the rehearsal's reviews.
const flagsOfScripts = new Set(["--check", "--update"]);
/** Names in programs of the READMEs that look like ids of clauses: MSW's `http.all`. */
const namesInPrograms = new Set(["http.all"]);

const matches = (pattern: RegExp, text = all): string[] => [...text.matchAll(pattern)].map(([, name = ""]) => name);
const helpOfServer = (...command: string[]): string =>
  execFileSync(process.execPath, [server, ...command, "--help"], { encoding: "utf8" });
const serverHelp = helpOfServer();

const commandNames = [...runSuite("--help").matchAll(/^ {2}([a-z]+) {2,}/gm)].map(([, name = ""]) => name);
const help = [
  ...commandNames.map((name) => runSuite(name, "--help")),
  serverHelp,
  ...matches(/^ {2}([a-z]+(?: [a-z]+)?) {2,}/gm, serverHelp).map((name) => helpOfServer(...name.split(" "))),
].join("\n");

const unknown = (found: Iterable<string>, isKnown: (name: string) => boolean): string[] =>
  [...new Set(found)].filter((name) => !isKnown(name));

describe("what the guides and READMEs name", () => {
  it("is a flag that one of the commands has", () => {
    const flags = matches(/(?<![\w-])(--[a-z][a-z-]*)/g);

    expect(flags.length).toBeGreaterThan(20);
    const isElsewhere = (flag: string): boolean => flagsOfOthers.has(flag) || flagsOfScripts.has(flag);
    expect(
      unknown(flags, (flag) => flag === "--help" || isElsewhere(flag) || new RegExp(`${flag}(?![\\w-])`).test(help)),
    ).toEqual([]);
  });

  it("is a clause or a rule that there is", () => {
    const known = new Set([...readClauses().clauses, ...listRules()].map(({ id }) => id));
    // Without the programs that a guide shows: theirs are module names.
    const readmes = [...publishedTexts].filter(([file]) => file.endsWith("README.md")).map(([, text]) => text);
    const prose = [...guides.map(({ name }) => guide(name)), ...readmes].join("\n");
    const ids = matches(/\b((?:ordering|pagination|representation|errors|http)\.[a-z][a-z-]+)/g, prose);

    expect(ids.length).toBeGreaterThan(5);
    expect(unknown(ids, (id) => known.has(id) || namesInPrograms.has(id))).toEqual([]);
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

describe("a link of a README", () => {
  it("leads to a file of the repository, to a heading of that file, or out of it", () => {
    const root = dirname(dirname(docsRoot));
    const headingIds = (text: string): string[] =>
      [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
        heading
          .toLowerCase()
          .replace(/[^\p{Letter}\p{Number} _-]/gu, "")
          .replaceAll(" ", "-"),
      );
    const broken = [...publishedTexts]
      .filter(([file]) => !file.startsWith("guides/") && !file.startsWith("pages/"))
      .flatMap(([file, text]) => [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, href = ""]) => ({ file, text, href })))
      .filter(({ href }) => !/^(https:|mailto:)/.test(href))
      .filter(({ file, text, href }) => {
        const [path = "", fragment] = href.split("#");
        const target = join(root, dirname(file), path);
        if (!existsSync(path === "" ? join(root, file) : target)) return true;
        const there = path === "" ? text : path.endsWith(".md") ? readFileSync(target, "utf8") : "";
        return fragment !== undefined && there !== "" && !headingIds(there).includes(fragment);
      });

    expect(broken.map(({ file, href }) => `${file}: ${href}`)).toEqual([]);
  });
});
