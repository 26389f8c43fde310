import { type Cause, shown } from "../cause.ts";

const MIN_CASES = 10;

/** The server goes on answering, but from some request on only that it is broken. */
export const onlyServerErrors: Cause = {
  id: "only-server-errors",
  find({ view }) {
    const answered = view.listRequests.filter(({ response }) => response !== undefined);
    const lastRight = answered.findLastIndex(({ response }) => (response?.status ?? 0) < 500);
    const tail = answered.slice(lastRight + 1);
    const [first] = tail;
    if (!first || lastRight === -1 || tail.length < MIN_CASES) return undefined;
    return {
      title: `From exchange ${first.id} on, the target answers every request with a server error.`,
      because: `${first.request.method} ${first.request.target} was answered ${first.response?.status}, and so were the ${tail.length - 1} requests after it; requests before it were not.`,
      remedy:
        "Look at what the server logged for that request: it leaves a broken connection, transaction or pool, and every later request fails.",
      explains: "all",
      exchanges: shown(tail.slice(0, 2)),
    };
  },
};
