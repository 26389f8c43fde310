import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { expect, it, onTestFinished } from "vitest";
import { freePort } from "./free-port.ts";
import { Sandbox } from "./program.ts";
import { list, pageOf } from "./scenario.ts";

const MODULE = "/usr/lib/nginx/modules/ngx_rtmp_module.so";
const SECONDS = 4;
// Debian's libnginx-mod-rtmp and ffmpeg: npm has neither. What they send is recorded in media-servers.test.ts.
const isInstalled = existsSync(MODULE) && spawnSync("ffmpeg", ["-version"]).status === 0;

/** The configuration to paste, with what a test needs around it. */
function configuration(folder: string, port: number, hook: string): string {
  const sample = readFileSync(new URL("../samples/media-servers/nginx-rtmp.conf", import.meta.url), "utf8");
  const application = sample
    .replaceAll("http://127.0.0.1:8081/ingest/nginx-rtmp/KEY", hook)
    .replace("notify_update_timeout 15s", "notify_update_timeout 1s");
  return `
load_module ${MODULE};
daemon off; master_process off; pid ${folder}/nginx.pid; error_log ${folder}/error.log;
events {}
rtmp { server { listen 127.0.0.1:${port}; ${application} } }`;
}

it.skipIf(!isInstalled)(
  "a stream of ffmpeg through a real nginx-rtmp becomes a session with its duration",
  async () => {
    await using sandbox = new Sandbox();
    const database = sandbox.file("a.sqlite");
    const run = async (...args: string[]): Promise<string> =>
      (await sandbox.run([...args, "--database", database])).stdout.trim();
    const account = await run("accounts", "create");
    const entityId = await run("entities", "create", "--account", account, "--stream", "live_EXAMPLEKEY01");
    const authorization = await run("keys", "create", "--account", account);
    const server = await sandbox.serve(["--database", database, "--ingest-port", "0"]);
    const port = await freePort();
    const hook = `${server.ingest}/ingest/nginx-rtmp/${authorization}`;
    writeFileSync(sandbox.file("nginx.conf"), configuration(sandbox.folder, port, hook));
    const nginx = spawn("nginx", ["-c", sandbox.file("nginx.conf"), "-p", sandbox.folder], { stdio: "ignore" });
    onTestFinished(() => void nginx.kill());
    const publish = async (stream: string): Promise<number | null> => {
      const source = ["-re", "-f", "lavfi", "-i", `testsrc=size=160x120:rate=10:duration=${SECONDS}`];
      const target = ["-c:v", "flv1", "-f", "flv", `rtmp://127.0.0.1:${port}/live/${stream}`];
      const [code] = await once(
        spawn("ffmpeg", ["-loglevel", "error", ...source, ...target], { stdio: "ignore" }),
        "close",
      );
      return code as number | null;
    };
    const sessions = async (): Promise<readonly (number | undefined)[]> =>
      (await pageOf(await list(server.list, { authorization, entityId }))).data.map(({ duration }) => duration);
    // It listens in a moment.
    await expect.poll(() => publish("live_EXAMPLEKEY01")).toBe(0);
    await expect.poll(async () => (await sessions()).filter((duration) => duration === undefined)).toEqual([]);
    const [duration] = await sessions();
    expect(duration).toBeGreaterThanOrEqual(SECONDS - 2);
    expect(duration).toBeLessThanOrEqual(SECONDS + 6);
    expect(await publish("nobody-knows-it")).not.toBe(0);
    expect(await sessions()).toHaveLength(1);
  },
);
