import { readFileSync } from "node:fs";

/**
 * Stops with exit code 1 unless this process runs on the Node major that `.node-version` names.
 *
 * The workspace brings its own Node as the devDependency `node`; when its install script was not allowed to run,
 * scripts fall back to the machine's Node without a word, and differences show up far from their cause.
 */
export function assertNodeMajor(): void {
  const wanted = readFileSync(new URL("../.node-version", import.meta.url), "utf8").trim();
  const major = (version: string) => version.replace(/^v/, "").split(".")[0];
  if (major(process.version) === major(wanted)) return;
  process.stderr.write(
    `Scripts of this workspace run on Node ${wanted}, this is ${process.version}.\n` +
      "Run them through pnpm (npx -y pnpm@12.21.0 <script>), which puts the workspace's own Node first;\n" +
      "if you did, check that pnpm-workspace.yaml still allows the build of `node`.\n",
  );
  process.exit(1);
}
