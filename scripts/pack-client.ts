// Packs the client as built, for a project outside of this clone, and prints the line that installs it there.
import { packTarball } from "./packages/pack.ts";
import { workspacePackages, workspaceRoot } from "./workspace-packages.ts";

const client = workspacePackages().find(({ name }) => name === "@live-sessions/client");
if (client === undefined) throw new Error("This workspace has no @live-sessions/client.");
process.stdout.write(`In a project of your own:\n\n  npm install ${await packTarball(client, workspaceRoot)}\n`);
