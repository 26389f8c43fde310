import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { runConformance } from "../../src/running/run-conformance.ts";
import { startDeployment } from "../corpus/deployment.ts";
import type { Exchange, Reply } from "../corpus/exchange.ts";
import { isKeyOfServers } from "../corpus/is-key-of-servers.ts";
import { ListEndpoint } from "../corpus/list-endpoint.ts";

type Forms = readonly (readonly [form: string, write: (secret: string) => string | Uint8Array])[];

const forms: Forms = [
  ["as they are", (secret) => secret],
  ["in upper case", (secret) => secret.toUpperCase()],
  ["percent-encoded", (secret) => encodeURIComponent(secret)],
  ["in base64", (secret) => Buffer.from(secret).toString("base64")],
  ["in base64 for URLs", (secret) => Buffer.from(secret).toString("base64url")],
  ["next to bytes that are not UTF-8", (secret) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(secret)])],
];

/** Every way in which a byte of a report could show one of the secrets. */
function shownIn(text: string, secrets: ReadonlySet<string>): string[] {
  const everything = `${text} ${decodedFrom(text)}`.toLowerCase();
  return [...secrets].filter((secret) => {
    const base64 = Buffer.from(secret).toString("base64").replace(/=+$/, "");
    const spellings = [secret, encodeURIComponent(secret), base64, base64.replaceAll("+", "-").replaceAll("/", "_")];
    return spellings.some((spelling) => everything.includes(spelling.toLowerCase()));
  });
}

function decodedFrom(text: string): string {
  return (text.match(/[A-Za-z0-9+/_-]{24,}={0,2}/g) ?? [])
    .map((word) => Buffer.from(word, "base64").toString("latin1"))
    .join(" ");
}

test.for(forms)(
  "a server that echoes keys and stream keys %s leaves none of them in any byte of the report",
  async ([, write]) => {
    const secrets = new Set<string>();
    class Echoing extends ListEndpoint {
      override async handle(exchange: Exchange): Promise<Reply> {
        const reply = await super.handle(exchange);
        for (const account of this.data.accounts.values()) secrets.add(account.authorization);
        for (const entity of this.data.entities.values())
          for (const { streamKey } of entity.sessions) if (isKeyOfServers(streamKey)) secrets.add(streamKey);
        const written = [...secrets].map((secret) => Buffer.from(write(secret)));
        const headers = {
          ...reply.headers,
          "x-debug": written
            .map((bytes) => bytes.toString("latin1"))
            .slice(0, 40)
            .join(" "),
        };
        const isRefusal = reply.status >= 400;
        const body = isRefusal ? Buffer.concat([Buffer.from(reply.body), ...written]) : reply.body;
        const { etag: _, ...untagged } = headers as Record<string, string>;
        return exchange.query.includes("gzip")
          ? { ...reply, body: gzipSync(body) }
          : { ...reply, headers: untagged, body };
      }
    }
    const started = await startDeployment(Echoing);
    try {
      const report = await runConformance({
        baseUrl: started.baseUrls,
        provisioner: started.provisionerUrl ?? "",
        seed: 1,
      });
      expect(report.exchanges.length).toBeGreaterThan(100);
      expect(secrets.size).toBeGreaterThan(10);
      expect(shownIn(JSON.stringify(report), secrets)).toEqual([]);
      expect(report.rules.find(({ id }) => id === "errors.no-leaks")?.outcome).toBe("failed");
    } finally {
      await started.close();
    }
  },
);
