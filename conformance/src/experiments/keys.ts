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

const firstWord = "uap-".length;

/**
 * A valid key cut, extended, respelled and changed by one character, a pattern that fits it, and credentials of another scheme; none
 * that is another account's.
 */
function wrongKeys(lab: Lab): WrongKey[] {
  const key = lab.keyOf("owner");
  const wrong: WrongKey[] = [
    { name: "blank", authorization: "" },
    { name: "prefix", authorization: key.slice(0, -1) },
    { name: "extended", authorization: `${key}0` },
    { name: "other case", authorization: swapCase(key) },
    { name: "last character changed", authorization: key.slice(0, -1) + notHex(key.at(-1)) },
    { name: "middle character changed", authorization: changeMiddle(key) },
    // As a database compares by LIKE.
    { name: "a pattern", authorization: `${key.slice(0, firstWord)}%` },
    // Base64 without the colon that a decoder of Basic splits at.
    { name: "another scheme", authorization: "Basic bm9ib2R5" },
  ];
  const valid = new Set(lab.bench.keys.values());
  return wrong.filter(({ authorization }) => !valid.has(authorization));
}

// No digit of a key: keys that are numbered differ in their last digit, and another account may have the next one.
function notHex(character: string | undefined): string {
  return character === "x" ? "y" : "x";
}

// But for its first word, which many compare to the letter before they decode the rest, in either case.
function swapCase(key: string): string {
  const start = /[A-Za-z]/.test(key.slice(firstWord)) ? firstWord : 0;
  const swapped = key
    .slice(start)
    .replace(/[A-Za-z]/g, (letter) => (letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase()));
  return key.slice(0, start) + swapped;
}

function changeMiddle(key: string): string {
  const middle = Math.floor(key.length / 2);
  return `${key.slice(0, middle)}${key[middle] === "a" ? "b" : "a"}${key.slice(middle + 1)}`;
}

/** The one that follows a valid key on its connection. */
function keptConnectionKey(lab: Lab): WrongKey | undefined {
  return wrongKeys(lab).find(({ name }) => /^(?:last|middle) character changed$/.test(name));
}

/** A key that nobody has. Not of zeros: test deployments number theirs from there, and an error may show such a one as a sample. */
const nobodysKey = "uap-6e6f626f64792773206b657920697320-74686973";

/** Requests without a key, with wrong ones, and on a connection that carried a valid one before. */
export const keys: Experiment = {
  id: "keys",
  modes: ["provisioned", "read-only"],
  async run(lab) {
    const query: QueryParameter[] = [["page_size", "3"]];
    const control = await askOnOneConnection(lab, query);
    await lab.ask({ entity: "populated", role: "no key", key: "none", query });
    await lab.ask({ entity: "populated", role: "no key", key: "none", query, method: "HEAD" });
    // One of them was tried on the kept connection. Each instance gets its share: one alone may be set up otherwise.
    const kept = keptConnectionKey(lab);
    const wrong = wrongKeys(lab).filter(({ name }) => name !== kept?.name);
    for (const [index, { name, authorization }] of wrong.entries()) {
      const instance = (index + 1) % lab.bench.instances;
      await lab.ask({ entity: "populated", role: "wrong key", key: name, authorization, query, instance });
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
  const wrong = keptConnectionKey(lab);
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
  const nobodys = { role: "key first", key: "nobody's", authorization: nobodysKey };
  await lab.ask({
    ...nobodys,
    entity: "populated",
    probe: "page_size over the maximum",
    query: [["page_size", "101"]],
  });
  const quoted = { role: "key first", key: "a quote", authorization: "x' or 'x'='x" };
  await lab.ask({ ...quoted, entity: "populated", probe: "malformed entity id", segment: "no-such-entity" });
}
