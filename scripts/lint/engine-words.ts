import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** How the contract spells what only live sessions have. */
export const WORDS_OF_LIVE_SESSIONS: readonly string[] = ["created_at", "page_token", "stream_key", "live_entit"];

const engine = "conformance/src";

/** Folders that live sessions have to themselves, and what is generated from the document. */
const isExempt = /(?:^|[/\\])(?:live-sessions|generated)[/\\]/;

/**
 * The lines of the suite that name what only live sessions have, outside of their profile: there the words come from the
 * profile of the list that is judged. Comments count, too, which is why no linter does it that looks at syntax alone.
 *
 * @param root of the workspace
 * @returns one line each, `<file>:<line> names <word>`
 */
export function engineWords(root: string): string[] {
  const folder = join(root, engine);
  const files = globSync("**/*.ts", { cwd: folder }).filter((file) => !isExempt.test(file));
  return files.sort().flatMap((file) => {
    const lines = readFileSync(join(folder, file), "utf8").toLowerCase().split("\n");
    return lines.flatMap((line, index) =>
      WORDS_OF_LIVE_SESSIONS.filter((word) => line.includes(word)).map(
        (word) => `${engine}/${file.replaceAll("\\", "/")}:${index + 1} names ${word}`,
      ),
    );
  });
}
