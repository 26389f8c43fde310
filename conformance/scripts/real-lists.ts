// Writes generated/real-lists.json, what lists of software from npm do, and prints it as a table.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type JudgedList, judgeRealList } from "../test/real-lists/judge-real-list.ts";
import { realLists } from "../test/real-lists/real-lists.ts";

const path = fileURLToPath(new URL("../generated/real-lists.json", import.meta.url));

const judged: JudgedList[] = [];
for (const list of realLists) {
  judged.push(await judgeRealList(list));
  print(judged.at(-1));
}
const date = new Date().toISOString().slice(0, 10);
const source = "test/real-lists, by: pnpm --filter @live-sessions/conformance run real-lists";
writeFileSync(path, `${JSON.stringify({ source, date, lists: judged }, undefined, 2)}\n`);
// A server that others' code started may still hold the process.
process.exit();

function print(list: JudgedList | undefined): void {
  if (!list) return;
  const versions = list.packages.map(({ name, version }) => `${name} ${version}`).join(", ");
  const verdict = list.findings.some(({ level }) => level === "MUST") ? "fails" : "right";
  const lines = [
    `${verdict.padEnd(6)} ${list.name} (${versions}; style ${list.style}): ${list.passed} passed`,
    ...list.unproven.map((text) => `         unproven ${text}`),
    ...list.findings.map(({ level, rule, message }) => `         ${level.padEnd(6)} ${rule}: ${message}`),
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
}
