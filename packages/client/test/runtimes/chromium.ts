import { existsSync, mkdirSync, mkdtempSync, renameSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { inflate } from "@sparticuz/chromium";
import { chromium } from "playwright-core";
import { bundled, root } from "./node.ts";

const packed = join(dirname(createRequire(import.meta.url).resolve("@sparticuz/chromium")), "../bin");
const cache = join(root, "node_modules/.cache");
const folder = join(cache, "chromium");

/** Runs the checks in Chromium, bundled, on a page of another origin than the server's. */
export async function runInChromium(
  origin: string,
): Promise<{ runtime: string; outcomes: Record<string, string>; requests: string[] }> {
  const code = await bundled("browser");
  const site = createServer((_, response) =>
    response.writeHead(200, { "content-type": "text/html" }).end('<link rel="icon" href="data:,">'),
  );
  await new Promise<void>((resolve) => site.listen(0, "127.0.0.1", resolve));
  const browser = await launch();
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(0);
    const requests: string[] = [];
    page.on("request", (request) => requests.push(`${request.method()} ${request.url()}`));
    await page.goto(`http://127.0.0.1:${(site.address() as AddressInfo).port}/`);
    await page.addScriptTag({ content: code });
    const result: { runtime: string; outcomes: Record<string, string> } = await page.evaluate(
      `run(${JSON.stringify(origin)})`,
    );
    return { ...result, requests };
  } finally {
    await browser.close();
    site.close();
    site.closeAllConnections();
  }
}

async function launch(): ReturnType<typeof chromium.launch> {
  if (!existsSync(folder)) await unpack();
  writeFileSync(join(folder, "fonts.conf"), fontSettings);
  return chromium.launch({
    executablePath: join(folder, "chromium"),
    args: ["--no-sandbox", "--disable-gpu"],
    // The test's limit is the only one.
    timeout: 0,
    env: { LD_LIBRARY_PATH: join(folder, "al2023/lib"), FONTCONFIG_FILE: join(folder, "fonts.conf"), HOME: folder },
  });
}

// The settings that come with the fonts look for them in folders of another machine; without any, Chromium crashes.
const fontSettings = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${folder}/fonts</dir><cachedir>${folder}/font-cache</cachedir></fontconfig>
`;

/** Unpacks next to the final place and moves there, so that an interrupted run leaves nothing that looks whole. */
async function unpack(): Promise<void> {
  mkdirSync(cache, { recursive: true });
  const own = mkdtempSync(join(cache, "unpacking-"));
  const before = process.env["TMPDIR"];
  // The package knows no other place than the folder for temporary files.
  process.env["TMPDIR"] = own;
  try {
    await Promise.all(["chromium.br", "fonts.tar.br", "al2023.tar.br"].map((name) => inflate(join(packed, name))));
  } finally {
    if (before === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = before;
  }
  renameSync(own, folder);
}
