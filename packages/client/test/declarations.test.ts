import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { afterAll, describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("../", import.meta.url));
const folder = realpathSync(mkdtempSync(join(tmpdir(), "live-sessions-declarations-")));

afterAll(() => rmSync(folder, { recursive: true }));

const use = `
const client = createLiveSessionsClient({ baseUrl: "https://video.example.com", authorization: "key" });
export async function seconds(id: string): Promise<number> {
  let sum = 0;
  for await (const session of client.liveSessions(id, { since: new Date(0) })) sum += session.duration ?? 0;
  for (const { data } of await toArray(client.liveSessionPages(id))) sum += data.length;
  return sum;
}
export async function statusOf(id: string): Promise<number | undefined> {
  const result = await safeListLiveSessions(client, id);
  return !result.ok && result.error instanceof ApiError ? result.error.status : undefined;
}
export const hooks = [debugHooks(console.debug), validating(), liveSessionsQuery(client, "id"), openTelemetryHooks];
`;

const names = "ApiError, createLiveSessionsClient, debugHooks, safeListLiveSessions, toArray";
const modules: Readonly<Record<string, string>> = {
  "": names,
  "/validate": "validating",
  "/tanstack": "liveSessionsQuery",
  "/opentelemetry": "openTelemetryHooks",
};
const importing = Object.entries(modules).map(
  ([path, list]) => `import { ${list} } from "@live-sessions/client${path}";`,
);
const requiring = Object.entries(modules).map(
  ([path, list], index) =>
    `import m${index} = require("@live-sessions/client${path}");\nconst { ${list} } = m${index};`,
);

/** A project that has the package as it is built, and the types of one line of Node. */
function project(name: string, nodeTypes: string): string {
  const directory = join(folder, name);
  mkdirSync(join(directory, "node_modules/@live-sessions"), { recursive: true });
  mkdirSync(join(directory, "node_modules/@types"));
  symlinkSync(root, join(directory, "node_modules/@live-sessions/client"));
  symlinkSync(realpathSync(join(root, "node_modules", nodeTypes)), join(directory, "node_modules/@types/node"));
  writeFileSync(join(directory, "module.mts"), importing.join("\n") + use);
  writeFileSync(join(directory, "common.cts"), requiring.join("\n") + use);
  return directory;
}

const resolutions = {
  node16: { module: ts.ModuleKind.Node16, moduleResolution: ts.ModuleResolutionKind.Node16 },
  nodenext: { module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext },
  bundler: { module: ts.ModuleKind.Preserve, moduleResolution: ts.ModuleResolutionKind.Bundler },
};
const targets = { es2020: ts.ScriptTarget.ES2020, es2022: ts.ScriptTarget.ES2022, esnext: ts.ScriptTarget.ESNext };

/** The compiler's own libraries, parsed once for each set of options. */
const libraries = new Map<string, ts.SourceFile>();

/** What the compiler says of both files and of all declarations that they lead to, but for those of Node: nothing there is this package's. */
function diagnostics(
  directory: string,
  resolution: keyof typeof resolutions,
  target: keyof typeof targets,
): readonly string[] {
  const options: ts.CompilerOptions = {
    ...resolutions[resolution],
    target: targets[target],
    types: ["node"],
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: false,
    noEmit: true,
  };
  const host = ts.createCompilerHost(options);
  host.getCurrentDirectory = () => directory;
  const { getSourceFile } = host;
  host.getSourceFile = (name, settings, ...rest) => {
    const place = `${target} ${resolution} ${name}`;
    const parsed = libraries.get(place) ?? getSourceFile(name, settings, ...rest);
    if (parsed && /\/lib\.[\w.]+\.d\.ts$/.test(name)) libraries.set(place, parsed);
    return parsed;
  };
  const program = ts.createProgram([join(directory, "module.mts"), join(directory, "common.cts")], options, host);
  const files = program
    .getSourceFiles()
    .filter(
      (file) => !program.isSourceFileDefaultLibrary(file) && !/\/(@types\/node|undici-types)\//.test(file.fileName),
    );
  const said = [
    ...program.getOptionsDiagnostics(),
    ...program.getGlobalDiagnostics(),
    ...files.flatMap((file) => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]),
  ];
  return said.map(({ messageText, file }) => {
    return `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
  });
}

// Each line of Node with each target, and each resolution with each of both: every pair of them is there.
describe.each(["types-node-20", "types-node-22", "@types/node", "types-node-26"])(
  "with the types of %s",
  (nodeTypes) => {
    const directory = project(nodeTypes.replace("/", "-"), nodeTypes);
    const rows = Object.keys(targets) as (keyof typeof targets)[];
    const turn = Number.parseInt(nodeTypes.slice(-1), 10) || 1;

    test.each(rows.map((target, index) => [target, Object.keys(resolutions)[(index + turn) % 3]] as const))(
      "the declarations compile for %s under %s, from an ES module and from CommonJS",
      (target, resolution) => {
        expect(diagnostics(directory, resolution as keyof typeof resolutions, target)).toEqual([]);
      },
    );
  },
);

test("a message of the compiler, like an editor's, says LiveSession and not its members", () => {
  const directory = project("named", "@types/node");
  const text = 'import type { LiveSession } from "@live-sessions/client";\nexport const session: LiveSession = 7;\n';
  writeFileSync(join(directory, "module.mts"), text);
  const [message] = diagnostics(directory, "nodenext", "es2022");
  expect(message).toContain("Type 'number' is not assignable to type 'LiveSession'.");
});
