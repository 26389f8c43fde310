import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type Answer, jsonReply } from "../corpus/exchange.ts";
import { listen } from "../corpus/listener.ts";
import { runCli, withFolder } from "./run-cli.ts";

const key = "uap-canary/0+1=2 3-Kanarienvogel";
const streamKey = "live_Canary/4+5=6-Nightingale";
const tenant = "tenant/Blackbird+7=8";
const secrets = [key, streamKey, tenant];

/** Puts what it is told, in many spellings, wherever an answer has room for it. */
const echo: Answer = async ({ headers, target, path }) => {
  const seen = `${headers.authorization ?? ""} ${headers["x-tenant"]?.toString() ?? ""} ${streamKey}`;
  const spelled = [
    seen,
    seen.toUpperCase(),
    encodeURIComponent(seen),
    JSON.stringify(seen),
    encodeURIComponent(seen).toLowerCase(),
  ];
  const said = spelled.join(" and ");
  const session = {
    id: `session of ${streamKey}`,
    entity_id: "x",
    stream_key: streamKey,
    created_at: said,
    updated_at: "2024-01-01T00:00:00Z",
  };
  const echoed = { "x-echo": encodeURIComponent(said), "x-echo-plain": seen, etag: `"${encodeURIComponent(seen)}"` };
  if (headers.authorization !== key) return jsonReply(401, { message: `${said} ${target}`, error_type: said }, echoed);
  const body = { data: [session, session], next_page_token: said };
  return path.includes("x/live_sessions") ? jsonReply(200, body, echoed) : jsonReply(500, { message: said }, echoed);
};

/** Every spelling in which a secret could be read back. */
const spellings = secrets.flatMap((secret) =>
  [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    Buffer.from(secret).toString("base64url"),
  ].map((text) => text.toLowerCase()),
);

test("no key, stream key or header value is in any byte of any output, in whatever spelling a server echoes it", async () => {
  const server = await listen(echo);
  try {
    await withFolder(async (folder) => {
      const reporters = ["json", "junit", "markdown", "html"].flatMap((name) => [
        "--reporter",
        `${name}=${join(folder, name)}`,
      ]);
      const flags = [
        "--base-url",
        server.url,
        "--live-entity",
        "x",
        "--header",
        "x-tenant=TENANT",
        "--max-requests",
        "120",
      ];
      const environment = { LIVE_SESSIONS_AUTHORIZATION: key, TENANT: tenant, DEBUG: "1" };
      const run = await runCli(["run", ...flags, "--reporter", "pretty", ...reporters], { environment });
      expect(run.exitCode, run.stderr).toBe(1);
      const doctor = await runCli(["doctor", ...flags], { environment });
      const files = readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8"));
      expect(files).toHaveLength(4);
      for (const output of [...files, run.stdout, run.stderr, doctor.stdout, doctor.stderr]) {
        const lower = output.toLowerCase();
        expect(spellings.filter((spelling) => lower.includes(spelling))).toEqual([]);
      }
    });
  } finally {
    await server.close();
  }
});
