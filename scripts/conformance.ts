// The main job: the suite on the reference server and on Prism. `npx -y pnpm@12.21.0 conformance` builds both first.
import { join, relative } from "node:path";
import { runMainJob } from "./conformance/main-job.ts";
import { workspaceRoot } from "./workspace-packages.ts";

const fromHere = (path: string): string => relative(process.cwd(), join(workspaceRoot, path));

process.exitCode = await runMainJob({
  serverEntry: fromHere("apps/reference-server/dist/main.js"),
  cliEntry: fromHere("conformance/dist/cli.js"),
  reportFolder: fromHere("conformance-report"),
  fileReporters: { json: "json", html: "html", markdown: "md", junit: "xml" },
});
