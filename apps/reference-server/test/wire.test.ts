import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { validateErrorBody } from "@live-sessions/contract/validators";
import { describe, expect, it } from "vitest";
import { Sandbox } from "./program.ts";
import { oneEntity } from "./scenario.ts";

async function exchange(base: string, request: string): Promise<{ status: number; body: string }> {
  const { hostname, port } = new URL(base);
  const socket = connect(Number(port), hostname);
  socket.write(request);
  const answer = await text(socket);
  const [head = "", body = ""] = answer.split(/\r\n\r\n(.*)/s);
  return { status: Number(head.split(" ")[1]), body };
}

const CLOSE = "Connection: close\r\n";

describe("on the wire, every error has the document's form", () => {
  it("whatever arrives", async () => {
    await using sandbox = new Sandbox();
    const server = await sandbox.serve(["--database", ":memory:"]);
    const { authorization, entityId } = await oneEntity(server.provisioning, [{}]);
    const path = `/v1/live_entities/${entityId}/live_sessions`;
    const key = `Host: lists.example.com\r\nAuthorization: ${authorization}\r\n${CLOSE}`;
    const cases: readonly (readonly [string, number])[] = [
      [`GET ${path} HTTP/1.1\r\n${CLOSE}\r\n`, 400],
      [`GET ${path} HTTP/1.1\r\n${key}Host: other.example.com\r\n\r\n`, 400],
      [`GET ${path} HTTP/1.1\r\n${key}HOST: lists.example.com\r\n\r\n`, 400],
      [`GET ${path} HTTP/1.0\r\n${key}Host: lists.example.com\r\n\r\n`, 400],
      [`GET ${path} HTTP/1.1\r\n${key}authorization: ${authorization}\r\n\r\n`, 400],
      [`GET ${path} HTTP/1.1\r\n${key}Authorization: none\r\n\r\n`, 400],
      ...["", " ", "a b", "a/b", "a@b", "a, b", "[::1", "::1", "a:b", "a:123456", "%zz"].map(
        (host) =>
          [`GET ${path} HTTP/1.1\r\nHost: ${host}\r\nAuthorization: ${authorization}\r\n${CLOSE}\r\n`, 400] as const,
      ),
      ["not HTTP at all\r\n\r\n", 400],
      [`GET ${path} HTTP/1.1\r\n${key}Content-Length: x\r\n\r\n`, 400],
      [`GET ${path} HTTP/1.1\r\n${key}Expect: a miracle\r\n\r\n`, 417],
      [`GET ${path}?page_token=${"A".repeat(65_536)} HTTP/1.1\r\n${key}\r\n`, 400],
      [`GET ${path} HTTP/1.1\r\n${key}X-Long: ${"A".repeat(200_000)}\r\n\r\n`, 431],
      [`GET ${path}?page_size=%00 HTTP/1.1\r\n${key}\r\n`, 400],
      [`GET ${path}?page_size=5\u0000 HTTP/1.1\r\n${key}\r\n`, 400],
      [`GET //${path} HTTP/1.1\r\n${key}\r\n`, 404],
      [`OPTIONS * HTTP/1.1\r\n${key}\r\n`, 404],
      [`DELETE ${path} HTTP/1.1\r\n${key}Content-Length: 3\r\n\r\nabc`, 405],
      [`GET ${path} HTTP/1.1\r\nHost: lists.example.com\r\n${CLOSE}\r\n`, 401],
    ];
    for (const [request, status] of cases) {
      const answer = await exchange(server.list, request);
      expect([request.slice(0, 60), answer.status]).toEqual([request.slice(0, 60), status]);
      expect(validateErrorBody(JSON.parse(answer.body))).toEqual([]);
    }
  });

  it("and a GET with a body, with an Accept that nothing fits, or by HTTP/1.0 is answered as without", async () => {
    await using sandbox = new Sandbox();
    const server = await sandbox.serve(["--database", ":memory:"]);
    const { authorization, entityId } = await oneEntity(server.provisioning, [{}]);
    const path = `/v1/live_entities/${entityId}/live_sessions`;
    const key = `Host: lists.example.com\r\nAuthorization: ${authorization}\r\n${CLOSE}`;
    for (const request of [
      `GET ${path} HTTP/1.1\r\n${key}Content-Length: 4\r\n\r\nbody`,
      `GET ${path} HTTP/1.1\r\n${key}Accept: image/png\r\n\r\n`,
      `GET ${path} HTTP/1.0\r\nAuthorization: ${authorization}\r\n\r\n`,
      ...["localhost", "127.0.0.1:80", "[::1]:8080", "xn--bcher-kva.example", "a%2fb", "A_B", "lists.example.com:"].map(
        (host) => `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nAuthorization: ${authorization}\r\n${CLOSE}\r\n`,
      ),
    ]) {
      expect((await exchange(server.list, request)).status).toBe(200);
    }
  });
});
