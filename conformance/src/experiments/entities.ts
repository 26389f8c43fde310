import { percentEncoded } from "../transport/percent-encoded.ts";
import { anyToken } from "./any-token.ts";
import type { Experiment } from "./experiment.ts";
import type { Lab } from "./lab.ts";
import { readQuickly } from "./quick-reading.ts";
import { isUuid, unknownIdLike } from "./unknown-id.ts";

/** Entities that do not exist, that have no id, or that belong to somebody else. */
export const entities: Experiment = {
  id: "entities",
  modes: ["provisioned", "read-only"],
  async run(lab) {
    const populated = { entity: "populated" };
    const { id } = lab.entity("populated");
    // Twice where it is compared with another answer: what differs between these two differs from answer to answer.
    for (let time = 0; time < (lab.has("foreign") ? 2 : 1); time += 1)
      await lab.ask({ ...populated, role: "unknown", segment: unknownIdLike(id) });
    for (const [probe, segment] of malformedIds(id)) await lab.ask({ ...populated, role: "malformed", probe, segment });
    // Where ids are numbers, somebody may have this one.
    if (isUuid(id)) await lab.ask({ ...populated, role: "malformed", probe: "a number", segment: "12345" });
    await lab.ask({ ...populated, role: "missing id", segment: "" });
    if (lab.has("foreign")) await askForeign(lab);
  },
};

const longest = 600;

/** @param id one that exists, however long: with more behind it, it is another */
function malformedIds(id: string): readonly (readonly [probe: string, segment: string])[] {
  return [
    ["a broken escape", "no-such-entity%zz"],
    ["a quote", "%27%20or%20%271%27%3D%271"],
    ["NUL", "%00"],
    ["an emoji", "%F0%9F%A6%86"],
    ["longer than any id", percentEncoded(`${id}a`.padEnd(longest, "a"))],
  ];
}

/** The same UUID in upper case, its last character as an escape (RFC 3986 §2.3). */
function respelled(id: string): string {
  const upper = id.toUpperCase();
  return `${upper.slice(0, -1)}%${upper.charCodeAt(upper.length - 1).toString(16)}`;
}

async function askForeign(lab: Lab): Promise<void> {
  const token = await anyToken(lab);
  await lab.ask({ entity: "foreign", role: "foreign" });
  const { id } = lab.entity("foreign");
  // In an id of another form case matters: in the other one it may be somebody's own.
  if (isUuid(id))
    await lab.ask({
      entity: "foreign",
      role: "foreign",
      probe: "in upper case, one character escaped",
      segment: respelled(id),
    });
  if (token !== undefined) {
    await lab.ask({
      entity: "foreign",
      role: "foreign",
      probe: "with a token of one's own entity",
      query: [
        ["page_size", "3"],
        ["page_token", token],
      ],
    });
  }
  if (!lab.bench.keys.has("stranger")) return;
  const strangers = await lab.ask({
    entity: "foreign",
    key: "stranger",
    role: "stranger",
    query: [["page_size", "3"]],
  });
  const strangersToken = readQuickly(strangers)?.nextToken;
  if (strangersToken !== undefined) {
    const query = [
      ["page_size", "3"],
      ["page_token", strangersToken],
    ] as const;
    await lab.ask({ entity: "foreign", role: "foreign", probe: "with a token of that entity", query });
  }
  const tag =
    "failure" in strangers.result
      ? undefined
      : strangers.result.response.headers.find(([name]) => name === "etag")?.[1];
  if (tag !== undefined) {
    const headers = { "if-none-match": tag };
    await lab.ask({ entity: "foreign", role: "foreign conditional", query: [["page_size", "3"]], headers });
  }
  await lab.ask({
    entity: "populated",
    key: "stranger",
    role: "foreign",
    probe: "the other way round",
    instance: lab.bench.instances - 1,
  });
  // The owner right after the stranger: an answer kept by URL alone shows here.
  await lab.ask({
    entity: "foreign",
    role: "foreign",
    probe: "after its own account asked the same",
    query: [["page_size", "3"]],
  });
}
