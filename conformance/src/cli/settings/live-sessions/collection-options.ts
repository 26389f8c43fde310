import type { CollectionOptions } from "../../../running/live-sessions/collection-options.ts";

/** The collections that flags name. @param valueIn the value of a flag; undefined for one that was not given */
export function collectionOptions(valueIn: (flag: string) => string | undefined): CollectionOptions {
  const own = valueIn("live-entity");
  const [other, empty, foreign] = ["other", "empty", "foreign"].map((which) => valueIn(`${which}-live-entity`));
  return {
    ...(own === undefined ? {} : { liveEntity: own }),
    ...(other === undefined ? {} : { otherLiveEntity: other }),
    ...(empty === undefined ? {} : { emptyLiveEntity: empty }),
    ...(foreign === undefined ? {} : { foreignLiveEntity: foreign }),
  };
}
