import { membersOf } from "../../profile/lenient-json.ts";
import { MEMBERS } from "../../profile/live-sessions/members.ts";
import { percentEncoded } from "../../transport/percent-encoded.ts";
import type { ScenarioPlan } from "./scenario.ts";
import type { SessionPlan } from "./session-plan.ts";

/** An item as experiments have it made; what is left out is for the provisioner to choose, or means in progress. */
export interface ItemPlan {
  readonly createdAt?: string;
  /** Seconds. */
  readonly duration?: number;
}

/** A change of an item. */
export interface ItemChange {
  /** Seconds; null: it goes on. */
  readonly duration?: number | null;
  readonly updatedAt?: string;
}

/** What the provisioning protocol says of an item, read as far as it goes. */
export interface ProvisionedValues {
  readonly createdAt: string | undefined;
  readonly updatedAt: string | undefined;
  readonly duration: number | undefined;
  readonly streamKey: string | undefined;
}

/** A collection of a scenario, and its items in the order given. */
export interface PlannedCollection {
  readonly name: string;
  readonly account: string;
  readonly items: readonly (ProvisionedValues & { readonly isInProgress: boolean })[];
}

type Members = Readonly<Record<string, unknown>>;

/** An item of `POST /scenarios` as it was asked for and as it was acknowledged. */
export interface MadeItem {
  /** JSON pointer of the acknowledged one. */
  readonly pointer: string;
  readonly asked: Members;
  readonly made: Members;
}

/** Where the provisioner takes new items of a collection. */
export function itemsPath(collectionId: string): string {
  return `/live_entities/${percentEncoded(collectionId)}/live_sessions`;
}

/** Where the provisioner takes changes of an item. */
export function itemPath(collectionId: string, itemId: string): string {
  return `${itemsPath(collectionId)}/${percentEncoded(itemId)}`;
}

/** Where the provisioner takes orders for server errors. */
export function faultsPath(collectionId: string): string {
  return `/live_entities/${percentEncoded(collectionId)}/faults`;
}

/** An item as the protocol takes it. */
export function itemBody({ createdAt, duration }: ItemPlan): Partial<SessionPlan> {
  return {
    ...(createdAt === undefined ? {} : { created_at: createdAt }),
    ...(duration === undefined ? {} : { duration }),
  };
}

/** A change as the protocol takes it. */
export function changeBody({ duration, updatedAt }: ItemChange): Members {
  return {
    ...(duration === undefined ? {} : { duration }),
    ...(updatedAt === undefined ? {} : { updated_at: updatedAt }),
  };
}

/** A scenario of one account with one collection. */
export function smallScenario(
  account: string,
  name: string,
  items: readonly (ItemPlan & { createdAt: string })[],
): ScenarioPlan {
  const sessions = items.map((item) => ({ ...itemBody(item), created_at: item.createdAt }));
  return { accounts: [account], live_entities: [{ name, account, live_sessions: sessions }] };
}

/** The collections that a scenario asks for. */
export function plannedCollections({ live_entities: entities }: ScenarioPlan): PlannedCollection[] {
  return entities.map(({ name, account, live_sessions: sessions }) => ({
    name,
    account,
    items: sessions.map((session) => ({ ...valuesOf({ ...session }), isInProgress: session.duration === undefined })),
  }));
}

/** What the members of an item say. */
export function valuesOf(members: Members): ProvisionedValues {
  return {
    createdAt: text(members[MEMBERS.createdAt]),
    updatedAt: text(members[MEMBERS.updatedAt]),
    duration: number(members[MEMBERS.duration]),
    streamKey: text(members[MEMBERS.streamKey]),
  };
}

/** Names of the collections of a scenario and its items, from the bodies of `POST /scenarios`, which may be anything. */
export function provisionedItems(
  asked: Members,
  made: Members,
): readonly (readonly [collection: string, items: readonly MadeItem[]])[] {
  const entities = membersOf(made["live_entities"]);
  return list(asked["live_entities"]).map((plan) => {
    const collection = String(membersOf(plan)["name"]);
    const acknowledged = list(membersOf(entities[collection])["live_sessions"]);
    const items = list(membersOf(plan)["live_sessions"]).map((session, index) => ({
      pointer: `/live_entities/${collection}/live_sessions/${index}`,
      asked: membersOf(session),
      made: membersOf(acknowledged[index]),
    }));
    return [collection, items] as const;
  });
}

/** Every item that the answer to `POST /scenarios`, which may be anything, holds. */
export function acknowledgedItems(made: unknown): readonly unknown[] {
  return Object.values(membersOf(membersOf(made)["live_entities"])).flatMap((entity) =>
    list(membersOf(entity)["live_sessions"]),
  );
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function number(value: unknown): number | undefined {
  return typeof value === "number" ? value : undefined;
}
