import { body } from "./errors/body.ts";
import { challenge } from "./errors/challenge.ts";
import { fault } from "./errors/fault.ts";
import { foreignEntityClosed } from "./errors/foreign-entity-closed.ts";
import { foreignEntityHidden } from "./errors/foreign-entity-hidden.ts";
import { keyExact } from "./errors/key-exact.ts";
import { keyFirst } from "./errors/key-first.ts";
import { keyRequired } from "./errors/key-required.ts";
import { missingId } from "./errors/missing-id.ts";
import { noLeaks } from "./errors/no-leaks.ts";
import { unknownEntity } from "./errors/unknown-entity.ts";
import { acceptRule } from "./http/accept.ts";
import { concurrent } from "./http/concurrent.ts";
import { conditional } from "./http/conditional.ts";
import { head } from "./http/head.ts";
import { methodNotAllowed } from "./http/method-not-allowed.ts";
import { notPubliclyCached } from "./http/not-publicly-cached.ts";
import { otherMethods } from "./http/other-methods.ts";
import { safe } from "./http/safe.ts";
import { unknownParameters } from "./http/unknown-parameters.ts";
import { inProgressByCreation } from "./ordering/in-progress-by-creation.ts";
import { newestFirst } from "./ordering/newest-first.ts";
import { stableTies } from "./ordering/stable-ties.ts";
import { unmovedByUpdate } from "./ordering/unmoved-by-update.ts";
import { alteredTokenContained } from "./pagination/altered-token-contained.ts";
import { badSizeRejected } from "./pagination/bad-size-rejected.ts";
import { badTokenRejected } from "./pagination/bad-token-rejected.ts";
import { blankTokenIsFirstPage } from "./pagination/blank-token-is-first-page.ts";
import { boundsAccepted } from "./pagination/bounds-accepted.ts";
import { defaultIsACeiling } from "./pagination/default-is-a-ceiling.ts";
import { deleteTolerant } from "./pagination/delete-tolerant.ts";
import { endIsEmptyToken } from "./pagination/end-is-empty-token.ts";
import { exactlyOnce } from "./pagination/exactly-once.ts";
import { foreignTokenRejected } from "./pagination/foreign-token-rejected.ts";
import { fresh } from "./pagination/fresh.ts";
import { fullPages } from "./pagination/full-pages.ts";
import { insertTolerant } from "./pagination/insert-tolerant.ts";
import { noTrailingEmptyPage } from "./pagination/no-trailing-empty-page.ts";
import { overMaximumBounded } from "./pagination/over-maximum-bounded.ts";
import { overMaximumRejected } from "./pagination/over-maximum-rejected.ts";
import { pageSizeIsACeiling } from "./pagination/page-size-is-a-ceiling.ts";
import { terminates } from "./pagination/terminates.ts";
import { tokenAnyInstance } from "./pagination/token-any-instance.ts";
import { tokenReplays } from "./pagination/token-replays.ts";
import { tokenStaysInItsEntity } from "./pagination/token-stays-in-its-entity.ts";
import { tokenSurvivesEncoding } from "./pagination/token-survives-encoding.ts";
import { tokenUrlSafe } from "./pagination/token-url-safe.ts";
import { emptyEntity } from "./representation/empty-entity.ts";
import { faithful } from "./representation/faithful.ts";
import { inProgressHasNoDuration } from "./representation/in-progress-has-no-duration.ts";
import { mediaType } from "./representation/media-type.ts";
import { ownSessionsOnly } from "./representation/own-sessions-only.ts";
import { schema } from "./representation/schema.ts";
import { timestamps } from "./representation/timestamps.ts";
import { utcWholeSeconds } from "./representation/utc-whole-seconds.ts";
import type { Rule } from "./rule.ts";

/** Every rule, by family and name. */
export const rules: readonly Rule[] = [
  inProgressByCreation,
  newestFirst,
  stableTies,
  unmovedByUpdate,
  alteredTokenContained,
  badSizeRejected,
  badTokenRejected,
  blankTokenIsFirstPage,
  boundsAccepted,
  defaultIsACeiling,
  deleteTolerant,
  endIsEmptyToken,
  exactlyOnce,
  foreignTokenRejected,
  fresh,
  fullPages,
  insertTolerant,
  noTrailingEmptyPage,
  overMaximumBounded,
  overMaximumRejected,
  pageSizeIsACeiling,
  terminates,
  tokenAnyInstance,
  tokenReplays,
  tokenStaysInItsEntity,
  tokenSurvivesEncoding,
  tokenUrlSafe,
  emptyEntity,
  faithful,
  inProgressHasNoDuration,
  mediaType,
  ownSessionsOnly,
  schema,
  timestamps,
  utcWholeSeconds,
  body,
  challenge,
  fault,
  foreignEntityClosed,
  foreignEntityHidden,
  keyExact,
  keyFirst,
  keyRequired,
  missingId,
  noLeaks,
  unknownEntity,
  acceptRule,
  concurrent,
  conditional,
  head,
  methodNotAllowed,
  notPubliclyCached,
  otherMethods,
  safe,
  unknownParameters,
];
