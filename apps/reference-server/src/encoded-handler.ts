import type { EncodedResponse, PlainRequest } from "@live-sessions/server";

/** Answers one request, with a body in UTF-8 where that was made before. */
export type EncodedHandler = (request: PlainRequest) => Promise<EncodedResponse>;
