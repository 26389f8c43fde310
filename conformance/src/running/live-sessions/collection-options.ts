/** The collections that a read-only run is given, spelled as the flags of the command line are. */
export interface CollectionOptions {
  /** Without a provisioner: the live entity to read, mode read-only. */
  readonly liveEntity?: string;
  /** Read-only: another live entity of the same account, with sessions. */
  readonly otherLiveEntity?: string;
  /** Read-only: a live entity of the same account without sessions. */
  readonly emptyLiveEntity?: string;
  /** Read-only: a live entity of another account. */
  readonly foreignLiveEntity?: string;
}

/** Ids of the collections that were given. */
export interface GivenCollections {
  readonly own: string | undefined;
  readonly other: string | undefined;
  readonly empty: string | undefined;
  readonly foreign: string | undefined;
}

/** The collections that options name. */
export function collectionsGiven({
  liveEntity: own,
  otherLiveEntity: other,
  emptyLiveEntity: empty,
  foreignLiveEntity: foreign,
}: CollectionOptions): GivenCollections {
  return { own, other, empty, foreign };
}
