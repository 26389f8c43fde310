import { existsSync, mkdirSync, mkdtempSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { inflate } from "@sparticuz/chromium";
import type { TestProject } from "vitest/node";
import { docsRoot, exportedFile } from "../src/site-paths.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The folder that holds Chromium's executable and what else it needs. */
    chromium: string;
  }
}

const packed = join(dirname(exportedFile("@sparticuz/chromium")), "../bin");

/** Unpacks Chromium once, before any test file runs: two at a time would find each other's half-written files. */
export async function setup(project: TestProject): Promise<void> {
  project.provide("chromium", await unpackedChromium());
}

/**
 * The folder of the Chromium that comes from the npm registry, with fonts and the libraries that a bare machine lacks;
 * unpacked when it is not there yet.
 */
export async function unpackedChromium(): Promise<string> {
  const cache = join(docsRoot, "node_modules/.cache");
  const folder = join(cache, "chromium");
  if (!existsSync(folder)) {
    mkdirSync(cache, { recursive: true });
    renameSync(await unpackInto(mkdtempSync(join(cache, "unpacking-"))), folder);
  }
  writeFileSync(join(folder, "fonts.conf"), fontSettings(folder));
  return folder;
}

/** The settings that come with the fonts look for them in folders of another machine; without any, Chromium crashes. */
function fontSettings(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${folder}/fonts</dir><cachedir>${folder}/font-cache</cachedir></fontconfig>
`;
}

async function unpackInto(folder: string): Promise<string> {
  const before = process.env["TMPDIR"];
  // The package knows no other place than the folder for temporary files.
  process.env["TMPDIR"] = folder;
  try {
    await Promise.all(["chromium.br", "fonts.tar.br", "al2023.tar.br"].map((name) => inflate(join(packed, name))));
  } finally {
    if (before === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = before;
  }
  return folder;
}
