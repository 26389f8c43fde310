import { describe, expect, it } from "vitest";
import { nodeAt, targetOf, validatorAt } from "./bundled-document.ts";

const responses = "/paths/~1v1~1live_entities~1{id}~1live_sessions/get/responses";
const bodies = Object.keys(nodeAt(responses))
  .map((status) => ({ status, pointer: targetOf(`${responses}/${status}`, nodeAt(responses)[status]) }))
  .filter(({ pointer }) => "content" in nodeAt(pointer))
  .map(({ status, pointer }) => ({ status, pointer: `${pointer}/content/application~1json` }));

const examples = bodies.flatMap(({ status, pointer }) =>
  Object.keys(nodeAt(`${pointer}/examples`)).map((name) => ({ status, pointer, name })),
);

describe("the examples of the document", () => {
  it.each(examples)("$name of $status fits the schema of its response", ({ pointer, name }) => {
    const validate = validatorAt(`${pointer}/schema`);
    validate(nodeAt(`${pointer}/examples/${name}`)["value"]);
    expect(validate.errors ?? []).toEqual([]);
  });

  it.each(bodies)("$status has an example", ({ pointer }) => {
    expect(Object.keys(nodeAt(`${pointer}/examples`))).not.toEqual([]);
  });

  it("each example of page_token is the token of the page before the one whose name it carries", () => {
    const pages = bodies.find(({ status }) => status === "200")?.pointer ?? "";
    const tokenOf = (page: string): unknown =>
      (nodeAt(`${pages}/examples/${page}`)["value"] as Record<string, unknown>)["next_page_token"];
    const tokens = "/components/parameters/PageToken/examples";
    expect(nodeAt(`${tokens}/middlePage`)["value"]).toBe(tokenOf("firstPage"));
    expect(nodeAt(`${tokens}/lastPage`)["value"]).toBe(tokenOf("middlePage"));
    expect(Object.keys(nodeAt(tokens))).toEqual(["middlePage", "lastPage"]);
  });

  it("the first example of a page is the first page of the walk, as mocks return the first", () => {
    const page = bodies.find(({ status }) => status === "200");
    expect(Object.keys(nodeAt(`${page?.pointer}/examples`))[0]).toBe("firstPage");
  });

  it.each(["LiveSession", "ErrorBody", "LiveSessionPage"])("the examples within schema %s fit it", (name) => {
    const properties = `/components/schemas/${name}/properties`;
    for (const property of Object.keys(nodeAt(properties))) {
      const validate = validatorAt(`${properties}/${property}`);
      const values = nodeAt(`${properties}/${property}`)["examples"];
      for (const value of Array.isArray(values) ? values : []) expect(validate(value), property).toBe(true);
    }
  });

  it.each(["parameters", "headers"])("the example of each of the components' %s fits its schema", (kind) => {
    for (const name of Object.keys(nodeAt(`/components/${kind}`))) {
      const pointer = `/components/${kind}/${name}`;
      const { example, examples } = nodeAt(pointer);
      const named = typeof examples === "object" && examples !== null ? Object.keys(examples) : [];
      const values =
        named.length === 0 ? [example] : named.map((each) => nodeAt(`${pointer}/examples/${each}`)["value"]);
      for (const value of values) expect(validatorAt(`${pointer}/schema`)(value), name).toBe(true);
    }
  });
});
