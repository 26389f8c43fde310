import type { Question, WalkQuestion } from "./question.ts";
import { afterwards } from "./walks.ts";

/** What is read before sessions end or change. */
export const before: Question = { experiment: "updates", role: "before" };

/** The whole list before. */
export const walkBefore: WalkQuestion = {
  ...before,
  walk: { id: "updates-before", name: "updating before" },
};

/** A walk during which sessions end or change. */
export const during: WalkQuestion = {
  experiment: "updates",
  role: "page",
  isOrdinary: true,
  walk: { id: "updates-during", name: "updating at 3, with changes" },
};

/** The first page, with the tag from before. */
export const afterIfChanged: Question = { experiment: "updates", role: "after, if changed" };

/** What is read when they did. */
export const after: Question = { experiment: "updates", role: "after" };

/** The same after a change that alters neither number nor length of anything, with the tag from before if there is one. */
export const afterOfSameLength: Question & { readonly probe: string } = { ...after, probe: "only duration changed" };

/** The whole list afterwards, at the first instance. */
export const walkAfter: WalkQuestion = afterwards(after, "updating", 0);
