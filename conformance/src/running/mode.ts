import type { Mode } from "../recording/recording.ts";
import type { ConformanceOptions } from "./options.ts";

/** The mode that the options declare; it is never guessed. */
export function modeOf({ mock, provisioner }: Pick<ConformanceOptions, "mock" | "provisioner">): Mode {
  if (mock === true) return "mock";
  return provisioner === undefined ? "read-only" : "provisioned";
}
