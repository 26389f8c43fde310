import { existsSync } from "node:fs";

/**
 * Stops with exit code 1 where the clone was installed by `install --prod`, which leaves out what tests, lint, benchmarks and
 * the client's build need: their programs would be missing one by one.
 */
export function assertWholeInstall(): void {
  if (existsSync(new URL("../node_modules/@biomejs/biome", import.meta.url))) return;
  process.stderr.write(
    "This clone was installed without what tests, lint, benchmarks and pack-client need (install --prod).\n" +
      "Install the rest once: npx -y pnpm@12.21.0 install --prod=false\n",
  );
  process.exit(1);
}
