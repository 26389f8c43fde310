import { ListEndpoint, type ListQuery } from "../corpus/list-endpoint.ts";
import type { StoredSession } from "../corpus/memory-data.ts";
import type { Position } from "../corpus/page-token.ts";

/** Pages behind the anchor as its own order has it, so that the order is the only thing that is wrong. */
export class OtherOrder extends ListEndpoint {
  /** A token without the anchor is none. */
  override decode(...args: Parameters<ListEndpoint["decode"]>): Position | undefined {
    const position = super.decode(...args);
    return position?.more === undefined ? undefined : position;
  }
  override startOf(rows: readonly StoredSession[], after: Position, _query: ListQuery): number {
    const anchor = after.more as StoredSession;
    const index = rows.findIndex((row) => this.compare(row, anchor) > 0);
    return index < 0 ? rows.length : index;
  }
  override markAt(rows: readonly StoredSession[], end: number, _query: ListQuery): Position | undefined {
    const anchor = rows[end - 1];
    return anchor && { createdAt: anchor.createdAt, id: anchor.id, more: { ...anchor, streamKey: "" } };
  }
}
