/** What every error of this package says about the request that it ended. It holds no credential. */
export interface ErrorDetails {
  /** The URL that was asked, with its query. */
  readonly url: string;
  /** How many times the request was sent, this time included. */
  readonly attempts: number;
  /** The page token that the request carried; undefined for the first page. */
  readonly pageToken: string | undefined;
}

/** What an error adds where the server answered. */
export interface AnsweredDetails extends ErrorDetails {
  readonly status: number;
  /** What the server calls this request (`x-request-id`), to quote in a question to its operators. */
  readonly requestId: string | undefined;
  /** How long the server asked to wait (`Retry-After`, RFC 9110 §10.2.3), in milliseconds. */
  readonly retryAfterMs: number | undefined;
}

/** The base of every error that this package throws for a request; the leaves say which. */
export abstract class LiveSessionsError<Details extends ErrorDetails = ErrorDetails>
  extends Error
  implements ErrorDetails
{
  declare readonly url: string;
  declare readonly attempts: number;
  declare readonly pageToken: string | undefined;

  /** `details` become members of the error. */
  constructor(what: string, details: Details, options?: { readonly cause?: unknown }) {
    super(`listLiveSessions ${details.url}: ${what}`, options);
    Object.assign(this, details);
  }
}
