import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { conversation } from "./team.ts";

const document: { paths: Record<string, Record<string, unknown>> } = parse(
  readFileSync(new URL("../openapi.yaml", import.meta.url), "utf8"),
);

describe("the document", () => {
  it.each(Object.entries(document.paths))(
    "has exactly the methods that the handler takes on %s",
    async (path, item) => {
      const target = path.replaceAll(/\{\w+\}/g, "some-id");
      const refused = await conversation()("OPTIONS", target);
      const declared = Object.keys(item).filter((name) => name !== "parameters");
      expect([refused.status, refused.headers["allow"]?.toLowerCase().split(", ")]).toEqual([405, declared]);
    },
  );
});
