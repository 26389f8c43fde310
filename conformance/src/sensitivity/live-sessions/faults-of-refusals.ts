import { questionOf } from "../../questions/catalogue.ts";
import * as collections from "../../questions/collections.ts";
import { faulty } from "../../questions/faults.ts";
import * as keys from "../../questions/keys.ts";
import { control } from "../../questions/preflight.ts";
import * as requests from "../../questions/requests.ts";
import * as sizes from "../../questions/sizes.ts";
import * as tokens from "../../questions/tokens.ts";
import { wrongKeys } from "../../questions/wrong-keys.ts";
import type { View } from "../../reading/view.ts";
import type { Exchange } from "../../recording/exchange.ts";
import {
  changeAll,
  changeFirst,
  listedPages,
  pageOf,
  withAnswerOf,
  withHeader,
  withStatus,
  withText,
} from "./editing.ts";
import type { PlantedFault, Planting } from "./planted-fault.ts";

/** What is refused, by whom it is asked, and in which form. */
export const faultsOfRefusals: readonly PlantedFault[] = [
  served("bad-size-is-page-one", ["pagination.bad-size-rejected"], (view) => view.of(sizes.bad, requests.badSize)),
  failing("bad-size-is-500", ["pagination.bad-size-rejected"], (view) => view.of(sizes.bad, requests.badSize)),
  served("over-maximum-is-the-default", ["pagination.over-maximum-bounded"], (view) =>
    view.of(sizes.oversize).filter(({ request }) => !request.target.includes("page_token=")),
  ),
  failing("over-maximum-is-500", ["pagination.over-maximum-bounded"], (view) =>
    view.of(sizes.oversize, requests.oversize),
  ),
  served("bad-token-is-page-one", ["pagination.bad-token-rejected"], (view) => view.of(tokens.garbage)),
  emptied("bad-token-is-an-empty-page", ["pagination.bad-token-rejected"], (view) => view.of(tokens.garbage)),
  failing("bad-token-is-500", ["pagination.bad-token-rejected"], (view) => view.of(tokens.garbage)),
  failing("altered-token-is-500", ["pagination.altered-token-contained"], (view) => view.of(tokens.altered)),
  {
    id: "altered-token-opens-another-entity",
    expected: ["pagination.altered-token-contained"],
    plant: (view) => answeredBy(view, view.of(tokens.altered), "sibling"),
  },
  {
    id: "foreign-token-lists-its-entity",
    expected: ["pagination.token-stays-in-its-entity"],
    plant: (view) =>
      answeredBy(
        view,
        view.of(tokens.foreign).filter(({ purpose }) => purpose.collection === "populated"),
        "sibling",
      ),
  },
  failing("blank-token-is-400", ["pagination.blank-token-is-first-page"], (view) => view.of(tokens.blank), 400),
  failing("token-works-once", ["pagination.token-replays"], (view) => view.of(tokens.replay), 400),
  served("token-moves-on", ["pagination.token-replays"], (view) => view.of(tokens.replay)),
  failing("encoded-token-is-400", ["pagination.token-survives-encoding"], (view) => view.of(tokens.encoded), 400),
  {
    id: "minimum-refused",
    expected: ["pagination.bounds-accepted"],
    // Whatever it was asked for: the first of them may be one that says nothing of sizes.
    plant: (view) =>
      changeAll(
        view.listRequests.filter(({ purpose, response }) => purpose.pageSize === "1" && response?.status === 200),
        (exchange) => refused(exchange, 400),
        NOT_TRIED,
      ),
  },
  served("no-key-is-served", ["errors.key-required"], (view) =>
    view.of(keys.noKey, requests.noKey).filter(({ request }) => request.method === "GET"),
  ),
  served("prefix-of-key-is-served", ["errors.key-exact"], (view) =>
    view.of(keys.wrongKey).filter(({ purpose }) => purpose.key === wrongKeys.prefix.name),
  ),
  served("key-of-the-connection", ["errors.key-exact", "errors.key-required"], (view) =>
    view.of(keys.noKeyAfterValid, keys.wrongKeyAfterValid),
  ),
  failing("unknown-entity-before-key", ["errors.key-first"], (view) => view.of(keys.keyFirstOfUnknown), 404),
  inError("no-challenge", ["errors.challenge"], 401, (exchange) => withHeader(exchange, "www-authenticate", undefined)),
  inError("error-is-html", ["errors.body"], 404, (exchange) =>
    withHeader(withText(exchange, "<h1>Not found</h1>"), "content-type", "text/html"),
  ),
  inError("error-type-of-another-status", ["errors.body"], 400, (exchange) =>
    withText(exchange, '{"message":"No.","error_type":"api_error"}'),
  ),
  inError("message-is-empty", ["errors.body"], 401, (exchange) =>
    withText(exchange, '{"message":"","error_type":"invalid_request_error"}'),
  ),
  inError("stack-in-an-error", ["errors.no-leaks"], 400, (exchange) =>
    withText(
      exchange,
      '{"message":"Error: no\\n    at list (/srv/app/list.js:10:5)","error_type":"invalid_request_error"}',
    ),
  ),
  inError("key-in-an-error", ["errors.no-leaks"], 401, (exchange) =>
    withText(exchange, '{"message":"No key [key owner]","error_type":"invalid_request_error"}'),
  ),
  emptied("unknown-entity-is-empty", ["errors.unknown-entity"], (view) => view.of(collections.unknown)),
  failing("malformed-id-is-500", ["errors.unknown-entity"], (view) => view.of(collections.malformed)),
  served("missing-id-is-served", ["errors.missing-id"], (view) => view.of(collections.missingId)),
  failing(
    "empty-entity-is-404",
    ["representation.empty-entity"],
    (view) =>
      view.listRequests.filter(
        ({ purpose, response }) =>
          purpose.collection === "empty" && purpose.walkId !== undefined && response?.status === 200,
      ),
    404,
  ),
  {
    id: "foreign-entity-is-served",
    expected: ["errors.foreign-entity-closed"],
    plant: (view) =>
      changeFirst(
        view.of(collections.foreign),
        (exchange) => withAnswerOf(exchange, view.one(collections.stranger) ?? listedPages(view)[0] ?? exchange),
        "no live entity of another account",
      ),
  },
  emptied("fault-is-empty-list", ["errors.fault"], (view) => view.of(faulty)),
  failing("fault-is-404", ["errors.fault"], (view) => view.of(faulty), 404),
];

type Select = (view: View) => readonly Exchange[];

const NOT_TRIED = "it was not tried";

/** Answered with a first page instead. */
function served(id: string, expected: readonly string[], select: Select): PlantedFault {
  return {
    id,
    expected,
    plant: (view) => {
      const page = view.one(control);
      return page?.response?.status === 200
        ? changeFirst(select(view), (exchange) => withAnswerOf(exchange, page), NOT_TRIED)
        : "no page was listed";
    },
  };
}

/** Answered with an empty list instead. */
function emptied(id: string, expected: readonly string[], select: Select): PlantedFault {
  const empty = (exchange: Exchange): Exchange =>
    withHeader(
      withStatus(withText(exchange, '{"data":[],"next_page_token":""}'), 200),
      "content-type",
      "application/json",
    );
  return { id, expected, plant: (view) => changeFirst(select(view), empty, NOT_TRIED) };
}

/** The first error of a status, changed. */
function inError(
  id: string,
  expected: readonly string[],
  status: number,
  change: (exchange: Exchange) => Exchange,
): PlantedFault {
  const nothing = `nothing was answered ${status}`;
  return { id, expected, plant: (view) => changeFirst(answered(view, status), change, nothing) };
}

/** Answered with another error instead. */
function failing(id: string, expected: readonly string[], select: Select, status = 500): PlantedFault {
  return {
    id,
    expected,
    plant: (view) => changeFirst(select(view), (exchange) => refused(exchange, status), NOT_TRIED),
  };
}

function refused(exchange: Exchange, status: number): Exchange {
  const errorType = status >= 500 ? "api_error" : "invalid_request_error";
  return withStatus(withText(exchange, JSON.stringify({ message: "No.", error_type: errorType })), status);
}

function answered(view: View, status: number): Exchange[] {
  return view.listRequests.filter(
    ({ request, response, purpose }) =>
      request.method === "GET" && response?.status === status && !questionOf(purpose)?.isHostile,
  );
}

function answeredBy(view: View, exchanges: readonly Exchange[], collection: string): Planting | string {
  const other = view.pages.find(
    ({ exchange, items }) => exchange.purpose.collection === collection && items.length > 0,
  )?.exchange;
  if (!other || pageOf(other).data.length === 0) return "no second live entity";
  return changeFirst(exchanges, (exchange) => withAnswerOf(exchange, other), "no token was given");
}
