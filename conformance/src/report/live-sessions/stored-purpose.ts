import { walkIdOf } from "../../questions/catalogue.ts";
import { provisionerRequestOf } from "../../questions/provisioning.ts";
import type { Purpose } from "../../recording/exchange.ts";

/** A purpose as reports spell it. */
export interface StoredPurpose extends Omit<Purpose, "collection" | "pageSize" | "walkId"> {
  /** Name of the collection in the scenario. */
  readonly entity?: string;
  readonly page_size?: string;
  readonly walk_id?: string;
}

/** A purpose in the spelling of reports. */
export function storedPurpose({ experiment, role, collection, pageSize, walkId, ...purpose }: Purpose): StoredPurpose {
  return {
    experiment,
    role,
    ...(collection === undefined ? {} : { entity: collection }),
    ...purpose,
    ...(walkId === undefined ? {} : { walk_id: walkId }),
    ...(pageSize === undefined ? {} : { page_size: pageSize }),
  };
}

/** The name of the collection that a purpose of a report holds. */
export function collectionIn({ entity }: StoredPurpose): string | undefined {
  return entity;
}

/** The purpose that a report holds, of this version or of an older one. */
export function purposeOf({
  entity: collection,
  page_size: pageSize,
  walk_id: storedId,
  ...stored
}: StoredPurpose): Purpose {
  const walkId = storedId ?? (stored.walk === undefined ? undefined : walkIdOf(stored, stored.walk));
  return {
    ...withSession(stored),
    ...(collection === undefined ? {} : { collection }),
    ...(walkId === undefined ? {} : { walkId }),
    ...(pageSize === undefined ? {} : { pageSize }),
  };
}

// Reports of older versions hold the session that the provisioner changed, in place of the probe.
function withSession(stored: Purpose): Purpose {
  const { probe, ...purpose } = stored;
  const hasSession = ["update", "delete"].includes(provisionerRequestOf(stored) ?? "");
  return hasSession && stored.session === undefined && probe !== undefined ? { ...purpose, session: probe } : stored;
}
