// Fails when the engine of the suite names what only live sessions have: it judges any list.
import { engineWords } from "./lint/engine-words.ts";
import { workspaceRoot } from "./workspace-packages.ts";

const found = engineWords(workspaceRoot);
for (const line of found)
  process.stderr.write(`${line}: take it from the list's profile, or move it to a folder live-sessions\n`);
process.exitCode = found.length === 0 ? 0 : 1;
