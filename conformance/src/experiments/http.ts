import type { Experiment } from "./experiment.ts";
import type { QueryParameter } from "./lab.ts";
import type { RawExchange } from "./notebook.ts";
import { unknownIdLike } from "./unknown-id.ts";

const query: readonly QueryParameter[] = [["page_size", "4"]];

/** HEAD beside GET. */
export const head: Experiment = {
  id: "head",
  modes: ["provisioned", "read-only"],
  async run(lab) {
    await lab.ask({ entity: "populated", role: "GET", probe: "a page", query });
    await lab.ask({ entity: "populated", role: "HEAD", probe: "a page", method: "HEAD", query });
    await lab.ask({
      entity: "populated",
      role: "HEAD",
      probe: "an unknown entity",
      method: "HEAD",
      segment: unknownIdLike(lab.entity("populated").id),
    });
    const badSize = [["page_size", "0"]] as const;
    await lab.ask({ entity: "populated", role: "HEAD", probe: "page_size 0", method: "HEAD", query: badSize });
    if (lab.has("foreign"))
      await lab.ask({ entity: "foreign", role: "HEAD", probe: "another account's entity", method: "HEAD" });
  },
};

/** Methods that would change something. On somebody's own data only if that was allowed. */
export const methods: Experiment = {
  id: "methods",
  modes: ["provisioned", "read-only"],
  async run(lab) {
    if (lab.bench.mode === "read-only" && !lab.bench.allowUnsafeMethods) return;
    const entity = lab.bench.mode === "provisioned" ? "guarded" : "populated";
    await lab.ask({ entity, role: "before", query });
    for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
      const body = method === "DELETE" ? {} : { body: "{}", headers: { "content-type": "application/json" } };
      await lab.ask({
        entity,
        role: "method",
        probe: method,
        method,
        ...body,
      });
    }
    await lab.ask({ entity, role: "after", query });
  },
};

/** `Accept` with types that the endpoint has not. */
export const accept: Experiment = {
  id: "accept",
  modes: ["provisioned", "read-only"],
  async run(lab) {
    for (const value of ["text/html", "application/xml"]) {
      await lab.ask({ entity: "populated", role: "accept", probe: value, query, headers: { accept: value } });
    }
  },
};

/** `If-None-Match` with the tag that was given, with another, and without a key. */
export const conditional: Experiment = {
  id: "conditional",
  modes: ["provisioned", "read-only"],
  async run(lab) {
    const first = await lab.ask({ entity: "populated", role: "tagged", query });
    const etag =
      "failure" in first.result ? undefined : first.result.response.headers.find(([name]) => name === "etag")?.[1];
    if (etag === undefined || etag.startsWith("W/")) return;
    const askWith = (role: string, tag: string, key = "owner"): Promise<RawExchange> =>
      lab.ask({ entity: "populated", role, probe: "If-None-Match", key, query, headers: { "if-none-match": tag } });
    await askWith("same tag", etag);
    await askWith("other tag", '"no-such-tag"');
    await askWith("key first", etag, "none");
  },
};

const elsewhere = ["limit", "per_page", "offset", "page", "order", "sort", "cursor", "starting_after", "fields"];

const undeclared: readonly { readonly probe: string; readonly added: readonly QueryParameter[] }[] = [
  { probe: "an unheard-of name", added: [["conformance_unknown", "1"]] },
  {
    probe: "names of other APIs",
    added: elsewhere.map((name) => [name, name === "order" || name === "sort" ? "asc" : "2"] as const),
  },
];

/** Query parameters that nobody declared. Somebody's own list grows: there the page without them is asked for before and after each. */
export const parameters: Experiment = {
  id: "parameters",
  modes: ["provisioned", "read-only"],
  async run(lab) {
    const grows = lab.bench.mode === "read-only";
    if (grows) await lab.ask({ entity: "populated", role: "without", query });
    for (const { probe, added } of undeclared) {
      await lab.ask({ entity: "populated", role: "with", probe, query: [...query, ...added] });
      if (grows) await lab.ask({ entity: "populated", role: "without", query });
    }
  },
};
