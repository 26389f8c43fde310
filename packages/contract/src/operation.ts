import type { operations } from "../generated/openapi.ts";
import type { LiveSessionPage, ServedLiveSessionPage } from "./live-session.ts";

/** The parameters of an operation as a handler receives them: validated, and with the document's names and types. */
export interface OperationRequest<Id extends keyof operations> {
  /** The values of the path template. */
  readonly path: Readonly<NonNullable<operations[Id]["parameters"]["path"]>>;
  /** The query parameters that were given; a member that is absent was not. */
  readonly query: Readonly<NonNullable<operations[Id]["parameters"]["query"]>>;
}

/**
 * Exactly the responses that the document declares for an operation, discriminated by `status`.
 *
 * Each has the declared media type as `content-type`, the headers that the document or HTTP requires (names in lower
 * case, as HTTP/2 has them) and the body of that status. The document's `default` response tells clients what to expect of
 * statuses that it does not list; it opens nothing to a handler, so an undeclared status does not compile.
 */
export type OperationResponse<Id extends keyof operations> = {
  [Status in DeclaredStatus<Id>]: DeclaredResponse<Status, operations[Id]["responses"][Status]>;
}[DeclaredStatus<Id>];

/**
 * A function that answers an operation: declared responses are returned as values, a thrown exception is a bug.
 *
 * `Context` is what the server knows in addition to the parameters, such as whose key the request carried.
 */
export type OperationHandler<Id extends keyof operations, Context = undefined> = (
  request: OperationRequest<Id>,
  context: Context,
) => OperationResponse<Id> | Promise<OperationResponse<Id>>;

type DeclaredStatus<Id extends keyof operations> = Extract<keyof operations[Id]["responses"], number>;

type DeclaredResponse<Status, Declared> = Declared extends { headers: infer Headers; content: infer Content }
  ? {
      [Media in keyof Content]: {
        readonly status: Status;
        readonly headers: { readonly "content-type": Media } & ServedHeaders<Status, Headers>;
        readonly body: ServedBody<Content[Media]>;
      };
    }[keyof Content]
  : Declared extends { headers: infer Headers }
    ? { readonly status: Status; readonly headers: ServedHeaders<Status, Headers>; readonly body?: never }
    : never;

/** The headers of a response as it leaves a handler: those of the document, and what HTTP itself makes a duty. */
type ServedHeaders<Status, Headers> = DeclaredHeaders<Headers> &
  // RFC 9110 §15.5.2: a 401 carries a challenge. The document does not require it, since many deployments have none.
  (Status extends 401 ? { readonly "www-authenticate": string } : unknown);

/** The headers of a declared response: those that it requires must be there; any further header is a string. */
export type DeclaredHeaders<Headers> = {
  readonly [Name in keyof Headers as RequiredName<Headers, Name>]: string;
} & { readonly [name: string]: string };

/** The lower-case name of a required header; `never` for an optional one and for the index signature. */
type RequiredName<Headers, Name extends keyof Headers> =
  Record<never, never> extends Pick<Headers, Name> ? never : Lowercase<Name & string>;

/** A page leaves a handler in the narrower form. */
type ServedBody<Body> = Body extends LiveSessionPage ? ServedLiveSessionPage : Body;
