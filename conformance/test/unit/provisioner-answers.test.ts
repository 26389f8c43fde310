import { expect, test } from "vitest";
import { parseCapabilities, parseScenario } from "../../src/scenario/live-sessions/provisioner.ts";
import type { WireResult } from "../../src/transport/wire.ts";

function answer(status: number, value: unknown): WireResult {
  const body = Buffer.from(JSON.stringify(value));
  return { response: { status, headers: [], body, bytes: body.byteLength } };
}

test("a settling time of more than an hour is cut to one", () => {
  const { settleMs, declaredSettleMs } = parseCapabilities(
    answer(200, { version: "1", capabilities: [], settle_ms: 1e12 }),
  );
  expect([settleMs, declaredSettleMs]).toEqual([3_600_000, 1e12]);
});

test.each([["3600000"], [{ valueOf: 3_600_000 }], [[3_600_000]], [true], [null], [-1]])(
  "a settle_ms of %j is no time to wait for",
  (settle_ms) => {
    const { settleMs, declaredSettleMs } = parseCapabilities(
      answer(200, { version: "1", capabilities: [], settle_ms }),
    );
    expect([settleMs, declaredSettleMs]).toEqual([0, 0]);
  },
);

test.each([
  ["uap-1\nx-forged: 1", "holds a control character at position 6"],
  ["uap-\u20ac", "holds a character outside Latin-1 at position 5"],
  [" uap-1", "begins or ends with white space"],
])("a key that no header can carry, %j, is an error of the provisioner", (authorization, why) => {
  const scenario = { id: "s", accounts: { owner: { authorization } }, live_entities: {} };
  expect(() => parseScenario(answer(201, scenario), new Map(), ["owner"])).toThrow(
    new RegExp(`POST /scenarios of the provisioner gave an authorization for the account "owner" that ${why}`),
  );
});
