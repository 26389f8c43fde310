import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { type Bump, largest } from "./bump.ts";

/** The largest bump that the changesets in `folder` hold for the package `name`; `none` when none names it. */
export function pendingBump(folder: string, name: string): Bump {
  const files = globSync("*.md", { cwd: folder }).filter((file) => file !== "README.md");
  return largest(files.map((file) => frontMatter(readFileSync(join(folder, file), "utf8"))[name] ?? "none"));
}

function frontMatter(text: string): Record<string, Bump> {
  const [, matter = ""] = /^---\n([\s\S]*?)\n---/.exec(text) ?? [];
  return (parse(matter) as Record<string, Bump> | null) ?? {};
}
