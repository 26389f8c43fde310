import { quoted } from "../../report/curl.ts";
import { PROGRAM_NAME } from "../program-name.ts";
import type { Given } from "../settings/setting.ts";

/** The command line of `run` with the flags that were given. */
export function runLine(given: Given): string {
  const flags = [...given].flatMap(([name, { values }]) =>
    values.map((value) => (value === "" ? `--${name}` : `--${name} ${word(value)}`)),
  );
  return [PROGRAM_NAME, "run", ...flags].join(" ");
}

function word(value: string): string {
  return /^[\w@%+=:,./-]+$/.test(value) ? value : quoted(value);
}
