import type { OperationHandler } from "@live-sessions/contract";
import { expectTypeOf, test } from "vitest";
import { createLiveSessionsHandler, type ListContext, type LiveSessionsHandler } from "../src/index.ts";

interface Account {
  readonly name: string;
}

const authenticate = async (): Promise<Account | undefined> => undefined;

test("an operation of your own knows the account that authenticate returns", () => {
  const handler = createLiveSessionsHandler({
    authenticate,
    listLiveSessions: ({ path, query }, { account }) => {
      expectTypeOf(path.id).toEqualTypeOf<string>();
      expectTypeOf(query.page_size).toEqualTypeOf<number | undefined>();
      expectTypeOf(account).toEqualTypeOf<Account>();
      const headers = { "content-type": "application/json" } as const;
      return { status: 200, headers, body: { data: [], next_page_token: "" } };
    },
  });
  expectTypeOf(handler).toEqualTypeOf<LiveSessionsHandler>();
});

test("an undeclared status does not compile", () => {
  const headers = { "content-type": "application/json" } as const;
  const body = { message: "I am a teapot.", error_type: "api_error" };
  // @ts-expect-error 418 is not in the document
  const teapot: OperationHandler<"listLiveSessions", ListContext<Account>> = () => ({ status: 418, headers, body });
  expectTypeOf(teapot).toBeFunction();
});

test("a store and an operation exclude each other only by choice: one of them is needed", () => {
  // @ts-expect-error neither is given
  createLiveSessionsHandler({ authenticate });
});
