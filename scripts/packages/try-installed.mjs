// Runs inside an installation of the packed packages: imports, resolves and starts what they offer.
import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

for (const { name, modules, documents, commands } of JSON.parse(process.argv[2])) {
  for (const specifier of modules) {
    const exported = Object.keys(await import(specifier));
    process.stdout.write(`${specifier}: ${exported.length} exports\n`);
  }
  for (const specifier of documents) require.resolve(specifier);
  for (const command of commands) {
    execFileSync(process.execPath, [`node_modules/${name}/${command}`, "--help"], {
      stdio: ["ignore", "ignore", "inherit"],
    });
    process.stdout.write(`${name} ${command} --help: exit 0\n`);
  }
}
