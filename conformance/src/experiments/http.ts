import { badSizes, instanceFor } from "./bad-sizes.ts";
import type { Experiment } from "./experiment.ts";
import { askFirstPage } from "./first-page.ts";
import type { QueryParameter } from "./lab.ts";
import type { RawExchange } from "./notebook.ts";
import { unknownIdLike } from "./unknown-id.ts";

const query: readonly QueryParameter[] = [["page_size", "4"]];

/** HEAD, where others ask the same by GET. */
export const head: Experiment = {
  id: "head",
  modes: ["provisioned", "read-only"],
  async run(lab) {
    await lab.ask({ entity: "populated", role: "HEAD", probe: "a page", method: "HEAD", query });
    await lab.ask({
      entity: "populated",
      role: "HEAD",
      probe: "an unknown entity",
      method: "HEAD",
      segment: unknownIdLike(lab.entity("populated").id),
    });
    await lab.ask({
      entity: "populated",
      role: "HEAD",
      probe: "page_size 0",
      method: "HEAD",
      query: [["page_size", "0"]],
      // Where it is asked by GET: instances may differ in how they say that a request is bad.
      instance: instanceFor(badSizes.indexOf("0"), lab.bench.instances),
    });
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
    for (const [index, method] of ["POST", "PUT", "PATCH", "DELETE"].entries()) {
      const body = method === "DELETE" ? {} : { body: "{}", headers: { "content-type": "application/json" } };
      await lab.ask({
        entity,
        role: "method",
        probe: method,
        method,
        instance: (index + 1) % lab.bench.instances,
        ...body,
      });
    }
    await lab.ask({ entity, role: "after", query });
  },
};

/** What curl and many clients send. */
export const anyType = "*/*";

/** The probe without an `Accept`. */
export const noAccept = "none";

/** `Accept` with types that the endpoint has not, with any type at all, and left out. */
export const accept: Experiment = {
  id: "accept",
  modes: ["provisioned", "read-only"],
  async run(lab) {
    for (const value of ["text/html", "application/xml", anyType]) {
      await lab.ask({ entity: "populated", role: "accept", probe: value, query, accept: value });
    }
    await lab.ask({ entity: "populated", role: "accept", probe: noAccept, query, accept: null });
  },
};

/** `If-None-Match` with the tag that was given, with another, and without a key. */
export const conditional: Experiment = {
  id: "conditional",
  modes: ["provisioned", "read-only"],
  async run(lab) {
    const etag =
      lab.bench.keepsakes.get("tag of populated at 4") ??
      tagOf(await lab.ask({ entity: "populated", role: "tagged", query }));
    if (etag === undefined || etag.startsWith("W/")) return;
    const askWith = (role: string, tag: string, key = "owner"): Promise<RawExchange> =>
      lab.ask({ entity: "populated", role, probe: "If-None-Match", key, query, headers: { "if-none-match": tag } });
    await askWith("same tag", etag);
    await askWith("other tag", tagsLike(etag));
    await askWith("key first", etag, "none");
  },
};

/** The entity tag of an answer. */
export function tagOf({ result }: RawExchange): string | undefined {
  return "failure" in result ? undefined : result.response.headers.find(([name]) => name === "etag")?.[1];
}

/** Tags that are not this one, and would be for whoever compares by a part of it or without case (RFC 9110 §8.8.3.2). */
function tagsLike(etag: string): string {
  const inner = etag.slice(1, -1);
  const swapped = inner.replace(/[A-Za-z]/g, (letter) =>
    letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
  );
  const others = ["no-such-tag", `${inner}0`, inner.slice(0, -1), swapped].filter((other) => other !== inner);
  return others.map((other) => `"${other}"`).join(", ");
}

const elsewhere = [
  "conformance_unknown",
  "limit",
  "per_page",
  "offset",
  "page",
  "order",
  "sort",
  "cursor",
  "starting_after",
  "fields",
];

/** Query parameters that nobody declared. Somebody's own list grows: there the page without them is asked for before and after. */
export const parameters: Experiment = {
  id: "parameters",
  modes: ["provisioned", "read-only"],
  async run(lab) {
    const grows = lab.bench.mode === "read-only";
    if (grows) await askFirstPage(lab, { entity: "populated", role: "without", query });
    const others = elsewhere.map((name) => [name, name === "order" || name === "sort" ? "asc" : "2"] as const);
    await askFirstPage(lab, {
      entity: "populated",
      role: "with",
      probe: "an unheard-of name, and names of other APIs",
      query: [...query, ...others],
    });
    if (grows) await askFirstPage(lab, { entity: "populated", role: "without", query });
  },
};
