import { expect, it } from "vitest";
import { DATABASES } from "./databases.ts";
import { Sandbox } from "./program.ts";
import { list, oneEntity, pageOf, provision } from "./scenario.ts";

it.each(DATABASES)("on %s, two processes that start on one new file both serve it", async (_, empty) => {
  await using sandbox = new Sandbox();
  const file = await empty(sandbox);
  const [a, b] = await Promise.all([sandbox.serve(["--database", file]), sandbox.serve(["--database", file])]);
  const entity = await oneEntity(a.provisioning, [{}]);
  expect(await pageOf(await list(b.list, entity))).toEqual(await pageOf(await list(a.list, entity)));
});

it.each(DATABASES)(
  "on %s, of two processes on one file, none answers 304 or an old list after the other has changed it",
  async (_, empty) => {
    await using sandbox = new Sandbox();
    const file = await empty(sandbox);
    const [a, b] = await Promise.all([sandbox.serve(["--database", file]), sandbox.serve(["--database", file])]);
    const entity = await oneEntity(a.provisioning, []);
    let tag = '"none"';
    for (let n = 0; n < 50; n += 1) {
      const [writer, reader] = n % 2 ? [a, b] : [b, a];
      const path = `/live_entities/${entity.entityId}/live_sessions`;
      expect((await provision(writer.provisioning, "POST", path)).status).toBe(201);
      const response = await list(reader.list, entity, "?page_size=100", { "if-none-match": tag });
      expect([response.status, (await pageOf(response)).data.length]).toEqual([200, n + 1]);
      tag = response.headers.get("etag") ?? "";
      expect((await list(writer.list, entity, "?page_size=100", { "if-none-match": tag })).status).toBe(304);
    }
  },
);

it.each(DATABASES)("on %s, an ETag stands for one body alone while two processes write and read", async (_, empty) => {
  await using sandbox = new Sandbox();
  const file = await empty(sandbox);
  const servers = await Promise.all([sandbox.serve(["--database", file]), sandbox.serve(["--database", file])]);
  const [a, b] = servers;
  const entity = await oneEntity(a.provisioning, []);
  const bodies = new Map<string, string>();
  const path = `/live_entities/${entity.entityId}/live_sessions`;
  const write = async (): Promise<void> => {
    for (let n = 0; n < 60; n += 1) {
      expect((await provision(n % 2 ? a.provisioning : b.provisioning, "POST", path)).status).toBe(201);
    }
  };
  const read = async (base: string): Promise<void> => {
    for (let n = 0; n < 200; n += 1) {
      const response = await list(base, entity, "?page_size=100");
      const [tag, body] = [response.headers.get("etag") ?? "", await response.text()];
      expect(bodies.get(tag) ?? body).toBe(body);
      bodies.set(tag, body);
    }
  };
  await Promise.all([write(), write(), ...servers.map((server) => read(server.list))]);
  expect(bodies.size).toBeGreaterThan(1);
});

it.each(DATABASES)(
  "on %s, a key that another process takes away is 401 at once, whatever is asked",
  async (_, empty) => {
    await using sandbox = new Sandbox();
    const file = await empty(sandbox);
    const [a, b] = await Promise.all([sandbox.serve(["--database", file]), sandbox.serve(["--database", file])]);
    const query = ["", "?page_size=2", "?page_size=0", "?page_token=none"];
    for (let n = 0; n < 5; n += 1) {
      const entity = await oneEntity(a.provisioning, [{}, {}, {}]);
      const unknown = { ...entity, entityId: "unknown" };
      const statuses = async (): Promise<number[]> => {
        const asked = [...query.map((text) => list(b.list, entity, text)), list(b.list, unknown)];
        return (await Promise.all(asked)).map(({ status }) => status);
      };
      for (let known = 0; known < 3; known += 1) expect(await statuses()).toEqual([200, 200, 400, 400, 404]);
      expect((await provision(a.provisioning, "DELETE", `/scenarios/${entity.id}`)).status).toBe(204);
      expect(await statuses()).toEqual([401, 401, 401, 401, 401]);
    }
  },
);

it.each(DATABASES)(
  "on %s, a fault that another process asks for meets the next page, known or not",
  async (_, empty) => {
    await using sandbox = new Sandbox();
    const file = await empty(sandbox);
    const [a, b] = await Promise.all([sandbox.serve(["--database", file]), sandbox.serve(["--database", file])]);
    const entity = await oneEntity(a.provisioning, [{}, {}, {}]);
    for (let n = 0; n < 5; n += 1) {
      for (let known = 0; known < 3; known += 1) expect((await list(b.list, entity)).status).toBe(200);
      const tag = (await list(b.list, entity)).headers.get("etag") ?? "";
      const faults = `/live_entities/${entity.entityId}/faults`;
      expect((await provision(a.provisioning, "POST", faults, { requests: 1 })).status).toBe(204);
      expect((await list(b.list, entity, "", { "if-none-match": tag })).status).toBe(304);
      expect((await list(b.list, entity)).status).toBe(500);
      expect((await list(b.list, entity)).status).toBe(200);
    }
  },
);
