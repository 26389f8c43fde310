import { lateReplay } from "../../questions/tokens.ts";
import { tokenIn } from "../../reading/followed-pages.ts";
import type { View } from "../../reading/view.ts";
import type { Exchange } from "../../recording/exchange.ts";
import { type Cause, type Suspicion, shown } from "../cause.ts";

const EXPLAINED: readonly string[] = [
  "pagination.token-any-instance",
  "pagination.token-replays",
  "pagination.exactly-once",
  "pagination.insert-tolerant",
  "pagination.delete-tolerant",
  "pagination.token-survives-encoding",
  "pagination.token-stays-in-its-entity",
  "ordering.unmoved-by-update",
  "errors.fault",
  "http.concurrent",
  "http.safe",
];

/** Tokens that only the process knows that gave them, and not for long. */
export const forgottenTokens: Cause = {
  id: "forgotten-tokens",
  find({ view }) {
    return elsewhere(view) ?? later(view);
  },
};

function elsewhere(view: View): Suspicion | undefined {
  if (view.recording.baseUrls.length < 2) return undefined;
  const givenAt = new Map<string, number>();
  const there: Exchange[] = [];
  const refused: Exchange[] = [];
  let taken = 0;
  for (const exchange of view.listRequests) {
    const token = tokenIn(exchange);
    const instance = givenAt.get(token);
    if (instance !== undefined && exchange.response) {
      const isSame = instance === exchange.request.instance;
      if (exchange.response.status === 200) taken += isSame ? 1 : 0;
      else if (!isSame) refused.push(exchange);
      if (!isSame && exchange.response.status === 200) there.push(exchange);
    }
    for (const given of view.pages.filter((page) => page.exchange === exchange))
      if (given.nextToken !== undefined) givenAt.set(given.nextToken, exchange.request.instance);
  }
  const [first] = refused;
  if (!first || there.length > 0) return undefined;
  return {
    title: "A token is known only to the instance that issued it.",
    because: `${refused.length} requests with a token of another instance were refused (exchange ${first.id}: ${first.response?.status}), and none was accepted; at the instance that issued the token, ${taken} were accepted.`,
    remedy:
      "Keep the position in the token itself, not in the process; if tokens are signed or encrypted, give every instance the same secret, and keep it across restarts.",
    explains: EXPLAINED,
    exchanges: shown(refused),
  };
}

// A page that was given before, and that no token is part of, is refused alike: then it is not the token that is refused.
function isRefusedWithout(view: View, early: Exchange, status: number): boolean {
  const given = new Set<string>();
  return view.listRequests.some((exchange) => {
    const { id, purpose, request, response } = exchange;
    if (tokenIn(exchange) !== "") return false;
    const key = `${purpose.key} ${request.method} ${request.target}`;
    if (response?.status === 200) given.add(key);
    return id > early.id && response?.status === status && given.has(key);
  });
}

function later(view: View): Suspicion | undefined {
  const late = view.one(lateReplay);
  const status = late?.response?.status;
  if (!late || status === undefined || status < 400) return undefined;
  const token = tokenIn(late);
  const giver = view.pages.find(({ nextToken }) => nextToken === token);
  const early = view.listRequests.find(
    (exchange) => exchange.id < late.id && exchange.response?.status === 200 && tokenIn(exchange) === token,
  );
  if (!giver || !early || isRefusedWithout(view, early, status)) return undefined;
  return {
    title: "A valid token is forgotten before the end of the run.",
    because: `The token of exchange ${giver.exchange.id} was accepted in exchange ${early.id}, and is answered ${status} in exchange ${late.id}, at the end of the run and on another connection.`,
    remedy:
      "Keep the position in the token itself, not in a map, a connection or a database cursor of the process, and keep it valid for at least a day.",
    explains: EXPLAINED,
    exchanges: shown([giver.exchange, early, late]),
  };
}
