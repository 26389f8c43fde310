import { destination, type Logger, pino } from "pino";
import type { LogLevel } from "./settings-table.ts";

const STDERR = 2;

/**
 * One JSON object a line on stderr, with the time in RFC 3339. Keys never get here; as a second line of defence, what looks
 * like a header that may hold one is replaced.
 */
export function createLogger(level: LogLevel): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      redact: ["authorization", "*.authorization", "*.*.authorization"],
    },
    // Synchronous: the last line before an exit must not be lost.
    destination({ dest: STDERR, sync: true }),
  );
}
