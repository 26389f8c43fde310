import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { commands } from "../../src/cli/commands.ts";
import { reporterNames } from "../../src/cli/reporters.ts";
import { rules } from "../../src/rules/catalogue.ts";
import { runCli, withFolder } from "./run-cli.ts";

/** What bash offers behind these words, the last of which is being written; by the script as it is printed. */
async function offeredByBash(...words: readonly string[]): Promise<string[]> {
  const { stdout: script } = await runCli(["completion", "bash"]);
  return withFolder((folder) => {
    writeFileSync(join(folder, "completion"), script);
    writeFileSync(join(folder, "a-file.json"), "{}");
    // As bash does on Tab: the function that `complete` has for the program, with the words so far.
    const tab = `source ./completion
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
function=$(complete -p live-sessions-conformance | sed -E 's/.* -F ([^ ]+) .*/\\1/')
"$function" live-sessions-conformance "\${@: -1}" "\${@: -2:1}"
printf '%s\\n' "\${COMPREPLY[@]}"`;
    const args = ["--norc", "--noprofile", "-c", tab, "bash", "live-sessions-conformance", ...words];
    return new Promise((resolve, reject) => {
      execFile("bash", args, { cwd: folder }, (error, stdout) =>
        error ? reject(error) : resolve(stdout.split("\n").filter((line) => line !== "")),
      );
    });
  });
}

const flagsOf = (name: string): string[] =>
  (commands.find((command) => command.name === name)?.settings ?? []).flatMap((group) =>
    group.settings.map((setting) => `--${setting.name}`),
  );

test.each([
  ["every command", [""], [...commands.map(({ name }) => name), "--help", "--version"]],
  ["a command that is begun", ["expl"], ["explain"]],
  ["a command's own flags", ["list", "--"], [...flagsOf("list"), "--help"]],
  ["a flag that is begun", ["run", "--base"], ["--base-url"]],
  ["rules to explain", ["explain", "ordering."], rules.map(({ id }) => id).filter((id) => id.startsWith("ordering."))],
  ["rules to choose", ["run", "--mock", "--rule", "pagination.fr"], ["pagination.fresh"]],
  ["levels", ["run", "--level", ""], ["must", "should"]],
  ["reporters", ["run", "--reporter", ""], reporterNames],
  ["shells", ["completion", ""], ["bash", "zsh", "fish"]],
  ["files, where a file is wanted", ["judge", "a-"], ["a-file.json"]],
] as const)("bash offers %s", async (_title, words, offered) => {
  expect((await offeredByBash(...words)).toSorted()).toEqual(offered.toSorted());
});
