import type { PlainRequest, PlainResponse } from "@live-sessions/server";
import { describe, expect, it } from "vitest";
import { withKeptAnswers } from "../src/refinements/kept-answers.ts";
import type { DatabaseState } from "../src/session-database.ts";

const KEY = "uap-00000000000000000000000000000000-00000000";

/** A list that tells how often it was read, on a database whose changes the test commits. */
class Deployment implements DatabaseState {
  seen = 0;
  reads = 0;
  validations = 0;
  version = 0;
  status = 200;
  /** Done while a request is being answered. */
  meanwhile: () => void = () => {};
  #committed = 0;
  #isFaultPending = false;

  /** A change of another entity, or of this one. */
  commit({ ofThisEntity, withFault = false }: { ofThisEntity: boolean; withFault?: boolean }): void {
    this.#committed += 1;
    this.#isFaultPending = withFault;
    if (ofThisEntity) this.version += 1;
  }

  look(): number {
    this.seen = this.#committed;
    return this.seen;
  }

  isFaultPending(): boolean {
    return this.#isFaultPending;
  }

  readonly answer = async ({ headers }: PlainRequest): Promise<PlainResponse> => {
    const etag = `"${this.version}"`;
    const known = { "cache-control": "no-store", etag };
    if (headers["if-none-match"] === etag) {
      this.validations += 1;
      return { status: 304, headers: known, body: "" };
    }
    this.reads += 1;
    const body = `list ${this.version}`;
    const { status } = this;
    this.meanwhile();
    return { status, headers: status === 200 ? known : {}, body };
  };
}

function request(headers: PlainRequest["headers"] = {}, target = "/list"): PlainRequest {
  return { method: "GET", target, headers: { authorization: KEY, ...headers } };
}

function subject(): { deployment: Deployment; ask: (asked?: PlainRequest) => Promise<[number, string]> } {
  const deployment = new Deployment();
  const handler = withKeptAnswers(deployment.answer, deployment);
  const ask = async (asked = request()): Promise<[number, string]> => {
    const { status, body } = await handler(asked);
    return [status, Buffer.from(body).toString()];
  };
  return { deployment, ask };
}

describe("a request that comes again", () => {
  it("is answered from memory from the third time on, while nothing changes", async () => {
    const { deployment, ask } = subject();
    for (let n = 0; n < 5; n += 1) expect(await ask()).toEqual([200, "list 0"]);
    expect(deployment.reads).toBe(2);
  });

  it("is answered from the database after a change of its entity", async () => {
    const { deployment, ask } = subject();
    for (let n = 0; n < 5; n += 1) {
      await ask();
      await ask();
      await ask();
      deployment.commit({ ofThisEntity: true });
      expect(await ask()).toEqual([200, `list ${n + 1}`]);
    }
  });

  it("costs a validation and no page after a change elsewhere", async () => {
    const { deployment, ask } = subject();
    await ask();
    await ask();
    deployment.commit({ ofThisEntity: false });
    expect(await ask()).toEqual([200, "list 0"]);
    expect(await ask()).toEqual([200, "list 0"]);
    expect([deployment.reads, deployment.validations]).toEqual([2, 1]);
  });

  it("meets a fault that is pending, which a validation would pass by", async () => {
    const { deployment, ask } = subject();
    await ask();
    await ask();
    deployment.commit({ ofThisEntity: false, withFault: true });
    deployment.status = 500;
    expect((await ask())[0]).toBe(500);
    deployment.status = 200;
    deployment.commit({ ofThisEntity: false });
    expect((await ask())[0]).toBe(200);
  });

  it("is asked again when something changed while it was answered", async () => {
    const { deployment, ask } = subject();
    await ask();
    deployment.meanwhile = () => deployment.commit({ ofThisEntity: true });
    await ask();
    deployment.meanwhile = () => {};
    expect(await ask()).toEqual([200, "list 1"]);
  });

  it("is never answered from memory where it was refused", async () => {
    const { deployment, ask } = subject();
    deployment.status = 404;
    for (let n = 0; n < 4; n += 1) expect((await ask())[0]).toBe(404);
    expect(deployment.reads).toBe(4);
  });

  it("with If-None-Match is 304 until its entity changes", async () => {
    const { deployment, ask } = subject();
    const conditional = request({ "if-none-match": '"0"' });
    for (let n = 0; n < 4; n += 1) expect(await ask(conditional)).toEqual([304, ""]);
    expect(deployment.validations).toBe(2);
    deployment.commit({ ofThisEntity: true });
    expect(await ask(conditional)).toEqual([200, "list 1"]);
  });
});

it.each([
  ["another key", request({ authorization: `${KEY}0` })],
  ["another target", request({}, "/list?page_size=2")],
  ["another If-None-Match", request({ "if-none-match": '"9"' })],
  ["HEAD", { ...request(), method: "HEAD" }],
  ["no key", request({ authorization: undefined })],
])("a request with %s is another one", async (_, other) => {
  const { deployment, ask } = subject();
  for (let n = 0; n < 3; n += 1) await ask();
  const before = deployment.reads;
  await ask(other);
  expect(deployment.reads).toBe(before + 1);
});

it("a thousand other requests take the place of one", async () => {
  const { deployment, ask } = subject();
  await ask();
  await ask();
  for (let n = 0; n < 2_000; n += 1) await ask(request({}, `/other?${Math.floor(n / 2)}`));
  const before = deployment.reads;
  await ask();
  expect(deployment.reads).toBe(before + 1);
});

it("answers to a target with several tags count each", async () => {
  const { deployment, ask } = subject();
  for (let n = 0; n < 3; n += 1) await ask();
  for (let n = 0; n < 300 * 4 * 2; n += 1) {
    await ask(request({ "if-none-match": `"tag ${n % 4}"` }, `/other?${Math.floor(n / 8)}`));
  }
  const before = deployment.reads;
  await ask();
  expect(deployment.reads).toBe(before + 1);
});

it("requests that come once take nobody's place", async () => {
  const { deployment, ask } = subject();
  for (let n = 0; n < 3; n += 1) await ask();
  for (let n = 0; n < 1_000; n += 1) await ask(request({}, `/other?${n}`));
  const before = deployment.reads;
  for (let n = 0; n < 3; n += 1) await ask();
  // Among so many it may look new, but once.
  expect(deployment.reads).toBeLessThanOrEqual(before + 1);
});

it("requests that come in turn, too many to keep, are answered as if each came once", async () => {
  const deployment = new Deployment();
  const handler = withKeptAnswers(deployment.answer, deployment);
  let kept = 0;
  for (let n = 0; n < 30_000; n += 1) {
    const { body } = await handler(request({}, `/list?${n % 10_000}`));
    if (typeof body !== "string") kept += 1;
  }
  expect(kept).toBeLessThan(300);
});

it("requests whose targets share an end are answered each for itself", async () => {
  const echo = async ({ target }: PlainRequest): Promise<PlainResponse> => ({
    status: 200,
    headers: { etag: '"1"' },
    body: target,
  });
  const handler = withKeptAnswers(echo, new Deployment());
  const targets = ["a", "b"].map((start) => `/${start}${"x".repeat(100)}`);
  for (let n = 0; n < 4; n += 1) {
    for (const target of targets) {
      expect(Buffer.from((await handler(request({}, target))).body).toString()).toBe(target);
    }
  }
});
