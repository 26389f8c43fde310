// Keeps the contract that is about to be released, so that later changes are compared with it. Part of `version-packages`.
import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { workspaceRoot } from "./workspace-packages.ts";

const released = join(workspaceRoot, "scripts/contract/released");
mkdirSync(released, { recursive: true });
for (const name of ["openapi.json", "clauses.json"])
  copyFileSync(join(workspaceRoot, "openapi/generated", name), join(released, name));
