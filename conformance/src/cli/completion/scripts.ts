import type { Command } from "../command.ts";
import { programName } from "../program-name.ts";
import type { Setting } from "../settings/setting.ts";

/** Writes a shell's completion script for the commands. */
export type CompletionScript = (commands: readonly Command[], ruleIds: readonly string[]) => string;

const flagsOf = ({ settings }: Command): Setting[] => settings.flatMap((group) => group.settings);
const functionName = "_live_sessions_conformance";
const idCommands = "explain";
const idFlags = ["rule", "skip-rule", "allow-inconclusive"];

const bash: CompletionScript = (commands, ruleIds) => `# bash completion for ${programName}
${functionName}() {
  local word="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD - 1]}" command="\${COMP_WORDS[1]}" words=""
  local rules="${ruleIds.join(" ")}"
  if [ "$COMP_CWORD" -eq 1 ]; then
    words="${commands.map(({ name }) => name).join(" ")} --help --version"
  elif [[ "$previous" =~ ^--(${idFlags.join("|")})$ ]] || { [ "$command" = ${idCommands} ] && [[ "$word" != -* ]]; }; then
    words="$rules"
  elif [[ "$word" == -* ]]; then
    case "$command" in
${commands.map((command) => `      ${command.name}) words="${[...flagsOf(command).map(({ name }) => `--${name}`), "--help"].join(" ")}" ;;`).join("\n")}
    esac
  fi
  if [ -n "$words" ]; then COMPREPLY=($(compgen -W "$words" -- "$word")); else COMPREPLY=($(compgen -f -- "$word")); fi
}
complete -o filenames -F ${functionName} ${programName}
`;

const zsh: CompletionScript = (commands, ruleIds) => `#compdef ${programName}
# zsh completion: bash's, through bashcompinit
autoload -U +X bashcompinit && bashcompinit
${bash(commands, ruleIds)}`;

const fish: CompletionScript = (commands, ruleIds) => {
  const within = (name: string): string => `-n '__fish_seen_subcommand_from ${name}'`;
  const lines = commands.flatMap((command) => [
    `complete -c ${programName} -n __fish_use_subcommand -f -a ${command.name} -d ${quoted(command.summary)}`,
    ...flagsOf(command).map((setting) => {
      const takes = setting.value === undefined || setting.isValueOptional === true ? "" : " -r";
      return `complete -c ${programName} ${within(command.name)} -l ${setting.name}${takes} -d ${quoted(setting.text)}`;
    }),
  ]);
  const ids = `complete -c ${programName} ${within(idCommands)} -f -a ${quoted(ruleIds.join(" "))}`;
  return `# fish completion for ${programName}\n${[...lines, ids].join("\n")}\n`;
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
