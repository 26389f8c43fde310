import { judgingSettings, outputSettings } from "./judging-settings.ts";
import type { Setting } from "./setting.ts";
import { limitSettings, listSettings, targetSettings } from "./target-settings.ts";

/** Everything that `run` takes, and a configuration file may hold. */
export const runSettings: readonly Setting[] = [
  ...targetSettings,
  ...listSettings,
  ...judgingSettings,
  ...outputSettings,
  ...limitSettings,
];
