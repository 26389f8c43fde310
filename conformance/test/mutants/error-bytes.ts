import type { Reply } from "../corpus/exchange.ts";
import { ListEndpoint } from "../corpus/list-endpoint.ts";
import type { Mutant } from "../corpus/server-under-test.ts";
import { mutant } from "./mutant.ts";

/** Faults in the bytes of an answer, and in what it says of them. */
export const errorByteMutants: readonly Mutant[] = [
  mutant(
    "error-with-byte-order-mark",
    ["errors.body"],
    "The file with the text of the 404 was saved with a byte order mark: a strict parser refuses it.",
    class extends ListEndpoint {
      override unknownEntity(id: string): Reply {
        const reply = super.unknownEntity(id);
        return { ...reply, body: `\uFEFF${reply.body}` };
      }
    },
  ),
  mutant(
    "error-with-message-twice",
    ["errors.body"],
    "A middleware appends its own message to the text of a 400: which of the two is read depends on the parser.",
    class extends ListEndpoint {
      override badRequest(message: string): Reply {
        const reply = super.badRequest(message);
        return { ...reply, body: `${String(reply.body).slice(0, -1)},"message":"Bad Request"}` };
      }
    },
  ),
  mutant(
    "elixir-trace-in-the-500",
    ["errors.no-leaks"],
    "The error page for developers is on: a 500 shows where the exception came from, as Elixir writes it.",
    class extends ListEndpoint {
      override errorBody(status: number, message: string, errorType: string): Readonly<Record<string, unknown>> {
        const trace = "** (MatchError) no match\n    (live 0.1.0) lib/live/sessions.ex:12: Live.Sessions.page/2";
        return { ...super.errorBody(status, message, errorType), ...(status === 500 ? { detail: trace } : {}) };
      }
    },
  ),
  mutant(
    "latin-1-said",
    ["representation.media-type"],
    "The container adds its default charset to every answer: application/json;charset=ISO-8859-1, over UTF-8.",
    class extends ListEndpoint {
      override readonly mediaType: string = "application/json;charset=ISO-8859-1";
    },
  ),
];
