import type { ListProfile } from "./list-profile.ts";

/** The list that was asked, and where. */
export interface AskedList {
  readonly profile: ListProfile;
  readonly baseUrls: readonly string[];
}
