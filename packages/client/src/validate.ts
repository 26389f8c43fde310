import { validateLiveSessionPage } from "@live-sessions/contract/validators";
import { UnexpectedResponseError } from "./errors/unexpected-response-error.ts";
import type { ClientHooks } from "./hooks.ts";
import { excerpt } from "./secrets.ts";

export {
  type ValidationFailure,
  validateErrorBody,
  validateLiveSession,
  validateLiveSessionPage,
} from "@live-sessions/contract/validators";

/**
 * Hooks that hold every page to the whole of the document's schema: `createLiveSessionsClient({ …, hooks: validating() })`.
 *
 * A page that does not fit is an UnexpectedResponseError which names the first place; it is not asked for again.
 *
 * @param hooks further hooks, which stand within.
 */
export function validating(hooks: ClientHooks = {}): ClientHooks {
  return {
    async around(attempt, send) {
      const answer = await (hooks.around?.(attempt, send) ?? send());
      const [failure] = validateLiveSessionPage(answer.page);
      if (failure === undefined) return answer;
      const details = { ...answer.attempt, status: 200, requestId: undefined, retryAfterMs: undefined };
      const body = excerpt(JSON.stringify(answer.page));
      throw new UnexpectedResponseError(`200 whose "${failure.pointer}" ${failure.message}`, { ...details, body });
    },
  };
}
