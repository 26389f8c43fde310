// Writes rules.lock.json from the rules, or with --check says what differs. Ids are for ever: run this for an intended change only.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { rules } from "../src/rules/catalogue.ts";
import { lockedRules, lockPath, silentChanges } from "./rules-lock.ts";

const locked = existsSync(lockPath) ? readFileSync(lockPath, "utf8") : "[]";
const changes = silentChanges(JSON.parse(locked), rules);
if (process.argv.includes("--check")) {
  for (const change of changes) process.stderr.write(`${change}\n`);
  process.exitCode = changes.length === 0 ? 0 : 1;
} else {
  writeFileSync(lockPath, `${JSON.stringify(lockedRules(rules), undefined, 2)}\n`);
  process.stdout.write(`rules.lock.json: ${rules.length} rules, ${changes.length} changes\n`);
}
