import { ListEndpoint } from "../corpus/list-endpoint.ts";
import type { Account, Entity } from "../corpus/memory-data.ts";
import type { Position } from "../corpus/page-token.ts";
import type { Mutant } from "../corpus/server-under-test.ts";
import { mutant } from "./mutant.ts";

/** Ids are looked up by what `same` makes of them. */
function lookedUpBy(same: (id: string) => string): typeof ListEndpoint {
  return class extends ListEndpoint {
    override entityIdIn(path: string): string | undefined {
      const id = super.entityIdIn(path);
      return id === undefined ? undefined : this.storedCase(same(id));
    }
  };
}

/** Finds the first entity of which the id holds enough. */
function foundByPart(isEnough: (id: string, asked: string) => boolean): typeof ListEndpoint {
  return class extends ListEndpoint {
    override positionOf(
      values: readonly string[],
      entityId: string,
      ...rest: [Parameters<ListEndpoint["positionOf"]>[2]]
    ): Position | undefined | "malformed" {
      return super.positionOf(values, this.whole(entityId), ...rest);
    }
    override entityOf(account: Account, id: string, after: Position | undefined): Entity | undefined {
      return super.entityOf(account, this.whole(id), after);
    }
    whole(asked: string): string {
      const ids = [...this.data.entities.keys()];
      return ids.includes(asked) ? asked : (ids.find((id) => isEnough(id, asked)) ?? asked);
    }
  };
}

/** Ids that are another one's own by less than all of it, or by more than it. */
export const lenientIdMutants: readonly Mutant[] = [
  mutant(
    "beginning-of-an-id-is-enough",
    ["errors.unknown-entity"],
    "Short ids are taken, as of commits: eight characters are looked up by LIKE.",
    foundByPart((id, asked) => asked.length >= 8 && id.startsWith(asked)),
  ),
  mutant(
    "blanks-behind-an-id-are-padding",
    ["errors.unknown-entity"],
    "The collation is of the kind PAD SPACE: an id with blanks behind it is the id.",
    lookedUpBy((id) => id.replace(/ +$/, "")),
  ),
];
