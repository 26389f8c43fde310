import { writeFileSync } from "node:fs";
import type { KeptScenario } from "../running/options.ts";
import { KEY_VARIABLE } from "./settings/secrets-table.ts";
import type { Terminal } from "./terminal.ts";

/** Where the keys of a scenario that was kept go: nobody but the one who ran it may read them. */
const KEYS_FILE = "live-sessions-keys.sh";
const OWNER_ONLY = 0o600;

/** Writes the keys of a scenario into a file that a shell can read, and says how to use it. The keys themselves are not printed. */
export function keepKeys({ id, keys }: KeptScenario, terminal: Terminal): void {
  const lines = [...keys].map(([account, key]) => `export ${variableOf(account)}=${quoted(key)}\n`);
  writeFileSync(KEYS_FILE, lines.join(""), { mode: OWNER_ONLY });
  terminal.err(`The scenario ${id} was kept. Its keys: . ./${KEYS_FILE}\n`);
}

function variableOf(account: string): string {
  return account === "owner" ? KEY_VARIABLE : `LIVE_SESSIONS_${account.toUpperCase()}_AUTHORIZATION`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
