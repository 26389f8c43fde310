import { spawn } from "node:child_process";
import { join } from "node:path";
import { expect, it } from "vitest";
import { docsRoot } from "../src/site-paths.ts";

it("the command that serves the site says where, serves every part of it, and ends on Ctrl-C", async () => {
  const child = spawn(process.execPath, [join(docsRoot, "scripts/serve.ts"), "--port", "0"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  const root = await new Promise<string>((resolve, reject) => {
    child.once("close", (code) => reject(new Error(`It ended with ${code} before it served.`)));
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      const [, url] = /The site is at (\S+)/.exec(text) ?? [];
      if (url !== undefined) resolve(url);
    });
  });
  const answers = await Promise.all(
    ["", "requirements.html", "site.css", "openapi.yaml", "openapi.json", "nowhere.html"].map(async (path) => {
      const { status, headers } = await fetch(root + path);
      return [status, headers.get("content-type")?.split(";")[0]];
    }),
  );
  child.kill("SIGINT");

  expect(answers).toEqual([
    [200, "text/html"],
    [200, "text/html"],
    [200, "text/css"],
    [200, "application/yaml"],
    [200, "application/json"],
    [404, "text/html"],
  ]);
  expect(await ended).toBe(0);
});
