import type { Experiment } from "./experiment.ts";
import type { Lab, QueryParameter } from "./lab.ts";
import type { RawExchange } from "./notebook.ts";
import { readQuickly } from "./quick-reading.ts";
import { unknownIdLike } from "./unknown-id.ts";

/** A key that is not valid, by what is wrong with it. */
export interface WrongKey {
  readonly name: string;
  readonly authorization: string;
}

/** A valid key cut, extended, respelled and changed by one character, and one that nobody has; none that is another account's. */
function wrongKeys(lab: Lab): WrongKey[] {
  const key = lab.keyOf("owner");
  const swapped = key.replace(/[A-Za-z]/g, (letter) =>
    letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
  );
  const wrong: WrongKey[] = [
    { name: "blank", authorization: "" },
    { name: "prefix", authorization: key.slice(0, -1) },
    { name: "extended", authorization: `${key}0` },
    { name: "other case", authorization: swapped },
    { name: "last character changed", authorization: key.slice(0, -1) + notHex(key.at(-1)) },
    { name: "middle character changed", authorization: changeMiddle(key) },
    { name: "nobody's", authorization: "uap-00000000000000000000000000000000-00000000" },
  ];
  const valid = new Set(lab.bench.keys.values());
  return wrong.filter(({ authorization }) => !valid.has(authorization));
}

// No digit of a key: keys that are numbered differ in their last digit, and another account may have the next one.
function notHex(character: string | undefined): string {
  return character === "x" ? "y" : "x";
}

function changeMiddle(key: string): string {
  const middle = Math.floor(key.length / 2);
  return `${key.slice(0, middle)}${key[middle] === "a" ? "b" : "a"}${key.slice(middle + 1)}`;
}

/** Requests without a key, with wrong ones, and on a connection that carried a valid one before. */
export const keys: Experiment = {
  id: "keys",
  modes: ["provisioned", "read-only"],
  async run(lab) {
    const query: QueryParameter[] = [["page_size", "3"]];
    const control = await askOnOneConnection(lab, query);
    await lab.ask({ entity: "populated", role: "no key", key: "none", query });
    await lab.ask({ entity: "populated", role: "no key", key: "none", query, method: "HEAD" });
    for (const { name, authorization } of wrongKeys(lab)) {
      await lab.ask({ entity: "populated", role: "wrong key", key: name, authorization, query });
    }
    await askKeyFirst(lab, readQuickly(control)?.nextToken);
  },
};

/** @returns the answer to the valid key */
async function askOnOneConnection(lab: Lab, query: readonly QueryParameter[]): Promise<RawExchange> {
  const connection = "kept";
  const probe = "after a valid one on the connection";
  const control = await lab.ask({ entity: "populated", role: "connection control", query, connection });
  await lab.ask({ entity: "populated", role: "no key", probe, key: "none", query, connection });
  const wrong = wrongKeys(lab).find(({ name }) => /^(?:last|middle) character changed$/.test(name));
  if (wrong) {
    const { name: key, authorization } = wrong;
    await lab.ask({ entity: "populated", role: "wrong key", probe, key, authorization, query, connection });
  }
  return control;
}

/** Whatever else is wrong with a request, without a key it is 401: nobody learns what exists. */
async function askKeyFirst(lab: Lab, token: string | undefined): Promise<void> {
  const ask = { role: "key first", key: "none" };
  await lab.ask({ ...ask, entity: "populated", probe: "bad page_size", query: [["page_size", "0"]] });
  await lab.ask({
    ...ask,
    entity: "populated",
    probe: "bad page_token",
    query: [["page_token", "no token, a sentence"]],
  });
  await lab.ask({
    ...ask,
    entity: "populated",
    probe: "unknown entity",
    segment: unknownIdLike(lab.entity("populated").id),
  });
  if (token !== undefined)
    await lab.ask({
      ...ask,
      entity: "populated",
      probe: "valid page_token",
      query: [
        ["page_size", "3"],
        ["page_token", token],
      ],
    });
  if (lab.has("empty")) await lab.ask({ ...ask, entity: "empty", probe: "entity without sessions" });
  if (lab.has("foreign")) await lab.ask({ ...ask, entity: "foreign", probe: "another account's entity" });
  const invalid = wrongKeys(lab).findLast(({ authorization }) => authorization !== "");
  if (!invalid) return;
  const wrong = { role: "key first", key: invalid.name, authorization: invalid.authorization };
  await lab.ask({ ...wrong, entity: "populated", probe: "page_size over the maximum", query: [["page_size", "101"]] });
  await lab.ask({ ...wrong, entity: "populated", probe: "malformed entity id", segment: "no-such-entity" });
}
