// Builds and packs the client for a project outside of this clone, and prints the line that installs it there.
import { x } from "tinyexec";
import { assertWholeInstall } from "./assert-whole-install.ts";
import { packTarball } from "./packages/pack.ts";
import { workspacePackages, workspaceRoot } from "./workspace-packages.ts";

assertWholeInstall();
const client = workspacePackages().find(({ name }) => name === "@live-sessions/client");
if (client === undefined) throw new Error("This workspace has no @live-sessions/client.");
await x("node", ["scripts/turbo.ts", "run", "build", `--filter=${client.name}`, "--output-logs=errors-only"], {
  throwOnError: true,
  nodeOptions: { cwd: workspaceRoot, stdio: "inherit" },
});
process.stdout.write(`In a project of your own:\n\n  npm install ${await packTarball(client, workspaceRoot)}\n`);
