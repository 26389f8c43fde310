import { Ajv2020 } from "ajv/dist/2020.js";
import standalone from "ajv/dist/standalone/index.js";
import { build } from "esbuild";
import { dateTimeFormat } from "./date-time-format.ts";

/** The schemas that get a validator, by their name in the document. */
const validatedSchemas: readonly string[] = ["LiveSessionPage", "LiveSession", "ErrorBody"];

/**
 * Compiles the document's schemas to one TypeScript module that imports nothing.
 *
 * @param schemas the document's `components.schemas`, JSON Schema 2020-12.
 * @returns the module's text: for each of {@link validatedSchemas} a `validate<Name>`, and the type `CompiledValidator`.
 */
export async function validatorsSource(schemas: Readonly<Record<string, unknown>>): Promise<string> {
  const ajv = new Ajv2020({
    allErrors: true,
    strict: true,
    allowUnionTypes: true,
    inlineRefs: false,
    code: { source: true, esm: true, lines: true, optimize: 2 },
    formats: { "date-time": dateTimeFormat },
  });
  const text = JSON.stringify(schemas);
  // Ajv2020 prepares every function for two keywords that the document does not use.
  ajv.opts.unevaluated = text.includes('"unevaluated');
  ajv.opts.dynamicRef = text.includes('"$dynamic');
  ajv.addKeyword("example");
  // A schema with an id of its own is compiled once, however many others refer to it.
  for (const [name, schema] of Object.entries(JSON.parse(text.replaceAll('"#/components/schemas/', '"')))) {
    ajv.addSchema({ ...Object(schema), $id: name });
  }
  const source = standalone.default(ajv, Object.fromEntries(validatedSchemas.map((name) => [`validate${name}`, name])));
  return withDeclaredExports(await withoutDeadCode(withoutRequire(withShortFailures(source))));
}

const compiledValidator = `/** A compiled validator: true when the value fits, else false with the failures in \`errors\`. */
export interface CompiledValidator {
  (value: unknown): boolean;
  errors?: readonly { readonly instancePath: string; readonly message: string }[] | null;
}
`;

/** Gives the exports their types; the code within has none, so the compiler does not check it. */
function withDeclaredExports(code: string): string {
  const body = code.replace(/export \{[^}]*\};\n$/, "");
  const typed = body
    .replace(/\b(validate[A-Z]\w+)( = validate\d+)/g, "$1: CompiledValidator$2")
    .replace(/^var /gm, "const ");
  const names = validatedSchemas.map((name) => `validate${name}`).join(", ");
  return `// @ts-nocheck\n${compiledValidator}${typed}export { ${names} };\n`;
}

async function withoutDeadCode(contents: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, loader: "js" },
    bundle: true,
    format: "esm",
    minifySyntax: true,
    write: false,
  });
  return outputFiles.map((file) => file.text.replace("// <stdin>\n", "")).join("");
}

/**
 * Leaves path and message in each failure that Ajv's code reports, and pushes it in one statement: four fifths of the
 * code is that block, and neither the schema path nor the parameters (which may hold values) are wanted.
 */
function withShortFailures(source: string): string {
  const report =
    /const (err\d+) = \{(instancePath.*?),schemaPath:"[^"]*",keyword:"[^"]*",params:\{.*?\},(message:.*)\};\nif\(vErrors === null\)\{\nvErrors = \[\1\];\n\}\nelse \{\nvErrors\.push\(\1\);\n\}/g;
  const short = source.replace(report, "(vErrors ??= []).push({$2,$3});");
  if (short.includes("schemaPath:")) {
    throw new Error("Ajv reports a failure in a form that withShortFailures does not know; extend its expression.");
  }
  return short;
}

/** What Ajv's standalone code requires at run time, written out: the length of a string in characters, not code units. */
const runtime: Readonly<Record<string, string>> = { ucs2length: "(text) => [...text].length" };

/** Puts the functions of {@link runtime} in place of each `require`. */
function withoutRequire(source: string): string {
  return source.replace(/require\("([^"]+)"\)(\.default)?/g, (_, module: string) => {
    const inlined = runtime[module.replace("ajv/dist/runtime/", "")];
    if (inlined === undefined) throw new Error(`The validators require ${module}: write it out in \`runtime\`.`);
    return inlined;
  });
}
