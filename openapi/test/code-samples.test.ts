import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { exampleValue, nodeAt } from "./bundled-document.ts";

type Fetch = (url: URL, init: { headers: Record<string, string> }) => Promise<Response>;
type Walk = (id: string, baseUrl: string, authorization: string, fetch: Fetch) => Promise<unknown[]>;

const folder = await mkdtemp(join(tmpdir(), "live-sessions-samples-"));
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Makes a function of a sample that leaves its sessions in `sessions`; what it takes for given are the parameters. */
async function walkOf(source: string): Promise<Walk> {
  const file = join(folder, "sample.mjs");
  await writeFile(
    file,
    `export async function walk(id, baseUrl, authorization, fetch) {\n${source}\nreturn sessions;\n}\n`,
  );
  const module: { walk: Walk } = await import(pathToFileURL(file).href);
  return module.walk;
}

function sampleSource(label: string): string {
  const samples = nodeAt("/paths/~1v1~1live_entities~1{id}~1live_sessions/get")["x-codeSamples"];
  const sample = (Array.isArray(samples) ? samples : []).find((candidate) => candidate.label === label);
  return String(sample?.source);
}

const pages = ["firstPage", "middlePage", "lastPage"].map(
  (name) => exampleValue(name) as { data: unknown[]; next_page_token: string },
);

describe("the fetch sample", () => {
  it("walks the example pages to the end, with the bare key", async () => {
    const asked: string[] = [];
    const walk = await walkOf(sampleSource("fetch"));
    const sessions = await walk("an entity", "https://live.example.com", "uap-0-0", (url, { headers }) => {
      asked.push(`${headers["Authorization"]} ${url.pathname} ${url.searchParams.get("page_token")}`);
      return Promise.resolve(Response.json(pages[asked.length - 1]));
    });
    const path = "/v1/live_entities/an%20entity/live_sessions";
    const tokens = [null, ...pages.slice(0, -1).map(({ next_page_token }) => next_page_token)];
    expect(asked).toEqual(tokens.map((token) => `uap-0-0 ${path} ${token}`));
    expect(sessions).toEqual(pages.flatMap(({ data }) => data));
  });

  it("throws the server's message on an error", async () => {
    const walk = await walkOf(sampleSource("fetch"));
    const unauthorized = Response.json(exampleValue("unauthorized"), { status: 401 });
    await expect(walk("e", "https://live.example.com", "", () => Promise.resolve(unauthorized))).rejects.toThrow(
      "401: The API key is missing or not valid.",
    );
  });
});
