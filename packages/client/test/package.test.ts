import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build, type Plugin } from "esbuild";
import { describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("../", import.meta.url));

/** Leaves out what is loaded when it is used first, as a bundler that splits does. */
const loadedLater: Plugin = {
  name: "loaded-later",
  setup({ onResolve }) {
    onResolve({ filter: /^\.\// }, ({ kind, path }) =>
      kind === "dynamic-import" ? { path, external: true } : undefined,
    );
  },
};

async function bundled(code: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: root },
    bundle: true,
    minify: true,
    format: "esm",
    write: false,
    plugins: [loadedLater],
  });
  return outputFiles.map(({ text }) => text).join("");
}

const walking = `import { createLiveSessionsClient } from "@live-sessions/client";
globalThis.walk = createLiveSessionsClient({ baseUrl: "https://video.example.com", authorization: "k" }).liveSessions("x");`;

describe("the built package", () => {
  test("costs a consumer of pages and sessions at most 5,000 B, with openapi-fetch and retries", async () => {
    expect(gzipSync(await bundled(walking), { level: 9 }).length).toBeLessThanOrEqual(5000);
  });

  test("costs at most 1,500 B more with validation", async () => {
    const validating = `import { validating } from "@live-sessions/client/validate";\nglobalThis.hooks = validating();\n${walking}`;
    const more = gzipSync(await bundled(validating)).length - gzipSync(await bundled(walking)).length;
    expect(more).toBeGreaterThan(500);
    expect(more).toBeLessThanOrEqual(1500);
  });

  test("does not carry what its sub-paths and helpers hold, and loads watches, windows and Node's codes later", async () => {
    const text = await bundled(walking);
    expect(text).not.toMatch(/resend_count|must have required property|durationMs|concurrency|WeakMap/);
    expect(text).not.toMatch(/If-None-Match|2026-01-31|REFUSED/);
    const later = [...text.matchAll(/import\("([^"]+)"\)/g)].map(([, path]) => path);
    expect(later.sort()).toEqual(["./connection-codes.js", "./time-window.js", "./watch.js"]);
  });

  test("needs openapi-fetch at run time and nothing else", async () => {
    const manifest = JSON.parse(await readFile(`${root}package.json`, "utf8"));
    expect(Object.keys(manifest.dependencies)).toEqual(["openapi-fetch"]);
    expect(manifest.peerDependencies ?? {}).toEqual({});
    const files = (await readdir(`${root}dist`, { recursive: true })).filter((name) => /\.(js|d\.ts)$/.test(name));
    const modules = new Set<string>();
    for (const name of files) {
      const text = await readFile(`${root}dist/${name}`, "utf8");
      for (const [, specifier] of text.matchAll(/(?:from|import\() ?"([^".][^"]*)"/g)) modules.add(specifier ?? "");
    }
    expect([...modules]).toEqual(["openapi-fetch"]);
  });
});
