import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import type { ServedLiveSession } from "@live-sessions/contract";
import { validateErrorBody } from "@live-sessions/contract/validators";
import { describe, expect, it } from "vitest";
import { Sandbox } from "../program.ts";
import { RawConnection } from "../raw-connection.ts";
import { list, type OneEntity, oneEntity } from "../scenario.ts";
import { operated } from "./operated.ts";
import { readOnly, SMALL_DISKS } from "./small-disks.ts";
import { walk } from "./walk.ts";

const LINES = 60_000;
const MOST_STARTS = 20_000;

/** Starts sessions one after another, and remembers the acknowledged ones. */
class Starter {
  readonly acknowledged: ServedLiveSession[] = [];
  readonly #connection: RawConnection;
  readonly #entity: OneEntity;
  #sent = 0;

  constructor(connection: RawConnection, entity: OneEntity) {
    this.#connection = connection;
    this.#entity = entity;
  }

  /** @returns the status, 201 or 500; a 500 is in the document's form */
  async start(): Promise<number> {
    this.#sent += 1;
    const { entityId: entity_id, authorization } = this.#entity;
    const body = JSON.stringify({ entity_id, id: `signal-${this.#sent}`, stream_key: "live_EXAMPLEKEY01" });
    const head = `POST /ingest/sessions/start HTTP/1.1\r\nHost: x\r\nAuthorization: ${authorization}\r\n`;
    this.#connection.send(`${head}Content-Length: ${body.length}\r\n\r\n${body}`);
    const answer = await this.#connection.answer();
    if (answer?.status === 201) this.acknowledged.push(JSON.parse(answer.body) as ServedLiveSession);
    else expect([answer?.status, validateErrorBody(JSON.parse(answer?.body ?? ""))]).toEqual([500, []]);
    return answer?.status ?? 0;
  }
}

const byId = (a: ServedLiveSession, b: ServedLiveSession): number => (a.id < b.id ? -1 : 1);

describe.each(SMALL_DISKS)("with %s", (_, disk) => {
  it("starts are 500, nothing acknowledged is lost, lists are served, and room makes all well again", async () => {
    await using sandbox = new Sandbox();
    const folder = sandbox.file("disk");
    mkdirSync(folder);
    const args = [
      "--database",
      `${folder}/a.sqlite`,
      "--ingest-port",
      "0",
      "--second-session",
      "keep",
      "--operations-port",
      "0",
    ];
    const server = await sandbox.serve(args, {}, disk.under(folder));
    const pid = server.child.pid ?? 0;
    const entity = await oneEntity(server.provisioning, [{}, {}, {}]);
    const starter = new Starter(await RawConnection.open(server.ingest), entity);
    const expected = (): ServedLiveSession[] => [...entity.sessions, ...starter.acknowledged].sort(byId);
    let status = 201;
    for (let n = 0; n < MOST_STARTS && status === 201; n += 1) status = await starter.start();
    expect([status, starter.acknowledged.length > 100]).toEqual([500, true]);
    for (let n = 0; n < 20; n += 1) await starter.start();
    expect((await walk(server.list, entity)).sort(byId)).toEqual(expected());
    expect((await fetch(`${server.operations}/readyz`)).status).toBe(200);
    disk.free(folder, pid);
    for (let n = 0; n < 20; n += 1) expect(await starter.start()).toBe(201);
    expect((await walk(server.list, entity)).sort(byId)).toEqual(expected());
    {
      using file = new DatabaseSync(`${disk.seen(folder, pid)}/a.sqlite`);
      expect(file.prepare("pragma integrity_check").all()).toEqual([{ integrity_check: "ok" }]);
    }
    const { code, stderr } = await server.stop();
    expect([code, stderr]).toEqual([0, expect.stringMatching(/"msg":"fault"/)]);
    // The operator reads what it is, and no key.
    expect(stderr).toMatch(/database or disk is full|disk I\/O error/);
    expect(stderr).not.toContain(entity.authorization);
  });

  it("an import names the lines that are not written, in one sentence, and the same lines later complete it", async () => {
    await using sandbox = new Sandbox();
    const folder = sandbox.file("disk");
    mkdirSync(folder);
    const prepared = sandbox.file("prepared.sqlite");
    const { account } = await operated(sandbox, prepared);
    const sessions = Array.from({ length: LINES }, (_, n) => ({
      ...{ id: `s-${String(n).padStart(6, "0")}`, entity_id: "e", stream_key: "live_EXAMPLEKEY01" },
      ...{ created_at: "2024-05-01T12:00:00Z", updated_at: "2024-05-01T12:00:00Z" },
    }));
    const lines = sessions.map((session) => JSON.stringify(session));
    const input = sandbox.file("in.ndjson");
    writeFileSync(input, lines.map((line) => `${line}\n`).join(""));
    // The disk may be one that only this command sees, so it brings the database and takes it away again.
    const script = `cp ${prepared} ${folder}/a.sqlite; "$@"; code=$?; tar -C ${folder} -c --exclude=ballast .; exit $code`;
    const under = [...disk.under(folder), "sh", "-c", script, "sh"];
    const full = `${folder}/a.sqlite`;
    const child = sandbox.start(["import", "--account", account, "--file", input, "--database", full], {}, under);
    const [archive, errors] = [[] as Buffer[], [] as Buffer[]];
    child.stdout?.on("data", (chunk: Buffer) => void archive.push(chunk));
    child.stderr?.on("data", (chunk: Buffer) => void errors.push(chunk));
    const [code] = await once(child, "close");
    const stderr = Buffer.concat(errors).toString();
    expect([code, stderr.trimEnd().split("\n").length, stderr]).toEqual([
      1,
      1,
      expect.stringMatching(/cannot be written/),
    ]);
    const [, first = "", last = "", written = ""] =
      /Lines (\d+) to (\d+) cannot be written: .*\. (?:Lines 1 to (\d+) are written, nothing after|Nothing was written)\.$/m.exec(
        stderr,
      ) ?? [];
    expect([Number(first), Number(last)]).toEqual([Number(written) + 1, Number(written) + 1_000]);
    mkdirSync(sandbox.file("after"));
    execFileSync("tar", ["-C", sandbox.file("after"), "-x"], { input: Buffer.concat(archive) });
    const after = sandbox.file("after/a.sqlite");
    const exported = async (): Promise<string> => (await sandbox.run(["export", "--database", after])).stdout;
    expect(await exported()).toBe(
      lines
        .slice(0, Number(written))
        .map((line) => `${line}\n`)
        .join(""),
    );
    const again = await sandbox.run(["import", "--account", account, "--file", input, "--database", after]);
    expect([again.code, await exported()]).toEqual([0, readFileSync(input, "utf8")]);
  });
});

it("a database that is read-only is refused in one sentence that says so, and stays as it is", async () => {
  await using sandbox = new Sandbox();
  const folder = sandbox.file("kept");
  mkdirSync(folder);
  const database = `${folder}/a.sqlite`;
  const first = await sandbox.serve(["--database", database]);
  const entity = await oneEntity(first.provisioning, [{}, {}]);
  await first.stop();
  const before = readFileSync(database);
  const under = readOnly(folder, "a.sqlite");
  for (const command of [
    ["serve", "--port", "0"],
    ["accounts", "create"],
    ["import", "--account", "a"],
  ]) {
    const { code, stdout, stderr } = await sandbox.run([...command, "--database", database], {}, under);
    const sentence = `live-sessions-server: ${database} or its folder is not writable.\n`;
    expect([command, code, stdout, stderr]).toEqual([command, 1, "", sentence]);
  }
  expect(readFileSync(database).equals(before)).toBe(true);
  chmodSync(folder, 0o755);
  chmodSync(database, 0o644);
  const second = await sandbox.serve(["--database", database]);
  expect((await list(second.list, entity)).status).toBe(200);
});
