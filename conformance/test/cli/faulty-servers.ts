import { startDeployment } from "../corpus/deployment.ts";
import { ListEndpoint, type ListQuery } from "../corpus/list-endpoint.ts";
import type { StoredSession } from "../corpus/memory-data.ts";
import type { Position } from "../corpus/page-token.ts";
import type { ServerUnderTest } from "../corpus/server-under-test.ts";

/** Goes on behind the anchor's second, so that what shares it is lost at a page boundary. */
class TieDropping extends ListEndpoint {
  override isBehind(row: StoredSession, after: Position): boolean {
    return row.createdAt < after.createdAt;
  }
}

/** The token is a number of rows, so that rows move between pages when the list changes. */
class OffsetPaged extends ListEndpoint {
  override startOf(_rows: readonly StoredSession[], after: Position): number {
    return after.createdAt;
  }

  override markAt(_rows: readonly StoredSession[], end: number): Position {
    return { createdAt: end, id: "offset" };
  }
}

/** Takes no notice of the token. */
class AlwaysFirstPage extends ListEndpoint {
  override startOf(_rows: readonly StoredSession[], _after: Position, _query: ListQuery): number {
    return 0;
  }
}

/** Ends its walks with null: lawful, and not what a SHOULD asks for. */
class NullEnding extends ListEndpoint {
  override nextToken(next: Position | undefined, query: ListQuery): unknown {
    return next === undefined ? null : super.nextToken(next, query);
  }
}

/** Starts a server that is conformant with a warning. */
export const startNullEnding = (): Promise<ServerUnderTest> => startDeployment(NullEnding);
/** Starts a server that loses tied rows. */
export const startTieDropping = (): Promise<ServerUnderTest> => startDeployment(TieDropping);
/** Starts a server that pages by offset. */
export const startOffsetPaged = (): Promise<ServerUnderTest> => startDeployment(OffsetPaged);
/** Starts a server that always answers its first page. */
export const startAlwaysFirstPage = (): Promise<ServerUnderTest> => startDeployment(AlwaysFirstPage);
