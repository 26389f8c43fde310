import { tagged } from "../questions/conditional.ts";
import { firstPageAgain } from "../questions/repeats.ts";
import type { Exchange } from "../recording/exchange.ts";
import type { View } from "./view.ts";

/** The page whose tag the conditional requests carry: one of its own, or the one that was read twice before. */
export function taggedPage(view: View): Exchange | undefined {
  return view.one(tagged) ?? view.one(firstPageAgain);
}
