import type { Experiment } from "./experiment.ts";
import { unknownEntityId } from "./keys.ts";
import type { Lab, QueryParameter } from "./lab.ts";

const query: readonly QueryParameter[] = [["page_size", "4"]];

/** HEAD beside GET. */
export const head: Experiment = {
  id: "head",
  modes: ["provisioned", "read-only"],
  async run(lab) {
    for (const method of ["GET", "HEAD"]) {
      await lab.ask({ entity: "populated", role: method, probe: "a page", method, query });
      await lab.ask({
        entity: "populated",
        role: method,
        probe: "an unknown entity",
        method,
        segment: unknownEntityId,
      });
      await lab.ask({
        entity: "populated",
        role: method,
        probe: "a bad page_size",
        method,
        query: [["page_size", "0"]],
      });
    }
  },
};

/** Methods that would change something. On somebody's own data only if that was allowed. */
export const methods: Experiment = {
  id: "methods",
  modes: ["provisioned", "read-only"],
  async run(lab) {
    if (lab.bench.mode === "read-only" && !lab.bench.allowUnsafeMethods) return;
    const entity = lab.bench.mode === "provisioned" ? "faulty" : "populated";
    await lab.ask({ entity, role: "before", query });
    for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
      const body = method === "DELETE" ? {} : { body: "{}", headers: { "content-type": "application/json" } };
      await lab.ask({
        entity,
        role: "method",
        probe: method,
        method,
        ...body,
        finalStatus: (status) => status === 503,
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
    for (const value of ["*/*", "text/html", "application/xml;q=0.9, image/*", "application/json;q=0"]) {
      await lab.ask({ entity: "populated", role: "accept", probe: value, query, headers: { accept: value } });
    }
  },
};

/** `If-None-Match` with the tag that was given, with another, and without a key. */
export const conditional: Experiment = {
  id: "conditional",
  modes: ["provisioned", "read-only"],
  async run(lab) {
    for (const target of [query, [["page_size", "6"]] as const]) {
      const first = await lab.ask({ entity: "populated", role: "tagged", query: target });
      const etag =
        "failure" in first.result ? undefined : first.result.response.headers.find(([name]) => name === "etag")?.[1];
      if (etag === undefined || etag.startsWith("W/")) return;
      await askWith(lab, "same tag", etag, target);
      await askWith(lab, "other tag", '"no-such-tag"', target);
      await lab.ask({
        entity: "populated",
        role: "key first",
        probe: "If-None-Match",
        key: "none",
        query: target,
        headers: { "if-none-match": etag },
      });
    }
  },
};

async function askWith(lab: Lab, role: string, etag: string, target: readonly QueryParameter[]): Promise<void> {
  await lab.ask({ entity: "populated", role, query: target, headers: { "if-none-match": etag } });
}

/** A query parameter that nobody declared. */
export const parameters: Experiment = {
  id: "parameters",
  modes: ["provisioned", "read-only"],
  async run(lab) {
    await lab.ask({ entity: "populated", role: "without", query });
    await lab.ask({ entity: "populated", role: "with", query: [...query, ["conformance_unknown", "1"]] });
  },
};
