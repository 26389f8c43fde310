// Generated from ../ and the contract's clauses by `npx -y pnpm@12.21.0 generate`. Do not edit.
import { rule as errorsBody } from "../errors/body.ts";
import { rule as errorsChallenge } from "../errors/challenge.ts";
import { rule as errorsFault } from "../errors/fault.ts";
import { rule as errorsForeignEntityClosed } from "../errors/foreign-entity-closed.ts";
import { rule as errorsForeignEntityHidden } from "../errors/foreign-entity-hidden.ts";
import { rule as errorsIdDecoded } from "../errors/id-decoded.ts";
import { rule as errorsIdRespelled } from "../errors/id-respelled.ts";
import { rule as errorsKeyEverywhere } from "../errors/key-everywhere.ts";
import { rule as errorsKeyExact } from "../errors/key-exact.ts";
import { rule as errorsKeyFirst } from "../errors/key-first.ts";
import { rule as errorsKeyNotInQuery } from "../errors/key-not-in-query.ts";
import { rule as errorsKeyRequired } from "../errors/key-required.ts";
import { rule as errorsKeyRevoked } from "../errors/key-revoked.ts";
import { rule as errorsMissingId } from "../errors/missing-id.ts";
import { rule as errorsNoLeaks } from "../errors/no-leaks.ts";
import { rule as errorsUnknownEntity } from "../errors/unknown-entity.ts";
import { rule as httpAccept } from "../http/accept.ts";
import { rule as httpConcurrent } from "../http/concurrent.ts";
import { rule as httpConditional } from "../http/conditional.ts";
import { rule as httpHead } from "../http/head.ts";
import { rule as httpMethodNotAllowed } from "../http/method-not-allowed.ts";
import { rule as httpNotPubliclyCached } from "../http/not-publicly-cached.ts";
import { rule as httpOtherMethods } from "../http/other-methods.ts";
import { rule as httpSafe } from "../http/safe.ts";
import { rule as httpUnknownParameters } from "../http/unknown-parameters.ts";
import { rule as orderingInProgressByCreation } from "../ordering/in-progress-by-creation.ts";
import { rule as orderingNewestFirst } from "../ordering/newest-first.ts";
import { rule as orderingStableTies } from "../ordering/stable-ties.ts";
import { rule as orderingUnmovedByUpdate } from "../ordering/unmoved-by-update.ts";
import { rule as paginationAlteredTokenContained } from "../pagination/altered-token-contained.ts";
import { rule as paginationBadSizeRejected } from "../pagination/bad-size-rejected.ts";
import { rule as paginationBadTokenRejected } from "../pagination/bad-token-rejected.ts";
import { rule as paginationBlankTokenIsFirstPage } from "../pagination/blank-token-is-first-page.ts";
import { rule as paginationBoundsAccepted } from "../pagination/bounds-accepted.ts";
import { rule as paginationDefaultIsACeiling } from "../pagination/default-is-a-ceiling.ts";
import { rule as paginationDeleteTolerant } from "../pagination/delete-tolerant.ts";
import { rule as paginationEndIsEmptyToken } from "../pagination/end-is-empty-token.ts";
import { rule as paginationExactlyOnce } from "../pagination/exactly-once.ts";
import { rule as paginationForeignTokenRejected } from "../pagination/foreign-token-rejected.ts";
import { rule as paginationFresh } from "../pagination/fresh.ts";
import { rule as paginationFullPages } from "../pagination/full-pages.ts";
import { rule as paginationInsertTolerant } from "../pagination/insert-tolerant.ts";
import { rule as paginationNoTrailingEmptyPage } from "../pagination/no-trailing-empty-page.ts";
import { rule as paginationOverMaximumBounded } from "../pagination/over-maximum-bounded.ts";
import { rule as paginationOverMaximumRejected } from "../pagination/over-maximum-rejected.ts";
import { rule as paginationPageSizeIsACeiling } from "../pagination/page-size-is-a-ceiling.ts";
import { rule as paginationTerminates } from "../pagination/terminates.ts";
import { rule as paginationTokenAnyInstance } from "../pagination/token-any-instance.ts";
import { rule as paginationTokenReplays } from "../pagination/token-replays.ts";
import { rule as paginationTokenShowsNoCredential } from "../pagination/token-shows-no-credential.ts";
import { rule as paginationTokenStaysInItsEntity } from "../pagination/token-stays-in-its-entity.ts";
import { rule as paginationTokenSurvivesEncoding } from "../pagination/token-survives-encoding.ts";
import { rule as paginationTokenUrlSafe } from "../pagination/token-url-safe.ts";
import { rule as representationEmptyEntity } from "../representation/empty-entity.ts";
import { rule as representationFaithful } from "../representation/faithful.ts";
import { rule as representationInProgressHasNoDuration } from "../representation/in-progress-has-no-duration.ts";
import { rule as representationMediaType } from "../representation/media-type.ts";
import { rule as representationOwnSessionsOnly } from "../representation/own-sessions-only.ts";
import { rule as representationSchema } from "../representation/schema.ts";
import { rule as representationServerTime } from "../representation/server-time.ts";
import { rule as representationTimestamps } from "../representation/timestamps.ts";
import { rule as representationUtcWholeSeconds } from "../representation/utc-whole-seconds.ts";
import type { RuleDefinition } from "../rule.ts";

/** Id, level and title of each rule, and what its file says. */
export const definitions: readonly (readonly [string, "MUST" | "SHOULD", string, RuleDefinition])[] = [
  ["ordering.in-progress-by-creation", "MUST", "A session still in progress is ordered by created_at like any other.", orderingInProgressByCreation],
  ["ordering.newest-first", "MUST", "Over a whole walk, created_at never increases.", orderingNewestFirst],
  ["ordering.stable-ties", "MUST", "Sessions with equal created_at keep one order, in every read and across page boundaries.", orderingStableTies],
  ["ordering.unmoved-by-update", "MUST", "A change of a session, its updated_at or its end, does not move it.", orderingUnmovedByUpdate],
  ["pagination.altered-token-contained", "MUST", "A given token altered, cut, extended or changed in shape is answered 400, or lists sessions of this entity alone; never 5xx.", paginationAlteredTokenContained],
  ["pagination.bad-size-rejected", "MUST", "Zero, negative, fractional and non-numeric page sizes are answered 400.", paginationBadSizeRejected],
  ["pagination.bad-token-rejected", "MUST", "Text that is no token at all is answered 400: never 5xx, never page one, never an empty page.", paginationBadTokenRejected],
  ["pagination.blank-token-is-first-page", "MUST", "page_token= is the first page.", paginationBlankTokenIsFirstPage],
  ["pagination.bounds-accepted", "MUST", "The page sizes 1 and 100 are accepted.", paginationBoundsAccepted],
  ["pagination.default-is-a-ceiling", "MUST", "Without page_size a page holds at most 10 sessions.", paginationDefaultIsACeiling],
  ["pagination.delete-tolerant", "MUST", "Deleting a session, the token's own anchor too, loses and repeats no other.", paginationDeleteTolerant],
  ["pagination.end-is-empty-token", "SHOULD", "The last page has \"next_page_token\": \"\".", paginationEndIsEmptyToken],
  ["pagination.exactly-once", "MUST", "A walk at any page size, and at sizes that change on the way, yields every session exactly once.", paginationExactlyOnce],
  ["pagination.foreign-token-rejected", "SHOULD", "A token of another entity is answered 400.", paginationForeignTokenRejected],
  ["pagination.fresh", "MUST", "A session created, deleted or changed and acknowledged is so in every walk that begins after the settling time.", paginationFresh],
  ["pagination.full-pages", "SHOULD", "A page, of the default size too, is short only if nothing follows.", paginationFullPages],
  ["pagination.insert-tolerant", "MUST", "Sessions created during a walk neither repeat nor displace others.", paginationInsertTolerant],
  ["pagination.no-trailing-empty-page", "SHOULD", "No token leads to an empty page: the last page that holds sessions says so, exactly full or not.", paginationNoTrailingEmptyPage],
  ["pagination.over-maximum-bounded", "MUST", "A page size above 100 is answered 400, or with what 100 gives.", paginationOverMaximumBounded],
  ["pagination.over-maximum-rejected", "SHOULD", "A page size above 100 is answered 400.", paginationOverMaximumRejected],
  ["pagination.page-size-is-a-ceiling", "MUST", "No page holds more than page_size.", paginationPageSizeIsACeiling],
  ["pagination.terminates", "MUST", "A walk ends: within it no token is given twice, and empty pages do not go on.", paginationTerminates],
  ["pagination.token-any-instance", "MUST", "Where a deployment has several instances, a token of one works at the others.", paginationTokenAnyInstance],
  ["pagination.token-replays", "MUST", "The same token twice gives the same sessions.", paginationTokenReplays],
  ["pagination.token-shows-no-credential", "SHOULD", "A page token shows no credential.", paginationTokenShowsNoCredential],
  ["pagination.token-stays-in-its-entity", "MUST", "A token of another entity, of the same account or not, never lists that entity's sessions, and is never 5xx.", paginationTokenStaysInItsEntity],
  ["pagination.token-survives-encoding", "MUST", "A token percent-encoded as the URL rules say works.", paginationTokenSurvivesEncoding],
  ["pagination.token-url-safe", "SHOULD", "A token needs no percent-encoding.", paginationTokenUrlSafe],
  ["representation.empty-entity", "MUST", "An entity without sessions is 200 with [].", representationEmptyEntity],
  ["representation.faithful", "MUST", "Where the data is known, every value is the one known.", representationFaithful],
  ["representation.in-progress-has-no-duration", "MUST", "A session in progress has no duration; an ended one has a number of seconds, 0 or more.", representationInProgressHasNoDuration],
  ["representation.media-type", "MUST", "A 200 is application/json, valid UTF-8 without a byte order mark, with no member twice; a compressed body is the same page.", representationMediaType],
  ["representation.own-sessions-only", "MUST", "Every entity_id is the path's id, and no other entity's sessions are listed.", representationOwnSessionsOnly],
  ["representation.schema", "MUST", "Every 200 body fits the document's schema.", representationSchema],
  ["representation.server-time", "SHOULD", "A time that the server sets itself is its real time in UTC.", representationServerTime],
  ["representation.timestamps", "MUST", "created_at and updated_at are RFC 3339 with an offset, and updated_at is not before created_at.", representationTimestamps],
  ["representation.utc-whole-seconds", "SHOULD", "Timestamps are UTC, with Z, in whole seconds.", representationUtcWholeSeconds],
  ["errors.body", "MUST", "400, 401, 404 and 500 are JSON with a message that is not empty and the error_type of their status.", errorsBody],
  ["errors.challenge", "SHOULD", "A 401 carries WWW-Authenticate.", errorsChallenge],
  ["errors.fault", "MUST", "An internal fault is 500 or 503 in the declared form, never a list, whole, partial or empty.", errorsFault],
  ["errors.foreign-entity-closed", "MUST", "Another account's entity is never listed, with or without a token.", errorsForeignEntityClosed],
  ["errors.foreign-entity-hidden", "SHOULD", "Another account's entity gets the answer of an unknown one.", errorsForeignEntityHidden],
  ["errors.id-decoded", "MUST", "An escaped letter of an id means the same id.", errorsIdDecoded],
  ["errors.id-respelled", "MUST", "An own UUID in another case is its own list or 404.", errorsIdRespelled],
  ["errors.key-everywhere", "MUST", "Without a valid key no spelling of the path and no method lists sessions, and none repeats a key that was sent.", errorsKeyEverywhere],
  ["errors.key-exact", "MUST", "A wrong key is answered 401, also on a connection that carried a valid one before.", errorsKeyExact],
  ["errors.key-first", "MUST", "Without a valid key the answer is 401, whatever the parameters and the entity are.", errorsKeyFirst],
  ["errors.key-not-in-query", "SHOULD", "A key in the query is not taken for one.", errorsKeyNotInQuery],
  ["errors.key-required", "MUST", "Without a key the answer is 401.", errorsKeyRequired],
  ["errors.key-revoked", "MUST", "A key that was taken back is answered 401 at the next request.", errorsKeyRevoked],
  ["errors.missing-id", "MUST", "An empty id segment is answered 400, 404 or a redirect.", errorsMissingId],
  ["errors.no-leaks", "MUST", "An error shows no stack trace, no key and no stream key.", errorsNoLeaks],
  ["errors.unknown-entity", "MUST", "An unknown id is answered 404, a malformed one 404 or 400.", errorsUnknownEntity],
  ["http.accept", "MUST", "An Accept, Accept-Language or Accept-Charset that cannot be served is answered 200 with JSON, 406 or 400, never 5xx.", httpAccept],
  ["http.concurrent", "MUST", "Requests at the same time each get their own answer, and nothing that a connection sent before spoils a later one.", httpConcurrent],
  ["http.conditional", "MUST", "A 304 is given only while the page is the one that the validator stands for; with the current strong ETag, in a list too, it is.", httpConditional],
  ["http.head", "SHOULD", "HEAD answers as GET without the body.", httpHead],
  ["http.method-not-allowed", "SHOULD", "POST, PUT, PATCH and DELETE are answered 405 with Allow.", httpMethodNotAllowed],
  ["http.not-publicly-cached", "SHOULD", "Nothing lets a shared cache keep a page or a refusal: a page holds credentials.", httpNotPubliclyCached],
  ["http.other-methods", "MUST", "POST, PUT, PATCH and DELETE are never 2xx, and of 5xx only 501; what renames a method elsewhere changes nothing.", httpOtherMethods],
  ["http.safe", "MUST", "Listing changes nothing: two equal requests give equal data, and tokens that lead to equal pages.", httpSafe],
  ["http.unknown-parameters", "SHOULD", "Unknown query parameters are ignored.", httpUnknownParameters],
];
