import type { OpenAPI3, ParameterObject, ReferenceObject, SchemaObject } from "openapi-typescript";

/** The numbers of the parameter `page_size` as constants. @throws Error when the document has no such parameter, or not all of them */
export function pageSizeSource(document: OpenAPI3): string {
  const parameters: readonly (ParameterObject | ReferenceObject)[] = Object.values(
    document.components?.parameters ?? {},
  );
  const parameter = parameters.find((candidate) => "name" in candidate && candidate.name === "page_size");
  const schema = parameter && "schema" in parameter ? (parameter.schema as SchemaObject) : undefined;
  const { minimum, maximum, default: usual } = { ...schema } as Readonly<Record<string, unknown>>;
  return [
    constant("MIN_PAGE_SIZE", "The smallest `page_size`.", minimum),
    constant("DEFAULT_PAGE_SIZE", "The number of sessions on a page without `page_size`.", usual),
    constant("MAX_PAGE_SIZE", "The largest `page_size`.", maximum),
  ].join("\n");
}

function constant(name: string, text: string, value: unknown): string {
  if (typeof value !== "number") throw new Error(`the document's page_size has no ${name}`);
  return `/** ${text} */\nexport const ${name}: number = ${value};\n`;
}
