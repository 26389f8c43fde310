import { ListEndpoint, type ListQuery } from "../corpus/list-endpoint.ts";
import type { StoredSession } from "../corpus/memory-data.ts";
import type { Position } from "../corpus/page-token.ts";
import type { Mutant } from "../corpus/server-under-test.ts";
import { mutant } from "./mutant.ts";

/** Keeps something of the last session in its tokens, in addition to its place. */
abstract class TellingToken extends ListEndpoint {
  override markAt(rows: readonly StoredSession[], end: number, query: ListQuery): Position | undefined {
    const mark = super.markAt(rows, end, query);
    const anchor = rows[end - 1];
    return mark && anchor && { ...mark, more: this.kept(anchor, query) };
  }
  abstract kept(anchor: StoredSession, query: ListQuery): unknown;
}

/** Faults in what a token shows to everybody who sees it. */
export const tellingTokenMutants: readonly Mutant[] = [
  mutant(
    "token-holds-the-last-session",
    ["pagination.token-shows-no-credential"],
    "The cursor is base64 of the last item's JSON, as it was at hand: its stream key is in every access log.",
    class extends TellingToken {
      kept(anchor: StoredSession, query: ListQuery): unknown {
        return this.item(anchor, query);
      }
    },
  ),
  mutant(
    "token-holds-the-key",
    ["pagination.token-shows-no-credential"],
    "The cursor is bound to its account by the account's API key.",
    class extends TellingToken {
      kept(_: StoredSession, { account }: ListQuery): unknown {
        return account.authorization;
      }
    },
  ),
  mutant(
    "token-holds-a-stream-key-encoded-twice",
    ["pagination.token-shows-no-credential"],
    "The state is serialised and encoded, and a library encodes the whole once more: nobody reads it at a glance.",
    class extends TellingToken {
      kept(anchor: StoredSession): unknown {
        return Buffer.from(JSON.stringify({ n: 1, key: anchor.streamKey })).toString("base64");
      }
    },
  ),
];
