import type { OperationHandler } from "@live-sessions/contract";
import { badRequest, internalError, methodNotAllowed, unauthorized, unknownRoute } from "./error-responses.ts";
import { type ListContext, type ListResponse, listFromStore } from "./list-from-store.ts";
import { parseListParameters } from "./list-parameters.ts";
import { type ListTarget, parseListTarget } from "./list-target.ts";
import type { LiveSessionStore, MaybePromise } from "./live-session-store.ts";
import type { PlainRequest, PlainResponse } from "./plain-http.ts";

/** What every handler needs, wherever its sessions come from. */
export interface HandlerOptions<Account> {
  /**
   * Finds the account of a key.
   *
   * @param authorization the whole `Authorization` header: the bare key, compared exactly
   * @returns undefined when the key is not valid, which is answered 401
   */
  readonly authenticate: (authorization: string, request: PlainRequest) => MaybePromise<Account | undefined>;
  /**
   * Asked before a 400 or a 404, where `authenticate` lets keys in that it only remembers: is this one valid now? If not,
   * it is 401. It saves a database the look-up of the key where its read for the list looks at the key too; such a `store`
   * answers undefined when the key is not valid any more. Default: what `authenticate` says is final.
   */
  readonly isStillValid?: (account: Account, request: PlainRequest) => MaybePromise<boolean>;
  /** Told of the exception behind a 500, as the answer itself says nothing of it. Default: nothing. */
  readonly onError?: (error: unknown, request: PlainRequest) => void;
}

/** Sessions from a store: tokens, pages, `ETag` and 304 are this package's work. */
export interface StoreOptions<Account> extends HandlerOptions<Account> {
  readonly store: LiveSessionStore<Account>;
}

/** A whole operation of your own: routing, key, `page_size`, errors and HEAD are this package's work. */
export interface OperationOptions<Account> extends HandlerOptions<Account> {
  readonly listLiveSessions: OperationHandler<"listLiveSessions", ListContext<Account>>;
}

/** Answers one request; never rejects. */
export type LiveSessionsHandler = (request: PlainRequest) => Promise<PlainResponse>;

/**
 * Serves `GET` and `HEAD /v1/live_entities/{id}/live_sessions` and refuses everything else.
 *
 * It decides in this order: unknown route 404, method 405, key 401, parameters 400, entity 404, list 200. So nobody
 * without a key learns whether an entity exists. An exception anywhere is a bare 500.
 *
 * @returns a handler that needs no framework; {@link toNodeListener} and {@link toFetchHandler} put it on a server
 */
export function createLiveSessionsHandler<Account>(
  options: StoreOptions<Account> | OperationOptions<Account>,
): LiveSessionsHandler {
  return async (request) => {
    try {
      return toPlain(await decide(options, request), request.method);
    } catch (error) {
      tell(options, error, request);
      return toPlain(internalError(), request.method);
    }
  };
}

async function decide<Account>(
  options: StoreOptions<Account> | OperationOptions<Account>,
  plainRequest: PlainRequest,
): Promise<ListResponse> {
  const target = parseListTarget(plainRequest.target);
  if (!target) return unknownRoute();
  if (plainRequest.method !== "GET" && plainRequest.method !== "HEAD") return methodNotAllowed();
  const { authorization } = plainRequest.headers;
  if (typeof authorization !== "string" || authorization === "") return unauthorized();
  const account = await options.authenticate(authorization, plainRequest);
  if (account === undefined) return unauthorized();
  const response = await listed(options, target, { account, plainRequest });
  const isRefused = response.status === 400 || response.status === 404;
  if (!isRefused || !options.isStillValid) return response;
  return (await options.isStillValid(account, plainRequest)) ? response : unauthorized();
}

async function listed<Account>(
  options: StoreOptions<Account> | OperationOptions<Account>,
  target: ListTarget,
  context: ListContext<Account>,
): Promise<ListResponse> {
  const parameters = parseListParameters(target);
  if (!parameters.ok) return badRequest(parameters.message);
  return "store" in options
    ? listFromStore(options.store, parameters.request, context)
    : options.listLiveSessions(parameters.request, context);
}

function tell<Account>({ onError }: HandlerOptions<Account>, error: unknown, request: PlainRequest): void {
  try {
    onError?.(error, request);
  } catch {
    // A listener must not turn the answer into none.
  }
}

function toPlain({ status, headers, body = "" }: ListResponse, method: string): PlainResponse {
  // RFC 9110 §9.3.2: HEAD is GET without the body.
  if (method === "HEAD") return { status, headers, body: "" };
  return { status, headers, body: typeof body === "string" ? body : JSON.stringify(body) };
}
