import { type PackedPackage, packedManifest } from "../packages/pack.ts";

/** A published package and what its manifest offers. */
export interface Offer {
  readonly name: string;
  /** Its `engines.node`. */
  readonly engines: string;
  /** Module specifiers that can be imported. */
  readonly modules: readonly string[];
  /** Those of them that come with types. */
  readonly typedModules: readonly string[];
  /** Specifiers of documents: JSON, YAML. */
  readonly documents: readonly string[];
  /** Names of commands. */
  readonly commands: readonly string[];
}

interface OfferManifest {
  engines?: { node?: string };
  exports?: Record<string, unknown>;
  bin?: Record<string, string>;
}

/** What a packed package offers by its manifest. */
export function offerOf(packed: PackedPackage): Offer {
  const { engines, exports = {}, bin = {} } = packedManifest(packed) as OfferManifest;
  const specifier = (path: string): string => packed.name + path.slice(1);
  const isDocument = (path: string): boolean => /\.(json|yaml)$/.test(path);
  const isTyped = (path: string): boolean => JSON.stringify(exports[path]).includes('"types":');
  const modules = Object.keys(exports).filter((path) => !isDocument(path));
  return {
    name: packed.name,
    engines: engines?.node ?? "",
    modules: modules.map(specifier),
    typedModules: modules.filter(isTyped).map(specifier),
    documents: Object.keys(exports).filter(isDocument).map(specifier),
    commands: Object.keys(bin),
  };
}

/**
 * Whether a package with this `engines.node` says that it runs on Node `version`: `^20.19.0` or `>=22.12.0`, alternatives
 * joined by `||`.
 */
export function runsOn(engines: string, version: string): boolean {
  const [major, minor] = numbers(version);
  return engines.split("||").some((range) => {
    const [, operator, least = ""] = /^\s*(\^|>=)([\d.]+)\s*$/.exec(range) ?? [];
    const [leastMajor, leastMinor] = numbers(least);
    if (operator === undefined) return false;
    if (major === leastMajor) return minor >= leastMinor;
    return operator === ">=" && major > leastMajor;
  });
}

function numbers(version: string): [major: number, minor: number] {
  const [major = "", minor = ""] = version.split(".");
  return [Number.parseInt(major, 10), Number.parseInt(minor, 10)];
}
