import { feathersMemory } from "./feathers.ts";
import { fortuneJsonApi } from "./fortune.ts";
import { graphqlRelay } from "./graphql-relay.ts";
import { jsonServerLists } from "./json-server.ts";
import { kyselyCursor } from "./kysely-cursor.ts";
import type { RealList } from "./real-list.ts";
import { scimmyLists } from "./scimmy.ts";
import { verdaccioSearch } from "./verdaccio.ts";

/** Lists of software from npm that somebody uses. */
export const realLists: readonly RealList[] = [
  ...jsonServerLists,
  feathersMemory,
  graphqlRelay,
  ...scimmyLists,
  fortuneJsonApi,
  kyselyCursor,
  verdaccioSearch,
];
