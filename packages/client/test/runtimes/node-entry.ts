import { runChecks } from "./checks.ts";

// Run by Node with the server's origin as its argument; says what came of it as JSON.

const outcomes = await runChecks(process.argv[1] ?? "");
const result = JSON.stringify({ runtime: process.version, outcomes });
process.stdout.write(result, () => process.exit());
