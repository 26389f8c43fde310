// Writes src/cli/generated/rule-entries.ts: the rules as data, for the commands that judge nothing and have to start at once.
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { RuleEntry } from "../src/cli/rule-entry.ts";
import { liveSessionsProfile } from "../src/profile/live-sessions/live-sessions-profile.ts";
import { wordsOf } from "../src/profile/words.ts";
import { rules } from "../src/rules/catalogue.ts";
import { mutants } from "../test/mutants/mutants.ts";

const words = wordsOf(liveSessionsProfile());
const entries: readonly RuleEntry[] = rules.map(({ id, level, title, since, clauses, modes, needs = [], explain }) => ({
  id,
  level,
  title,
  since,
  clauses,
  modes,
  needs,
  explanation: explain(words),
  mutants: mutants.filter(({ killedBy }) => killedBy.includes(id)).length,
}));

const text = `// Generated from src/rules and test/mutants by \`npx -y pnpm@12.21.0 generate\`. Do not edit.
import type { RuleEntry } from "../rule-entry.ts";

/** Every rule, by family and name. */
export const ruleEntries: readonly RuleEntry[] = [
${entries
  .map(
    (entry) => `  ${JSON.stringify(entry)},
`,
  )
  .join("")}];
`;
const folder = fileURLToPath(new URL("../src/cli/generated", import.meta.url));
mkdirSync(folder, { recursive: true });
writeFileSync(`${folder}/rule-entries.ts`, text);
