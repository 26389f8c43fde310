import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { inflate } from "@sparticuz/chromium";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";

const packed = join(dirname(createRequire(import.meta.url).resolve("@sparticuz/chromium")), "../bin");
const cache = fileURLToPath(new URL("../../node_modules/.cache/", import.meta.url));
const folder = join(cache, "chromium");

/** Chromium from the npm registry, with its own libraries and fonts: the tests need nothing installed. */
export async function launchBrowser(): Promise<Browser> {
  if (!existsSync(folder)) await unpack();
  writeFileSync(join(folder, "fonts.conf"), fontSettings);
  return chromium.launch({
    executablePath: join(folder, "chromium"),
    args: ["--no-sandbox", "--disable-gpu"],
    timeout: 0,
    env: { LD_LIBRARY_PATH: join(folder, "al2023/lib"), FONTCONFIG_FILE: join(folder, "fonts.conf"), HOME: folder },
  });
}

/** Opens a page on which waits have no limit of their own: a test's is the only one. */
export async function openPage(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await browser.newPage(options);
  page.setDefaultTimeout(0);
  return page;
}

// The settings that come with the fonts look for them in folders of another machine; without any, Chromium crashes.
const fontSettings = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${folder}/fonts</dir><cachedir>${folder}/font-cache</cachedir></fontconfig>
`;

/** Unpacks next to the final place and moves there, so that test files that run at the same time see all or nothing. */
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
  try {
    renameSync(own, folder);
  } catch {
    // Another test file was faster.
    rmSync(own, { recursive: true });
  }
}

/** What a page asked for and complained about since {@link watch} was called on it. */
export interface Watched {
  /** Everything but the page itself and its empty icon. */
  readonly requests: string[];
  /** Errors and warnings on the console, and exceptions that nobody caught. */
  readonly complaints: string[];
}

/** Begins to note what a page does; call it before the page is loaded. */
export function watch(page: Page): Watched {
  const watched: Watched = { requests: [], complaints: [] };
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith("data:") && !request.isNavigationRequest()) watched.requests.push(url);
  });
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) watched.complaints.push(message.text());
  });
  page.on("pageerror", (error) => watched.complaints.push(error.message));
  return watched;
}
