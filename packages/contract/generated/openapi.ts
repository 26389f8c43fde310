// Generated from @live-sessions/openapi/openapi.json by `pnpm --filter @live-sessions/contract run generate`. Not edited by hand.

export interface paths {
    "/v1/live_entities/{id}/live_sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List all live sessions
         * @description Returns one page of the live sessions of a live entity.
         *
         *     **Order.** Sessions are sorted by `created_at`, newest first (descending). Times are whole seconds, so two sessions of
         *     one second are ordinary; the tie-breaker is `id`, descending, and it holds in every read and across page boundaries.
         *     (Another server may break ties in another fixed order.) A session that is still in progress stands at its
         *     `created_at` like any other, and a change of a session never moves it.
         *
         *     **Paging.** `page_size` is a ceiling: 1 to 100, and 10 when it is not given. Send `next_page_token` of one page as
         *     `page_token` of the next request; when it is the empty string, nothing follows. A walk yields every session that
         *     existed when it began, once, at any page size, even when sizes change on the way and sessions are created or deleted
         *     meanwhile. Sessions created during a walk appear in the next one.
         *
         *     **Errors.** Every error is JSON with a `message` for people and an `error_type` for programs. A request is decided in
         *     this order: key (401), parameters (400), live entity (404), list (200). Nobody without a valid key learns
         *     whether a live entity exists, and a live entity of another account is answered as an unknown one. Without a valid key
         *     no other spelling of the path and no other method lists anything either.
         *
         *     **Caching.** A page holds stream keys, so no shared cache may keep it, nor a refusal. Where a server sends an `ETag`, the
         *     same page can be asked for again with `If-None-Match`, which may be a list of tags, and is answered 304 while it is
         *     unchanged. A body is compressed only in a coding that `Accept-Encoding` asks for.
         */
        get: operations["listLiveSessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * ErrorType
         * @description The documented values of `error_type`:
         *
         *     - `invalid_request_error`: the request cannot be served as it stands (400, 401, 404 and other 4xx)
         *     - `authentication_error`: the key is missing or not valid (some servers' 401)
         *     - `rate_limit_error`: too many requests (429)
         *     - `api_error`: a fault of the server (5xx)
         *     - `api_connection_error`: the HTTP communication failed
         *     - `video_error`: something is wrong with the video or the live stream
         * @enum {string}
         */
        ErrorType: "invalid_request_error" | "api_error" | "authentication_error" | "rate_limit_error" | "api_connection_error" | "video_error";
        /**
         * ErrorBody
         * @description What every error response holds. Members that are not listed here may come later.
         */
        ErrorBody: {
            /**
             * @description What went wrong, in a sentence for people. Its wording may change: branch on the status or on `error_type`. It never
             *     holds a key, a stream key or a stack trace.
             * @example page_size must be an integer from 1 to 100.
             */
            message: string;
            /**
             * @description What kind of error this is, for programs. An open string: values other than the documented ones may come later, so
             *     treat an unknown one by the response's status.
             * @example invalid_request_error
             */
            error_type: components["schemas"]["ErrorType"] | string;
        };
        /**
         * LiveSession
         * @description One uninterrupted stretch of signal that a live entity received. Members that are not listed here may come later;
         *     readers ignore what they do not know.
         */
        LiveSession: {
            /**
             * @description Identifies the session. In practice a UUID. Also the tie-breaker of the order, descending.
             * @example b41e7f09-2c6d-4d58-8f3a-90c7d1e2a634
             */
            id: string;
            /**
             * @description The id of the live entity that the session belongs to; the `{id}` of the request.
             * @example 3f8a1c52-7d04-4b6e-9a1b-5c2e8f60d713
             */
            entity_id: string;
            /**
             * @description The key that the signal was sent with. It is a credential: anyone who has it can broadcast on the live entity, so keep
             *     it out of logs, error reports and shared caches. It can be reset; sessions of one live entity may carry
             *     different keys.
             * @example live_EXAMPLEKEY02
             */
            stream_key: string;
            /**
             * @description How long the session lasted, in seconds, to the millisecond: 187.25 is 187 seconds and 250 milliseconds. This is what
             *     is billed. There once the session has ended; while it is in progress the member is absent (a server may send
             *     null instead, never 0).
             * @example 187.25
             */
            duration?: number | null;
            /**
             * Format: date-time
             * @description When the session began, RFC 3339, in UTC with `Z` and whole seconds. The sort key of the list, descending. Two sessions
             *     may have the same value.
             * @example 2025-03-14T09:26:53Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When the session last changed, RFC 3339, in UTC with `Z` and whole seconds; not before `created_at`. A change does
             *     not move the session in the list.
             * @example 2025-03-14T09:30:00Z
             */
            updated_at: string;
        };
        /**
         * LiveSessionPage
         * @description One page of a list of live sessions. Members that are not listed here may come later.
         */
        LiveSessionPage: {
            /**
             * @description The sessions of this page, by `created_at` descending, ties by `id` descending; at most `page_size` of them. Empty if
             *     the live entity has no sessions.
             */
            data: components["schemas"]["LiveSession"][];
            /**
             * @description The `page_token` of the next page; the empty string when nothing follows. A server may also leave the member out or
             *     send null at the end, so a reader stops at each of the three. It consists of URL-safe characters; percent-encode
             *     it all the same, as other servers' tokens may have any.
             * @example
             */
            next_page_token?: string | null;
        };
    };
    responses: {
        /** @description Any other error, such as 503 while the server is overloaded or under maintenance. */
        OtherError: {
            headers: {
                /**
                 * @description When to try again: a number of seconds, or an HTTP date (RFC 9110 §10.2.3). Sent where it helps; do not rely on it.
                 * @example 2
                 */
                "Retry-After"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /**
         * @description One page of the live entity's sessions, newest first. A live entity without sessions is answered with an empty page, not
         *     with 404.
         */
        LiveSessionPage: {
            headers: {
                /**
                 * @description Identifies this very body (RFC 9110 §8.8.3). Send it back as `If-None-Match` to be answered 304 while the page is
                 *     unchanged. A server need not send one.
                 * @example "v7-2b9c41"
                 */
                ETag?: string;
                /**
                 * @description Whether the page may be stored (RFC 9111 §5.2). A page holds stream keys, so the value never lets a shared cache keep it.
                 * @example no-store
                 */
                "Cache-Control"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["LiveSessionPage"];
            };
        };
        /**
         * @description The page still is the one that `If-None-Match` names; there is no body. Only sent in answer to that header (RFC 9110
         *     §15.4.5), by a server that sends an `ETag`.
         */
        NotModified: {
            headers: {
                /**
                 * @description Identifies this very body (RFC 9110 §8.8.3). Send it back as `If-None-Match` to be answered 304 while the page is
                 *     unchanged. A server need not send one.
                 * @example "v7-2b9c41"
                 */
                ETag?: string;
                /**
                 * @description Whether the page may be stored (RFC 9111 §5.2). A page holds stream keys, so the value never lets a shared cache keep it.
                 * @example no-store
                 */
                "Cache-Control"?: string;
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description A parameter is missing, malformed or out of range, or `page_token` is no token of this live entity. */
        BadRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /**
         * @description There is no API key, or it is not a valid one. Decided before anything else, so the answer says nothing about the live
         *     entity.
         */
        Unauthorized: {
            headers: {
                /**
                 * @description The challenge (RFC 9110 §11.6.1). The scheme `ApiKey` means the bare key in `Authorization`, with no scheme word. A server
                 *     that does not send it departs from RFC 9110 §15.5.2, as many deployments do.
                 * @example ApiKey realm="live-sessions"
                 */
                "WWW-Authenticate"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description The live entity does not exist, or belongs to another account: the answer is the same. */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description The key has sent more requests than it may. Wait, then send the same request again; a walk goes on where it was. */
        TooManyRequests: {
            headers: {
                /**
                 * @description When to try again: a number of seconds, or an HTTP date (RFC 9110 §10.2.3). Sent where it helps; do not rely on it.
                 * @example 2
                 */
                "Retry-After"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /**
         * @description Something failed inside the server. Never a list, whole, partial or empty. Listing changes nothing, so it is safe to try
         *     again.
         */
        InternalServerError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
    };
    parameters: {
        /**
         * @description The id of the live entity whose live sessions are listed. In practice a UUID, which is compared without regard to case;
         *     treat it as an opaque string. The segment is percent-decoded: an escaped letter means the letter. An id that nobody has, and the id of another account's live entity, are both answered 404.
         * @example 3f8a1c52-7d04-4b6e-9a1b-5c2e8f60d713
         */
        LiveEntityId: string;
        /**
         * @description The largest number of sessions that the page may hold: an integer from 1 to 100, 10 when it is not given. Zero
         *     in any spelling, negative, fractional and non-numeric sizes are answered 400, and so are sizes above 100 (a server may instead answer
         *     those as if 100 had been asked for). It may change from page to page of one walk.
         * @example 3
         */
        PageSize: number;
        /**
         * @description Where the page begins: the `next_page_token` of the page before, unchanged. Without it, or with a blank one
         *     (`page_token=`), the list begins at the newest session.
         *
         *     The token is opaque: do not take it apart or build one. It belongs to the live entity that it was given for, the same
         *     token gives the same sessions again, and it stays good when the session it stands for is deleted. Text that is
         *     no token is answered 400, never with the first page; so are broken escapes and bytes that are not UTF-8.
         */
        PageToken: string;
    };
    requestBodies: never;
    headers: {
        /**
         * @description When to try again: a number of seconds, or an HTTP date (RFC 9110 §10.2.3). Sent where it helps; do not rely on it.
         * @example 2
         */
        RetryAfter: string;
        /**
         * @description Identifies this very body (RFC 9110 §8.8.3). Send it back as `If-None-Match` to be answered 304 while the page is
         *     unchanged. A server need not send one.
         * @example "v7-2b9c41"
         */
        ETag: string;
        /**
         * @description Whether the page may be stored (RFC 9111 §5.2). A page holds stream keys, so the value never lets a shared cache keep it.
         * @example no-store
         */
        CacheControl: string;
        /**
         * @description The challenge (RFC 9110 §11.6.1). The scheme `ApiKey` means the bare key in `Authorization`, with no scheme word. A server
         *     that does not send it departs from RFC 9110 §15.5.2, as many deployments do.
         * @example ApiKey realm="live-sessions"
         */
        WwwAuthenticate: string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listLiveSessions: {
        parameters: {
            query?: {
                /**
                 * @description The largest number of sessions that the page may hold: an integer from 1 to 100, 10 when it is not given. Zero
                 *     in any spelling, negative, fractional and non-numeric sizes are answered 400, and so are sizes above 100 (a server may instead answer
                 *     those as if 100 had been asked for). It may change from page to page of one walk.
                 * @example 3
                 */
                page_size?: components["parameters"]["PageSize"];
                /**
                 * @description Where the page begins: the `next_page_token` of the page before, unchanged. Without it, or with a blank one
                 *     (`page_token=`), the list begins at the newest session.
                 *
                 *     The token is opaque: do not take it apart or build one. It belongs to the live entity that it was given for, the same
                 *     token gives the same sessions again, and it stays good when the session it stands for is deleted. Text that is
                 *     no token is answered 400, never with the first page; so are broken escapes and bytes that are not UTF-8.
                 */
                page_token?: components["parameters"]["PageToken"];
            };
            header?: never;
            path: {
                /**
                 * @description The id of the live entity whose live sessions are listed. In practice a UUID, which is compared without regard to case;
                 *     treat it as an opaque string. The segment is percent-decoded: an escaped letter means the letter. An id that nobody has, and the id of another account's live entity, are both answered 404.
                 * @example 3f8a1c52-7d04-4b6e-9a1b-5c2e8f60d713
                 */
                id: components["parameters"]["LiveEntityId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["LiveSessionPage"];
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            default: components["responses"]["OtherError"];
        };
    };
}
