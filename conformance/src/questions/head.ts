import * as collections from "./collections.ts";
import type { Question } from "./question.ts";
import * as repeats from "./repeats.ts";
import * as sizes from "./sizes.ts";

/** A request by HEAD, compared with the same by GET. */
export interface HeadQuestion extends Question {
  readonly sameByGet: Question;
}

const head = { experiment: "head", role: "HEAD" } as const;

/** A page. */
export const page: HeadQuestion = { ...head, probe: "a page", sameByGet: repeats.firstPageOnce };

/** A collection that does not exist. */
export const unknownCollection: HeadQuestion = { ...head, probe: "an unknown entity", sameByGet: collections.unknown };

/** A `page_size` that is none. */
export const badSize: HeadQuestion = { ...head, probe: "page_size 0", sameByGet: sizes.zero };

/** Another account's collection. */
export const foreignCollection: HeadQuestion = {
  ...head,
  probe: "another account's entity",
  sameByGet: collections.foreign,
};

/** A page by GET on the connection of those before: what came behind their heads shows here. */
export const afterHead: Question = { experiment: "head", role: "GET after HEAD" };

/** All of them, in the order in which they are asked. */
export const everyHead: readonly HeadQuestion[] = [page, unknownCollection, badSize, foreignCollection];
