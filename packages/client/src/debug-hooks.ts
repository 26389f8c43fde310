import { type AnsweredDetails, LiveSessionsError } from "./errors/live-sessions-error.ts";
import type { ClientHooks } from "./hooks.ts";

/** What one attempt came to. It holds no credential: of a page token, which on some servers does, only the length. */
export interface AttemptReport {
  readonly method: "GET";
  /** The URL that was asked, its page token replaced by `[<length> characters]`. */
  readonly url: string;
  /** Which attempt at this page it was, from 1. */
  readonly attempt: number;
  /** The answer's status; undefined where none came. */
  readonly status: number | undefined;
  /** How long it took, its body included, in milliseconds. */
  readonly durationMs: number;
  /** The name of the error that it ended with; undefined for a page. */
  readonly error: string | undefined;
}

/**
 * Hooks that report each attempt when it is over: `createLiveSessionsClient({ …, hooks: debugHooks(console.debug) })`.
 *
 * @param report is called once an attempt; what it throws ends the call.
 * @param hooks further hooks, which stand within.
 */
export function debugHooks(report: (attempt: AttemptReport) => void, hooks: ClientHooks = {}): ClientHooks {
  return {
    ...hooks,
    async around(attempt, send) {
      const startedMs = performance.now();
      const tell = (status: number | undefined, error?: string) => {
        const durationMs = Math.round(performance.now() - startedMs);
        const url = withoutToken(attempt.url);
        report({ method: "GET", url, attempt: attempt.attempts, status, durationMs, error });
      };
      const answer = await (hooks.around?.(attempt, send) ?? send()).catch((error: unknown) => {
        const { status }: Partial<AnsweredDetails> = error instanceof LiveSessionsError ? error : {};
        tell(status, error instanceof Error ? error.name : typeof error);
        throw error;
      });
      tell(200);
      return answer;
    },
  };
}

function withoutToken(url: string): string {
  return url.replace(/(?<=[?&]page_token=)[^&#]+/, (token) => `[${decodeURIComponent(token).length} characters]`);
}
