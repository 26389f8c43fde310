import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { ErrorBody } from "@live-sessions/contract";

/** Bytes that a request's line and headers may have together. Room for a 64 KiB target and the other headers. */
export const MAX_HEADER_BYTES: number = 128 * 1024;

type Refusal = readonly [status: number, reason: string, message: string];

const NO_HTTP: Refusal = [400, "Bad Request", "This is not HTTP."];

const REFUSALS: ReadonlyMap<string, Refusal> = new Map([
  [
    "HPE_HEADER_OVERFLOW",
    [431, "Request Header Fields Too Large", `More than ${MAX_HEADER_BYTES} bytes of headers.`] as const,
  ],
  ["ERR_HTTP_REQUEST_TIMEOUT", [408, "Request Timeout", "The request did not arrive in time."] as const],
]);

/**
 * Answers what Node's parser rejects, in the document's form, and closes the connection. An answer that the connection is
 * still owed comes first: the refusal must not be taken for it.
 *
 * @param newest the response to the last request that came whole, or with its headers at least
 */
export function answerBrokenRequest(
  error: NodeJS.ErrnoException,
  socket: Socket,
  newest: ServerResponse | undefined,
): void {
  if (error.code === "ECONNRESET" || !socket.writable) socket.destroy();
  else if (!newest || (newest.req.complete && newest.writableFinished)) writeRefusal(refusalOf(error), socket);
  // Its body is what is broken or late.
  else if (!newest.req.complete && !newest.headersSent) {
    const [status, , message] = refusalOf(error);
    newest.shouldKeepAlive = false;
    refuse(newest, status, message);
  } else if (newest.writableFinished) socket.destroy();
  else if (newest.headersSent) newest.once("finish", () => socket.destroySoon());
  else newest.shouldKeepAlive = false;
}

/** Refuses CONNECT, for which Node hands over the bare connection, after the answer that it is still owed. */
export function answerConnect(socket: Socket, newest: ServerResponse | undefined): void {
  // Nobody else listens any more, and an error without a listener would end the process.
  socket.on("error", () => socket.destroy());
  const write = (): void => writeRefusal([400, "Bad Request", "CONNECT is for proxies."], socket);
  if (newest && !newest.writableFinished) newest.once("finish", write);
  else write();
}

/** Answers with an error that no handler gives. */
export function refuse(response: ServerResponse, status: number, message: string): void {
  const body = errorText(message);
  response.writeHead(status, { "content-type": "application/json", "content-length": Buffer.byteLength(body) });
  response.end(body);
}

// There is no response object for what the parser rejects.
function writeRefusal([status, reason, message]: Refusal, socket: Socket): void {
  const body = errorText(message);
  const headers = `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close`;
  socket.end(`HTTP/1.1 ${status} ${reason}\r\n${headers}\r\n\r\n${body}`);
}

function refusalOf({ code = "" }: NodeJS.ErrnoException): Refusal {
  return REFUSALS.get(code) ?? NO_HTTP;
}

function errorText(message: string): string {
  const body: ErrorBody = { message, error_type: "invalid_request_error" };
  return JSON.stringify(body);
}
