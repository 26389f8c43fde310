import { readFileSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { DeclarationError } from "../declaration-error.ts";
import { isObject, valueAt } from "../json-pointer.ts";

/** Larger files are refused; the largest public document that we know of has 47 MB. */
const MAX_FILE_BYTES = 64 * 2 ** 20;
/** References that lead to references. */
const MAX_REFERENCES = 50;

/** A value of a document, and the file that it stands in: references in it are seen from there. */
export interface Placed {
  readonly value: unknown;
  readonly file: string;
}

/** An OpenAPI document and the local files that it refers to. Nothing is ever fetched. */
export class ApiDocument {
  /** Absolute path of the root file. */
  readonly file: string;
  readonly root: Readonly<Record<string, unknown>>;
  readonly #files = new Map<string, unknown>();
  readonly #parseYaml: ParseYaml;

  private constructor(file: string, parseYaml: ParseYaml, root: unknown) {
    this.file = resolve(file);
    this.#parseYaml = parseYaml;
    this.root = checkRoot(root ?? this.read(this.file, `The document ${file}`), file);
  }

  /** A document in a file. @throws DeclarationError when it is none */
  static in(file: string, parseYaml: ParseYaml): ApiDocument {
    return new ApiDocument(file, parseYaml, undefined);
  }

  /** A document that was read already, and refers to no file. */
  static of(root: Readonly<Record<string, unknown>>, file: string): ApiDocument {
    return new ApiDocument(file, () => undefined, root);
  }

  /** Follows `$ref`s until there is a value. @throws DeclarationError for one that leads nowhere, in a circle, or to the network */
  follow(place: Placed): Placed {
    let current = place;
    for (let count = 0; isObject(current.value) && typeof current.value["$ref"] === "string"; count += 1) {
      if (count === MAX_REFERENCES)
        throw new DeclarationError(`The reference ${JSON.stringify(current.value["$ref"])} leads in a circle.`);
      current = this.#target(current.value["$ref"], current.file);
    }
    return current;
  }

  /** A member of an object, references followed on both ends; undefined where there is none. */
  member(place: Placed, name: string): Placed | undefined {
    const { value, file } = this.follow(place);
    if (!isObject(value) || !Object.hasOwn(value, name)) return undefined;
    return this.follow({ value: value[name], file });
  }

  #target(reference: string, from: string): Placed {
    const [path = "", fragment = ""] = reference.split("#", 2);
    if (/^[a-z][a-z0-9+.-]*:/i.test(path) && !path.startsWith("file:"))
      throw new DeclarationError(
        `The reference ${JSON.stringify(reference)} is remote; nothing is fetched: bundle the document first.`,
      );
    const file = path === "" ? from : pathOf(path, from);
    const whole = file === this.file ? this.root : this.read(file, `The reference ${JSON.stringify(reference)}`);
    const value = valueAt(whole, decoded(fragment));
    if (value === undefined)
      throw new DeclarationError(`The reference ${JSON.stringify(reference)} leads nowhere in ${file}.`);
    return { value, file };
  }

  /** A file next to the document, read once. @throws DeclarationError when it is neither JSON nor YAML */
  read(file: string, what: string): unknown {
    const known = this.#files.get(file);
    if (known !== undefined) return known;
    const value = parseFile(file, what, this.#parseYaml);
    this.#files.set(file, value);
    return value;
  }
}

type ParseYaml = (text: string) => unknown;

/** Reads an OpenAPI document, YAML or JSON. @throws DeclarationError when it is none of version 3.0 or 3.1 */
export async function readDocument(file: string): Promise<ApiDocument> {
  // Of all commands only those on a document need it: the others start without.
  const { load, CORE_SCHEMA, mergeTag } = await import("js-yaml");
  const schema = CORE_SCHEMA.withTags(mergeTag);
  return ApiDocument.in(file, (text) => load(text, { schema }));
}

function parseFile(file: string, what: string, parseYaml: ParseYaml): unknown {
  const text = textOf(file, what).replace(/^\uFEFF/, "");
  try {
    return /^\s*[{[]/.test(text) ? JSON.parse(text) : parseYaml(text);
  } catch (error) {
    const [reason = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
    throw new DeclarationError(`${what} is neither JSON nor YAML: ${reason}.`);
  }
}

function textOf(file: string, what: string): string {
  try {
    const { size } = statSync(file);
    if (size > MAX_FILE_BYTES)
      throw new DeclarationError(`${what} has ${size} bytes; at most ${MAX_FILE_BYTES} are read.`);
    return readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof DeclarationError) throw error;
    const isMissing = error instanceof Error && "code" in error && error.code === "ENOENT";
    throw new DeclarationError(`${what} cannot be read: ${isMissing ? `there is no ${file}` : String(error)}.`);
  }
}

function checkRoot(value: unknown, file: string): Readonly<Record<string, unknown>> {
  if (!isObject(value)) throw new DeclarationError(`${file} is not an OpenAPI document: it holds no object.`);
  const version = value["openapi"];
  if (typeof version === "string" && /^3\.[01](\.|$)/.test(version)) return value;
  const said =
    "swagger" in value ? `swagger ${JSON.stringify(value["swagger"])}` : `openapi ${JSON.stringify(version)}`;
  throw new DeclarationError(`${file} says ${said}; it must be an OpenAPI document of version 3.0 or 3.1.`);
}

function pathOf(path: string, from: string): string {
  return path.startsWith("file:") ? fileURLToPath(path) : resolve(dirname(from), decoded(path));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
