import type { Mutant } from "../corpus/server-under-test.ts";
import { arrivalAndDepartureMutants } from "./arrivals-and-departures.ts";
import { changeMutants } from "./changes.ts";
import { conditionalMutants } from "./conditional.ts";
import { credentialMutants } from "./credentials.ts";
import { endingMutants } from "./endings.ts";
import { entityMutants } from "./entities.ts";
import { errorBodyMutants } from "./error-bodies.ts";
import { errorByteMutants } from "./error-bytes.ts";
import { httpMutants } from "./http.ts";
import { idFormMutants } from "./id-forms.ts";
import { keyMutants } from "./keys.ts";
import { laterRequestMutants } from "./later-requests.ts";
import { oddRequestMutants } from "./odd-requests.ts";
import { orderingMutants } from "./ordering.ts";
import { pageSizeMutants } from "./page-sizes.ts";
import { pageTokenMutants } from "./page-tokens.ts";
import { rareRowMutants } from "./rare-rows.ts";
import { representationMutants } from "./representation.ts";
import { requestSpellingMutants } from "./request-spelling.ts";
import { tellingTokenMutants } from "./telling-tokens.ts";
import { timestampAndByteMutants } from "./timestamps-and-bytes.ts";
import { tokenLifeMutants } from "./token-life.ts";
import { tokenPieceMutants } from "./token-pieces.ts";
import { walkingMutants } from "./walking.ts";

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
  ...tellingTokenMutants,
];
