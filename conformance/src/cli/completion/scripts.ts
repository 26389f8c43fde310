import type { Command } from "../command.ts";
import { PROGRAM_NAME } from "../program-name.ts";
import { isSwitch, type Setting } from "../settings/setting.ts";

/** Writes a shell's completion script for the commands. */
export type CompletionScript = (commands: readonly Command[], ruleIds: readonly string[]) => string;

const flagsOf = ({ settings }: Command): Setting[] => settings.flatMap((group) => group.settings);
const FUNCTION_NAME = "_live_sessions_conformance";
const ID_COMMANDS = "explain";

/** Flags that take one of a few words, or a rule's id, each with them. */
function wordsOfFlags(
  commands: readonly Command[],
  ruleIds: readonly string[],
): ReadonlyMap<string, readonly string[]> {
  return new Map(
    commands.flatMap(flagsOf).flatMap(({ name, schema, offers }): [string, readonly string[]][] => {
      const words = offers === "rules" ? ruleIds : (offers ?? schema.enum);
      return words === undefined ? [] : [[name, words]];
    }),
  );
}

/** The parts of bash's and zsh's scripts: what is offered where, each a shell condition and the words. */
function offersOf(
  commands: readonly Command[],
  ruleIds: readonly string[],
): readonly (readonly [condition: string, words: string])[] {
  return [
    ...[...wordsOfFlags(commands, ruleIds)].map(
      ([name, words]) => [`"$previous" == --${name}`, words.join(" ")] as const,
    ),
    [`"$command" == ${ID_COMMANDS} && "$word" != -*`, ruleIds.join(" ")],
    [`"$command" == completion && "$word" != -*`, [...completionScripts.keys()].join(" ")],
    ...commands.map((command) => {
      const flags = [...flagsOf(command).map(({ name }) => `--${name}`), "--help"];
      return [`"$word" == -* && "$command" == ${command.name}`, flags.join(" ")] as const;
    }),
  ];
}

const firstWords = (commands: readonly Command[]): string =>
  `${commands.map(({ name }) => name).join(" ")} --help --version`;

const bash: CompletionScript = (commands, ruleIds) => `# bash completion for ${PROGRAM_NAME}
${FUNCTION_NAME}() {
  local word="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD - 1]}" command="\${COMP_WORDS[1]}" words=""
  if [ "$COMP_CWORD" -eq 1 ]; then words="${firstWords(commands)}"
${offersOf(commands, ruleIds)
  .map(([condition, words]) => `  elif [[ ${condition} ]]; then words="${words}"`)
  .join("\n")}
  fi
  if [ -n "$words" ]; then COMPREPLY=($(compgen -W "$words" -- "$word")); else COMPREPLY=($(compgen -f -- "$word")); fi
}
complete -o filenames -F ${FUNCTION_NAME} ${PROGRAM_NAME}
`;

const zsh: CompletionScript = (commands, ruleIds) => `#compdef ${PROGRAM_NAME}
# zsh completion for ${PROGRAM_NAME}: a file _${PROGRAM_NAME} in a folder of $fpath, or sourced after compinit
${FUNCTION_NAME}() {
  local word="\${words[CURRENT]}" previous="\${words[CURRENT - 1]}" command="\${words[2]}"
  if (( CURRENT == 2 )); then compadd -- ${firstWords(commands)}
${offersOf(commands, ruleIds)
  .map(([condition, words]) => `  elif [[ ${condition} ]]; then compadd -- ${words}`)
  .join("\n")}
  else _files
  fi
}
if [[ "\${funcstack[1]}" == _${PROGRAM_NAME} ]]; then ${FUNCTION_NAME} "$@"; else compdef ${FUNCTION_NAME} ${PROGRAM_NAME}; fi
`;

const fish: CompletionScript = (commands, ruleIds) => {
  const choices = wordsOfFlags(commands, ruleIds);
  const within = (name: string): string => `-n '__fish_seen_subcommand_from ${name}'`;
  const lines = commands.flatMap((command) => [
    `complete -c ${PROGRAM_NAME} -n __fish_use_subcommand -f -a ${command.name} -d ${quoted(command.summary)}`,
    ...flagsOf(command).map((setting) => {
      const words = choices.get(setting.name);
      const isTaken = !isSwitch(setting) && setting.isValueOptional !== true;
      const takes = words ? ` -x -a ${quoted(words.join(" "))}` : isTaken ? " -r" : "";
      return `complete -c ${PROGRAM_NAME} ${within(command.name)} -l ${setting.name}${takes} -d ${quoted(setting.text)}`;
    }),
  ]);
  const shells = `complete -c ${PROGRAM_NAME} ${within("completion")} -f -a ${quoted([...completionScripts.keys()].join(" "))}`;
  const ids = `complete -c ${PROGRAM_NAME} ${within(ID_COMMANDS)} -f -a ${quoted(ruleIds.join(" "))}`;
  return `# fish completion for ${PROGRAM_NAME}\n${[...lines, ids, shells].join("\n")}\n`;
};

/** The shells that there is a script for. */
export const completionScripts: ReadonlyMap<string, CompletionScript> = new Map([
  ["bash", bash],
  ["zsh", zsh],
  ["fish", fish],
]);

function quoted(text: string): string {
  return `'${text.replaceAll("'", "\\'")}'`;
}
