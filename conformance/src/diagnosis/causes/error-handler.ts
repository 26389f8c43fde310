import { malformed } from "../../questions/collections.ts";
import type { Question } from "../../questions/question.ts";
import { bad, oversize } from "../../questions/sizes.ts";
import { altered, garbage } from "../../questions/tokens.ts";
import { type Cause, listed, shown } from "../cause.ts";

/** Requests that call for a 400, by what is wrong with them. */
const wrongRequests: readonly (readonly [what: string, question: Question])[] = [
  ["invalid sizes", bad],
  ["invalid tokens", garbage],
  ["altered tokens", altered],
  ["malformed ids", malformed],
  ["sizes above the maximum", oversize],
];

const FEWEST_KINDS = 2;

/** Whatever the server refuses as the client's mistake leaves it as its own. */
export const errorHandler: Cause = {
  id: "error-handler",
  find({ view }) {
    // One 400 anywhere shows that the way to it is there.
    if (view.listRequests.some(({ response }) => response?.status === 400)) return undefined;
    const kinds = wrongRequests.flatMap(([what, question]) => {
      const answers = view.of(question).filter(({ response }) => response !== undefined);
      const broken = answers.filter(({ response }) => response?.status === 500);
      return broken.length === 0 ? [] : [{ what, broken, of: answers.length }];
    });
    const all = kinds.flatMap(({ broken }) => broken);
    if (kinds.length < FEWEST_KINDS || !kinds.some(({ broken, of }) => broken.length === of)) return undefined;
    return {
      title: "The error handler turns what should be 400 into 500.",
      because: `No request of the run was answered 400, and ${all.length} requests that call for 400 were answered 500: ${listed(kinds.map(({ what, broken, of }) => `${broken.length} of ${of} ${what}`))}.`,
      remedy:
        "Let the error handler pass on the status that validation errors carry (statusCode, status, or a class). Catch what a decoder or a database throws for a client's value where the value is decoded, and answer 400.",
      explains: [
        "pagination.bad-size-rejected",
        "pagination.bad-token-rejected",
        "pagination.altered-token-contained",
        "pagination.over-maximum-bounded",
        "pagination.over-maximum-rejected",
        "pagination.token-stays-in-its-entity",
        "pagination.foreign-token-rejected",
        "errors.unknown-entity",
        "errors.missing-id",
        "errors.foreign-entity-closed",
        "errors.body",
        "http.accept",
        "http.other-methods",
        "http.method-not-allowed",
      ],
      exchanges: shown(kinds.flatMap(({ broken }) => broken.slice(0, 1))),
    };
  },
};
