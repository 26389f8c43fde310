import { keyFirst, noKey, wrongKey } from "../../questions/keys.ts";
import { type Cause, shown } from "../cause.ts";

const MIN_CASES = 3;

/** Credentials that are missing or wrong are answered 403, as some frameworks have it. */
export const forbiddenForUnauthorized: Cause = {
  id: "forbidden-for-unauthorized",
  find({ view }) {
    const answers = view
      .of(noKey, wrongKey, keyFirst)
      .filter(({ request, response }) => response && request.method === "GET");
    const forbidden = answers.filter(({ response }) => response?.status === 403);
    const has401 = view.listRequests.some(({ response }) => response?.status === 401);
    if (has401 || forbidden.length < MIN_CASES) return undefined;
    return {
      title: "A missing or wrong key is answered 403 instead of 401.",
      because: `No request of the run was answered 401; ${forbidden.length} of ${answers.length} without a valid key were answered 403.`,
      remedy:
        "403 means that the key is valid but not sufficient. Let the framework answer 401 with WWW-Authenticate if there is no valid key; many do so once they know the name of the scheme.",
      explains: [
        "errors.key-required",
        "errors.key-exact",
        "errors.key-first",
        "errors.key-everywhere",
        "errors.key-revoked",
        "errors.challenge",
        "errors.body",
      ],
      exchanges: shown(forbidden),
    };
  },
};
