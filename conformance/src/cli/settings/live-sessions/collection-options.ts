import type { CollectionOptions } from "../../../running/live-sessions/collection-options.ts";

/** The collections that flags name. @param valueOf the value of a flag; undefined for one that was not given */
export function collectionOptions(valueOf: (flag: string) => string | undefined): CollectionOptions {
  const own = valueOf("live-entity");
  const [other, empty, foreign] = ["other", "empty", "foreign"].map((which) => valueOf(`${which}-live-entity`));
  return {
    ...(own === undefined ? {} : { liveEntity: own }),
    ...(other === undefined ? {} : { otherLiveEntity: other }),
    ...(empty === undefined ? {} : { emptyLiveEntity: empty }),
    ...(foreign === undefined ? {} : { foreignLiveEntity: foreign }),
  };
}
