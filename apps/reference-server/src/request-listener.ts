import type { IncomingMessage, ServerResponse } from "node:http";

/** What a server calls for each request. */
export type RequestListener = (request: IncomingMessage, response: ServerResponse) => void;
