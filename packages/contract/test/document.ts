import document from "@live-sessions/openapi/openapi.json" with { type: "json" };

/** One example of the document, with the name of the schema that its body is declared to have. */
export interface DocumentExample {
  readonly name: string;
  readonly schema: string;
  readonly value: unknown;
}

/** Every example of every response of the operation. */
export function documentExamples(): DocumentExample[] {
  const { responses } = document.paths["/v1/live_entities/{id}/live_sessions"].get;
  return Object.entries(responses).flatMap(([status, response]) => examplesOf(status, resolved(response)));
}

function examplesOf(status: string, response: unknown): DocumentExample[] {
  const media: unknown = at(at(response, "content"), "application/json");
  const schema = String(at(at(media, "schema"), "$ref")).replace("#/components/schemas/", "");
  return Object.entries(Object(at(media, "examples"))).map(([name, example]) => ({
    name: `${status} ${name}`,
    schema,
    value: at(resolved(example), "value"),
  }));
}

/** What a local `$ref` points to; anything else as it is. */
function resolved(value: unknown): unknown {
  const reference = at(value, "$ref");
  return typeof reference === "string" ? reference.slice(2).split("/").reduce<unknown>(at, document) : value;
}

function at(value: unknown, name: string): unknown {
  return Object(value)[name];
}
