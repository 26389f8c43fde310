import type { Invocation } from "../command.ts";
import { completionScripts } from "../completion/scripts.ts";
import { ruleEntries } from "../generated/rule-entries.ts";
import { didYouMean } from "../suggest.ts";
import { UsageError } from "../usage-error.ts";

/** Prints a shell's completion script. */
export async function completionCommand({ operands: [shell = ""], terminal, commands }: Invocation): Promise<number> {
  const script = completionScripts.get(shell);
  const shells = [...completionScripts.keys()];
  if (!script)
    throw new UsageError(
      `There is no completion for "${shell}".${didYouMean(shell, shells)} Shells: ${shells.join(", ")}.`,
    );
  terminal.out(
    script(
      commands,
      ruleEntries.map(({ id }) => id),
    ),
  );
  return 0;
}
