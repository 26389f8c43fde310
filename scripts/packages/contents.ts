import { readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { manifestProblems } from "./manifest-problems.ts";
import type { PackedPackage } from "./pack.ts";

/** What must stand in no packed file: a folder of this machine, the host that its packages came from. */
export interface ForbiddenText {
  readonly text: string;
  /** What it is, for the message. */
  readonly what: string;
}

/** What is wrong with the files and the manifest of a packed package; empty when nothing is. */
export function contentProblems(packed: PackedPackage, forbidden: readonly ForbiddenText[]): string[] {
  return [
    ...missingFiles(packed),
    ...strayFiles(packed),
    ...manifestProblems(packed),
    ...danglingMaps(packed),
    ...leaks(packed, forbidden),
  ];
}

const publishedKinds = /(^LICENSE|\/Caddyfile|\.(js|ts|map|json|md|yaml|wasm|py|conf|xml|properties|service))$/;

/** Files that nobody who installs the package needs: tests, benchmarks, caches of a compiler, kinds that were never packed. */
function strayFiles({ files }: PackedPackage): string[] {
  const isStray = (file: string): boolean =>
    !publishedKinds.test(file) ||
    /(^|\/)(test|bench|fixtures|node_modules)\/|\.(test|bench)\.|\.tsbuildinfo$/.test(file);
  return files.filter(isStray).map((file) => `${file} is not for users`);
}

function missingFiles({ files }: PackedPackage): string[] {
  return ["LICENSE", "README.md", "package.json"]
    .filter((file) => !files.includes(file))
    .map((file) => `${file} is missing`);
}

/** Every declaration comes with its map, and every map leads to a source that is in the package. */
function danglingMaps({ directory, files }: PackedPackage): string[] {
  const withoutMap = files.filter(
    (file) => file.endsWith(".d.ts") && file.startsWith("dist/") && !files.includes(`${file}.map`),
  );
  const withoutSource = files
    .filter((file) => file.endsWith(".map"))
    .flatMap((file) =>
      mapSources(directory, file)
        .filter((source) => !files.includes(source))
        .map((source) => `${file} leads to ${source}, which is not packed`),
    );
  return [...withoutMap.map((file) => `${file} has no declaration map`), ...withoutSource];
}

/** The sources that a map names, relative to the package; those that it carries itself are left out. */
function mapSources(directory: string, file: string): string[] {
  const map = JSON.parse(readFileSync(join(directory, file), "utf8")) as {
    sources: string[];
    sourcesContent?: unknown[];
  };
  if (map.sourcesContent !== undefined) return [];
  return map.sources.map((source) => posix.normalize(posix.join(dirname(file), source)));
}

function leaks({ directory, files }: PackedPackage, forbidden: readonly ForbiddenText[]): string[] {
  return files.flatMap((file) => {
    const bytes = readFileSync(join(directory, file));
    return forbidden.filter(({ text }) => bytes.includes(text)).map(({ what }) => `${file} contains ${what}`);
  });
}
