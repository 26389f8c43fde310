import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { docsRoot } from "../src/site-paths.ts";
import { blocksOf, codeBlocks } from "./code-blocks.ts";

/** What a text's blocks take for granted: names that stand for the reader's own. */
const givenNames: Readonly<Record<string, string>> = {
  "pages/home.md": `
    declare const id: string;
    declare const authorization: string;`,
  "guides/use-the-client.md": `
    import type { Checkpoint, LiveSession } from "@live-sessions/client";
    declare const id: string;
    declare const checkpoint: Checkpoint;
    declare const signal: AbortSignal;
    declare function store(session: LiveSession, checkpoint: Checkpoint | undefined): Promise<void>;
    declare function bill(session: LiveSession): Promise<void>;`,
  "guides/run-the-server.md": `
    import type { LiveSessionStore } from "@live-sessions/server";
    declare function authenticate(key: string): string | undefined;
    declare const store: LiveSessionStore<string>;`,
  "packages/client/README.md": `
    declare const id: string;
    declare const ids: readonly string[];
    declare const baseUrl: string;
    declare const authorization: string;
    declare const signal: AbortSignal;
    declare function load(): Promise<string | undefined>;
    declare function bill(session: LiveSession): Promise<void>;
    declare function save(checkpoint: string): Promise<void>;`,
  "packages/contract/README.md": `
    import type { ServedLiveSessionPage } from "@live-sessions/contract";
    declare function read(id: string, size: number, token?: string): Promise<ServedLiveSessionPage | undefined>;
    declare const response: Response;`,
  "packages/server/README.md": `
    import type { ServedLiveSession as LiveSession } from "@live-sessions/contract";
    import type { LiveSessionStore as Store } from "@live-sessions/server";
    type AccountId = string;
    declare const accounts: { findByKey(key: string): AccountId | undefined };
    declare const log: { error(error: unknown): void };
    declare const version: string;
    declare const sessions: readonly LiveSession[];
    interface Database {
      addAccount(): Promise<AccountId>;
      addEntity(account: AccountId): Promise<string>;
      upsertSession(session: LiveSession): Promise<void>;
      deleteSession(entityId: string, sessionId: string): Promise<void>;
      close(): Promise<void>;
    }
    declare function emptyDatabase(): Promise<Database>;
    declare function myStore(database: Database): Store<AccountId>;`,
};

const options: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  module: ts.ModuleKind.NodeNext,
  target: ts.ScriptTarget.ESNext,
  lib: ["lib.esnext.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
  types: ["node"],
  resolveJsonModule: true,
  allowImportingTsExtensions: true,
  skipLibCheck: true,
};

/** What the compiler has against texts, by name, each a module of this package, and against files of it. */
function faultsOf(modules: ReadonlyMap<string, string>, files: readonly string[] = []): string[] {
  const pathOf = (name: string): string => join(docsRoot, `${name.replaceAll("/", "--")}.ts`);
  const texts = new Map([...modules].map(([name, text]) => [pathOf(name), text]));
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (path) => texts.has(path) || fileExists(path);
  host.readFile = (path) => texts.get(path) ?? readFile(path);
  host.getSourceFile = (path, languageVersion, ...others) => {
    const text = texts.get(path);
    return text === undefined
      ? getSourceFile(path, languageVersion, ...others)
      : ts.createSourceFile(path, text, languageVersion);
  };
  const program = ts.createProgram(
    [...texts.keys(), ...files.map((file) => join(docsRoot, file))],
    { ...options, moduleDetection: ts.ModuleDetectionKind.Force },
    host,
  );
  return ts.getPreEmitDiagnostics(program).map(({ file, start = 0, messageText }) => {
    const line = file?.text.slice(0, start).split("\n").length;
    return `${file?.fileName.slice(docsRoot.length + 1)}:${line}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
  });
}

// Whole programs, which the guides show; each is a module of its own.
const examples = globSync("examples/**/*.ts", { cwd: docsRoot });
const programs = new Set(examples.map((file) => readFileSync(join(docsRoot, file), "utf8")));

/** A text's blocks one after the other, as a reader meets them; `…` stands for what the reader writes. */
function moduleOf(file: string, blocks: readonly string[]): string {
  // The program with MSW stands alone; packages/server/test/msw.test.ts runs it.
  // The handler's README shows the store below the line that takes it.
  const own = blocks.filter((block) => !block.includes("msw/") && !programs.has(block));
  const ordered = file === "packages/server/README.md" ? own.toReversed() : own;
  return [givenNames[file] ?? "", ...ordered].join("\n").replaceAll("=> …", "=> undefined as never");
}

const files = [...new Set(codeBlocks.filter(({ language }) => language === "ts").map(({ file }) => file))];

describe("the TypeScript that the texts show", () => {
  it("compiles, strictly, with nothing given but the reader's own names", () => {
    const modules = files.map((file) => [file, moduleOf(file, blocksOf(file, "ts"))] as const);

    expect(files.length).toBeGreaterThan(7);
    expect(examples.length).toBeGreaterThan(8);
    expect(faultsOf(new Map(modules), examples)).toEqual([]);
  });

  it("would not compile with a name that the packages do not have", () => {
    const text = moduleOf("guides/use-the-client.md", blocksOf("guides/use-the-client.md", "ts"));

    expect(faultsOf(new Map([["planted", text.replace("client.liveSessions(", "client.allSessions(")]]))).toEqual([
      expect.stringContaining("Property 'allSessions' does not exist"),
    ]);
  });
});
