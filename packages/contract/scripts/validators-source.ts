import { Ajv2020 } from "ajv/dist/2020.js";
import standalone from "ajv/dist/standalone/index.js";
import { build } from "esbuild";
import ts from "typescript";
import { dateTimeFormat } from "./date-time-format.ts";
import { importedRuntime } from "./imported-runtime.ts";
import { shortFailures } from "./short-failures.ts";
import { typedExports } from "./typed-exports.ts";
import * as runtime from "./validator-runtime.ts";

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
  const code = transformed(source, [shortFailures, importedRuntime("./validator-runtime.ts", Object.keys(runtime))]);
  const names = validatedSchemas.map((name) => `validate${name}`);
  const typed = transformed(await withoutDeadCode(code), [typedExports(names, "CompiledValidator")]);
  // The code within has no types, so the compiler does not check it.
  return `// @ts-nocheck\n${compiledValidator}${typed}`;
}

const compiledValidator = `/** A compiled validator: true when the value fits, else false with the failures in \`errors\`. */
export interface CompiledValidator {
  (value: unknown): boolean;
  errors?: readonly { readonly instancePath: string; readonly message: string }[] | null;
}
`;

function transformed(code: string, steps: readonly ts.TransformerFactory<ts.SourceFile>[]): string {
  const file = ts.createSourceFile("validators.js", code, ts.ScriptTarget.Latest, false, ts.ScriptKind.JS);
  const [changed = file] = ts.transform(file, [...steps]).transformed;
  return ts.createPrinter({ removeComments: true }).printFile(changed);
}

/** Bundles what is imported, and leaves out what is never used. */
async function withoutDeadCode(contents: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, loader: "js", resolveDir: import.meta.dirname },
    bundle: true,
    format: "esm",
    minifySyntax: true,
    write: false,
  });
  return outputFiles.map(({ text }) => text).join("");
}
