import type { Mutant } from "../corpus/server-under-test.ts";
import { ambiguousRequestMutants } from "./ambiguous-requests.ts";
import { arrivalAndDepartureMutants } from "./arrivals-and-departures.ts";
import { believedHeaderMutants } from "./believed-headers.ts";
import { browserAndPartMutants } from "./browsers-and-parts.ts";
import { calendarAndNumberMutants } from "./calendars-and-numbers.ts";
import { changeMutants } from "./changes.ts";
import { combinedRequestMutants } from "./combined-requests.ts";
import { compressedMutants } from "./compressed.ts";
import { conditionalMutants } from "./conditional.ts";
import { credentialMutants } from "./credentials.ts";
import { endingMutants } from "./endings.ts";
import { entityMutants } from "./entities.ts";
import { errorBodyMutants } from "./error-bodies.ts";
import { errorByteMutants } from "./error-bytes.ts";
import { httpMutants } from "./http.ts";
import { idFormMutants } from "./id-forms.ts";
import { keyMutants } from "./keys.ts";
import { keysInOtherPlaces } from "./keys-in-other-places.ts";
import { laterRequestMutants } from "./later-requests.ts";
import { lenientIdMutants } from "./lenient-ids.ts";
import { nearlyEqualTextMutants } from "./nearly-equal-texts.ts";
import { negotiationMutants } from "./negotiation.ts";
import { oddRequestMutants } from "./odd-requests.ts";
import { orderingMutants } from "./ordering.ts";
import { ownTimeMutants } from "./own-times.ts";
import { pageSizeMutants } from "./page-sizes.ts";
import { pageTokenMutants } from "./page-tokens.ts";
import { queryParserMutants } from "./query-parsers.ts";
import { rareRowMutants } from "./rare-rows.ts";
import { representationMutants } from "./representation.ts";
import { requestSpellingMutants } from "./request-spelling.ts";
import { respelledIdMutants } from "./respelled-ids.ts";
import { rowOutOfPlaceMutants } from "./rows-out-of-place.ts";
import { sharedConnectionMutants } from "./shared-connections.ts";
import { tellingHeaderMutants } from "./telling-headers.ts";
import { tellingRefusalMutants } from "./telling-refusals.ts";
import { tellingTokenMutants } from "./telling-tokens.ts";
import { textColumnMutants } from "./text-columns.ts";
import { tierAndLimitMutants } from "./tiers-and-limits.ts";
import { timestampAndByteMutants } from "./timestamps-and-bytes.ts";
import { tokenLifeMutants } from "./token-life.ts";
import { tokenPieceMutants } from "./token-pieces.ts";
import { trustedRequestMutants } from "./trusted-requests.ts";
import { unguardedPathMutants } from "./unguarded-paths.ts";
import { unpackedTokenMutants } from "./unpacked-tokens.ts";
import { validatorMutants } from "./validators.ts";
import { walkingMutants } from "./walking.ts";
import { wallClockMutants } from "./wall-clocks.ts";
import { writesThatTouchOthers } from "./writes-that-touch-others.ts";

/** Every faulty server. */
export const mutants: readonly Mutant[] = [
  ...orderingMutants,
  ...walkingMutants,
  ...endingMutants,
  ...pageSizeMutants,
  ...pageTokenMutants,
  ...tokenLifeMutants,
  ...changeMutants,
  ...representationMutants,
  ...timestampAndByteMutants,
  ...entityMutants,
  ...keyMutants,
  ...errorBodyMutants,
  ...httpMutants,
  ...conditionalMutants,
  ...arrivalAndDepartureMutants,
  ...tokenPieceMutants,
  ...laterRequestMutants,
  ...oddRequestMutants,
  ...credentialMutants,
  ...idFormMutants,
  ...rareRowMutants,
  ...requestSpellingMutants,
  ...errorByteMutants,
  ...tellingHeaderMutants,
  ...tellingTokenMutants,
  ...believedHeaderMutants,
  ...calendarAndNumberMutants,
  ...combinedRequestMutants,
  ...compressedMutants,
  ...keysInOtherPlaces,
  ...negotiationMutants,
  ...ownTimeMutants,
  ...queryParserMutants,
  ...respelledIdMutants,
  ...sharedConnectionMutants,
  ...textColumnMutants,
  ...tierAndLimitMutants,
  ...unguardedPathMutants,
  ...unpackedTokenMutants,
  ...validatorMutants,
  ...writesThatTouchOthers,
  ...rowOutOfPlaceMutants,
  ...tellingRefusalMutants,
  ...browserAndPartMutants,
  ...lenientIdMutants,
  ...trustedRequestMutants,
  ...ambiguousRequestMutants,
  ...nearlyEqualTextMutants,
  ...wallClockMutants,
];
