import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import process from "node:process";
import { describe, expect, it, onTestFinished } from "vitest";
import { hookOf } from "../src/ingest/hook-handler.ts";
import { hooked } from "./hooked.ts";
import { Sandbox } from "./program.ts";
import { RECORDED_HOOKS } from "./recorded-hooks.ts";

const FILES = {
  srs: "srs.conf",
  "nginx-rtmp": "nginx-rtmp.conf",
  ovenmediaengine: "ovenmediaengine.xml",
  "ant-media": "ant-media.properties",
  mediamtx: "mediamtx.yaml",
} as const;

const sample = (name: keyof typeof FILES): string =>
  readFileSync(new URL(`../samples/media-servers/${FILES[name]}`, import.meta.url), "utf8");
const recorded = (name: keyof typeof FILES): (typeof RECORDED_HOOKS)[number] => {
  const found = RECORDED_HOOKS.find((each) => each.name === name);
  if (!found) throw new Error(`Nothing of ${name} is recorded.`);
  return found;
};

describe("the configuration to paste", () => {
  it("is there for each media server whose hooks are taken, and names its path with the key in it", () => {
    expect(Object.keys(FILES).sort()).toEqual(RECORDED_HOOKS.map(({ name }) => name).sort());
    for (const { name } of RECORDED_HOOKS) {
      const urls = sample(name as keyof typeof FILES).match(/http:\/\/[^\s;<"']+/g) ?? [];
      expect(urls.length).toBeGreaterThan(0);
      expect(new Set(urls)).toEqual(new Set([`http://127.0.0.1:8081/ingest/${name}/KEY`]));
      expect(hookOf(`/ingest/${name}/KEY`)?.key).toBe("KEY");
    }
  });

  it("has SRS call for a start, a signal and an end, by the hooks that its payloads name", () => {
    const { start, signal, end } = recorded("srs");
    const actions = [start("1"), signal?.("1") ?? "", end("1")].map((body) => String(JSON.parse(body).action));
    const named = Array.from(sample("srs").matchAll(/^ *(on_\w+) /gm), ([, name]) => name);
    expect(named.sort()).toEqual(actions.sort());
  });

  it("has nginx-rtmp call for a start, a signal and an end", () => {
    const { start, signal, end } = recorded("nginx-rtmp");
    const call = (body = ""): string => new URLSearchParams(body).get("call") ?? "";
    expect([call(start("1")), call(signal?.("1")), call(end("1"))]).toEqual([
      "publish",
      "update_publish",
      "publish_done",
    ]);
    const named = Array.from(sample("nginx-rtmp").matchAll(/^ *(on_\w+) /gm), ([, name]) => name);
    expect(named).toEqual(["on_publish", "on_update", "on_publish_done"]);
  });

  it("has OvenMediaEngine sign with the key that is in the path", () => {
    expect(sample("ovenmediaengine")).toContain("<SecretKey>KEY</SecretKey>");
  });

  it("has MediaMTX run commands that begin a session, signal that it goes on, and end it", async () => {
    await using sandbox = new Sandbox();
    const { server, key, sessions } = await hooked(sandbox, "--operations-port", "0");
    const here = sample("mediamtx")
      .replaceAll("http://127.0.0.1:8081", server.ingest)
      .replaceAll("KEY", key)
      .replace("sleep 15", "sleep 0.1");
    const command = (name: string): string => {
      const [, folded = ""] = new RegExp(`^  ${name}: >\n((?:    .*\n?)+)`, "m").exec(here) ?? [];
      return folded.replaceAll(/\s*\n\s*/g, " ").trim();
    };
    const run = (name: string): ReturnType<typeof spawn> => {
      const env = { PATH: process.env["PATH"], MTX_PATH: "live/live_EXAMPLEKEY01", MTX_SOURCE_ID: "a1" };
      return spawn("sh", ["-c", command(name)], { env, stdio: "ignore", detached: true });
    };
    const reports = async (): Promise<number> => {
      const metrics = await (await fetch(`${server.operations}/metrics`)).text();
      return Number(/^live_sessions_ingest_reports_total\{status="200"\} (\d+)$/m.exec(metrics)?.[1]);
    };
    const ready = run("runOnReady");
    const kill = (): void => void (ready.exitCode === null && ready.pid && process.kill(-ready.pid));
    onTestFinished(kill);
    await expect.poll(reports).toBeGreaterThan(2);
    const [begun] = await sessions();
    expect(begun?.duration).toBeUndefined();
    kill();
    await once(ready, "close");
    await once(run("runOnNotReady"), "close");
    expect((await sessions()).map(({ id, duration }) => [id, typeof duration])).toEqual([[begun?.id, "number"]]);
  });
});
