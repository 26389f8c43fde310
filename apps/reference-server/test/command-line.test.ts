import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, it } from "vitest";
import { COMMANDS } from "../src/commands.ts";
import { openDatabase } from "../src/sqlite/open-database.ts";
import { outputUntil, Sandbox } from "./program.ts";

describe("wrong usage ends with exit code 2 and one sentence", () => {
  it.each([
    [[], /Which command\?/],
    [["sevre"], /There is no command "sevre"\. Did you mean "serve"\? Commands: serve, /],
    [["serve"], /serve needs --database/],
    [["serve", "--database", ":memory:", "--prot", "1"], /serve has no flag --prot\. Did you mean "--port"\?/],
    [["serve", "--database", ":memory:", "--port"], /--port needs a value: --port <n>\./],
    [
      ["serve", "--database", ":memory:", "--port", "http"],
      /--port must be a port number from 0 to 65535, got "http"\./,
    ],
    [["serve", "--database", ":memory:", "--port", "65536"], /got "65536"/],
    [["serve", "--database", ":memory:", "--port=-1"], /got "-1"/],
    [["serve", "--database", ":memory:", "--provisioning-port", "x"], /--provisioning-port must be a port number/],
    [["serve", "--database", ":memory:", "--port", "1", "--port", "2"], /--port was given twice; give it once\./],
    [["serve", "--database", ":memory:", "--sharded", "yes"], /--sharded must be on or off, got "yes"\./],
    [["serve", "--database", ":memory:", "extra"], /serve takes no argument without a flag, and got "extra"\./],
    [
      ["serve", "--database", "mysql://me:secret@db.example.com/lists"],
      /a database is a file.*not a URL that begins with mysql:/i,
    ],
    [["accounts", "create", "--database", "Postgres+ssl://me:secret@db/lists"], /begins with Postgres\+ssl:/],
    [["acounts", "create"], /There is no command "acounts create"\. Did you mean "accounts create"\?/],
    [["keys", "make"], /There is no command "keys make"/],
    [["keys", "create", "--acount", "x"], /keys create has no flag --acount\. Did you mean "--account"\?/],
    [
      ["serve", "--database", ":memory:", "--provisioner-authorization", "secret"],
      /set the environment variable LIVE_SESSIONS_PROVISIONER_AUTHORIZATION/,
    ],
    [["sample", "--database", "x"], /sample has no flag --database\./],
  ])("%j", async (args, sentence) => {
    await using sandbox = new Sandbox();
    const { code, stdout, stderr } = await sandbox.run(args);
    expect([code, stdout, stderr.trimEnd().split("\n").length]).toEqual([2, "", 1]);
    expect(stderr).toMatch(sentence);
    expect(stderr).not.toContain("secret");
  });
});

describe("a failure at run time ends with exit code 1 and one sentence", () => {
  async function failure(file: string, ...args: string[]): Promise<string> {
    await using sandbox = new Sandbox();
    const { code, stdout, stderr } = await sandbox.run(["serve", "--port", "0", "--database", file, ...args]);
    expect([code, stdout, stderr.trimEnd().split("\n").length]).toEqual([1, "", 1]);
    return stderr;
  }

  it("when the database file is none", async () => {
    await using sandbox = new Sandbox();
    writeFileSync(sandbox.file("notes.txt"), "These are notes and no database. ".repeat(100));
    expect(await failure(sandbox.file("notes.txt"))).toMatch(/notes\.txt is not an SQLite database\./);
  });

  it("when the database is another program's", async () => {
    await using sandbox = new Sandbox();
    using database = new DatabaseSync(sandbox.file("other.sqlite"));
    database.exec("create table recipes (name text)");
    expect(await failure(sandbox.file("other.sqlite"))).toMatch(/other\.sqlite is a database of another program\./);
  });

  it("when the database has a newer schema", async () => {
    await using sandbox = new Sandbox();
    using database = openDatabase(sandbox.file("new.sqlite"));
    database.exec("pragma user_version = 99");
    expect(await failure(sandbox.file("new.sqlite"))).toMatch(/schema version 99.*up to \d+: use a newer release/);
  });

  it("when the database has a schema of a version that no release had", async () => {
    await using sandbox = new Sandbox();
    using database = openDatabase(sandbox.file("odd.sqlite"));
    database.exec("pragma user_version = -1");
    expect(await failure(sandbox.file("odd.sqlite"))).toMatch(/schema version -1, and this program knows/);
  });

  it("when the folder is missing", async () => {
    await using sandbox = new Sandbox();
    expect(await failure(sandbox.file("missing/a.sqlite"))).toMatch(/folder is missing/);
  });

  it("when the port is taken", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as AddressInfo;
    expect(await failure(":memory:", "--provisioning-port", String(port))).toBe(
      `live-sessions-server: Port ${port} on 127.0.0.1 is taken.\n`,
    );
    await using sandbox = new Sandbox();
    const { code, stderr } = await sandbox.run(["serve", "--database", ":memory:", "--port", String(port)]);
    other.close();
    expect([code, stderr]).toEqual([1, `live-sessions-server: Port ${port} on 127.0.0.1 is taken.\n`]);
  });
});

describe("the program", () => {
  it.each(["--help", "-h"])("lists its commands for %s", async (flag) => {
    await using sandbox = new Sandbox();
    const { code, stdout, stderr } = await sandbox.run([flag]);
    expect([code, stderr]).toEqual([0, ""]);
    for (const { name } of COMMANDS) expect(stdout).toContain(`\n  ${name} `);
  });

  it("prints a command's flags for --help behind it", async () => {
    await using sandbox = new Sandbox();
    for (const [name, ...flags] of [
      ["serve", "--port <n>", "--config <file>"],
      ["keys create", "--expires <time>"],
    ] as const) {
      const { code, stdout, stderr } = await sandbox.run([...name.split(" "), "--help"]);
      expect([code, stderr]).toEqual([0, ""]);
      for (const flag of flags) expect(stdout).toContain(flag);
    }
  });

  it.each(["--version", "-v", "serve --version", "keys create -v"])("prints its version for %s", async (words) => {
    await using sandbox = new Sandbox();
    const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as {
      version: string;
    };
    expect(await sandbox.run(words.split(" "))).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
  });

  it("says in one sentence which Node it needs, on one that is older", async () => {
    await using sandbox = new Sandbox();
    // What it asks for its version, as an older one would answer.
    const older =
      "data:text/javascript,const{versions}=process;Object.defineProperty(process,'versions',{value:{...versions,node:'20.19.0'}})";
    const { code, stdout, stderr } = await sandbox.run(["--version"], { NODE_OPTIONS: `--import=${older}` });
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(/^live-sessions-server needs Node 22\.13 or newer; this is \S+\.\n$/);
  });

  it.each(["SIGINT", "SIGTERM"] as const)("ends with exit code 0 at %s and says nothing on stderr", async (signal) => {
    await using sandbox = new Sandbox();
    const server = await sandbox.serve(["--database", sandbox.file("a.sqlite")]);
    expect(await server.stop(signal)).toMatchObject({ code: 0, stderr: "" });
  });

  it("sample prints a curl line that lists the sample as pasted", async () => {
    await using sandbox = new Sandbox();
    const text = await outputUntil(sandbox.start(["sample", "--port", "0"]), "curl ");
    const line = text.split("\n").find((each) => each.startsWith("curl ")) ?? "";
    const { stdout } = spawnSync("sh", ["-c", `${line} --silent`], { encoding: "utf8" });
    expect(JSON.parse(stdout)).toMatchObject({ data: [{}, {}, {}], next_page_token: expect.stringMatching(/./) });
  });
});
