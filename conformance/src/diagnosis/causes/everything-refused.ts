import { LIST_PATH } from "../../contract/generated/list-names.ts";
import { isObject } from "../../profile/json-pointer.ts";
import type { ListWords } from "../../profile/words.ts";
import { questionOf } from "../../questions/catalogue.ts";
import { noKey } from "../../questions/keys.ts";
import { control } from "../../questions/preflight.ts";
import { isAskedBy } from "../../questions/question.ts";
import { hasToken } from "../../reading/followed-pages.ts";
import { readBody } from "../../reading/page-reading.ts";
import type { View } from "../../reading/view.ts";
import { type Exchange, headerOf } from "../../recording/exchange.ts";
import { type Cause, type Suspicion, shown } from "../cause.ts";

const MIN_CASES = 3;

/** Not one request for a list that is there came to a list: what failed says nothing of the rules that failed. */
export const everythingRefused: Cause = {
  id: "everything-refused",
  find({ view }) {
    const asked = view.listRequests.filter(isPlain);
    if (asked.length < MIN_CASES) return undefined;
    const said = suspicionFor(view, asked);
    return said && { ...said, explains: "all", exchanges: shown(asked.slice(0, 3)) };
  },
};

/** A request with a valid key for the first page of a list that is there. */
function isPlain(exchange: Exchange): boolean {
  const { purpose, request } = exchange;
  const isFirst = !hasToken(exchange);
  const isOrdinary = isAskedBy(purpose, control) || questionOf(purpose)?.isOrdinary === true;
  return isOrdinary && isFirst && request.method === "GET" && purpose.key !== "none";
}

type Said = Pick<Suspicion, "title" | "because" | "remedy">;

function suspicionFor(view: View, asked: readonly Exchange[]): Said | undefined {
  if (view.pages.length > 0) return nothingListed(view, asked);
  const statuses = new Set(asked.map(({ response }) => response?.status));
  const [status] = statuses;
  if (statuses.size > 1 || status === undefined) return undefined;
  if (asked.every(isHtml) && status < 400) return webPage(asked, status);
  const because = `All ${asked.length} requests for the first page of an existing live entity, with a valid key, were answered ${status}.`;
  if (status === 401 || status === 403) return keyRefused(view, status, because);
  if (status === 404) return notFound(view, because);
  if (status >= 500) {
    return {
      title: `Every request is answered ${status}.`,
      because,
      remedy: "Look into the server's log: a missing table or setting makes every request fail.",
    };
  }
  if (status === 200) return noPage(view.words, asked);
  return {
    title: `Every request is answered ${status}.`,
    because,
    remedy:
      status < 400
        ? "Redirects are not followed: give the base URL that they lead to."
        : "Send the request with curl, as below.",
  };
}

function keyRefused({ mode }: View, status: number, because: string): Said {
  const remedy =
    mode === "provisioned"
      ? "The provisioner writes its accounts to another database than the server reads, or stores keys in another form than the server expects (hashed or not): look up one of the keys where the server does."
      : "LIVE_SESSIONS_AUTHORIZATION holds a key that this server does not know.";
  return { title: `Every request with a valid key is answered ${status}.`, because, remedy };
}

function notFound(view: View, because: string): Said {
  const withoutKey = view.one(noKey)?.response?.status;
  if (withoutKey === 401 || withoutKey === 403) {
    return {
      title: "Every live entity that the provisioner made is answered 404.",
      because: `${because} Without a key it is ${withoutKey}, so the path is right.`,
      remedy:
        "The provisioner writes its live entities to another database than the server reads, or to another account.",
    };
  }
  return {
    title: "Every request is answered 404, with and without a key: there is no such path.",
    because,
    remedy: `Give the base URL with the prefix that comes before ${LIST_PATH.split("/{")[0]}, or register the route.`,
  };
}

function webPage(asked: readonly Exchange[], status: number): Said {
  return {
    title: "Every request is answered with a web page.",
    because: `All ${asked.length} requests for a list were answered ${status} with text/html.`,
    remedy:
      "The base URL leads to a web site, a login or a single-page application, not to the API: give the base URL of the API.",
  };
}

function noPage({ nextPointer }: ListWords, asked: readonly Exchange[]): Said | undefined {
  const next = nextPointer.slice(1);
  const bodies = asked.map(({ response }) => (response ? readBody(response.body).json : undefined));
  const members = new Set(bodies.map((json) => (isObject(json) ? Object.keys(json).join(", ") : undefined)));
  const [names] = members;
  const isList = bodies.every(Array.isArray);
  if (members.size > 1 || (names === undefined && !isList)) return undefined;
  return {
    title: "Every answer is 200 with JSON, but none is a page.",
    because: isList
      ? `Each body is an array; a page is an object with data and ${next}.`
      : `Each body has ${names ? `the members ${names}` : "no members"}; a page has data, an array, and ${next}.`,
    remedy: `Return the list as data and the token as ${next}.`,
  };
}

function nothingListed(view: View, asked: readonly Exchange[]): Said | undefined {
  const isListed = view.pages.some(({ items }) => items.length > 0);
  const isReadable = asked.every((exchange) => view.pages.some((page) => page.exchange === exchange));
  if (view.known === undefined || isListed || !isReadable) return undefined;
  return {
    title: "Every list is empty.",
    because: `All ${asked.length} requests for a first page listed no session, although the provisioner created sessions in nearly every live entity.`,
    remedy:
      "The provisioner writes to another database than the server reads, or the server's query does not find what the provisioner writes.",
  };
}

function isHtml({ response }: Exchange): boolean {
  return response !== undefined && (headerOf(response, "content-type") ?? "").includes("html");
}
