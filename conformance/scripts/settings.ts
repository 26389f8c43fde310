// Writes what follows from the table of settings: config.schema.json, the action's inputs, the README's table of flags.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { settingsFiles } from "./settings-files.ts";

for (const [path, text] of settingsFiles()) writeFileSync(fileURLToPath(new URL(`../${path}`, import.meta.url)), text);
