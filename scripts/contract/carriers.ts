import { dependantsOf, type WorkspacePackage } from "../workspace-packages.ts";
import { reaches } from "./bump.ts";
import { pendingBump } from "./pending-bump.ts";

/**
 * What is wrong with the changesets in `folder` when they move the contract that the package `contract` holds: published
 * packages that are made of it, but that no changeset names. They are linked, so a changeset brings them to its version;
 * without one they would go on carrying the old contract, among others that carry the new one.
 */
export function forgottenCarriers(folder: string, contract: string, packages: readonly WorkspacePackage[]): string[] {
  const moved = pendingBump(folder, contract);
  if (!reaches(moved, "minor")) return [];
  const carriers = dependantsOf(contract, packages);
  return packages
    .filter(({ name, isPrivate }) => carriers.has(name) && !isPrivate && pendingBump(folder, name) === "none")
    .map(({ name }) => `the contract moves (${moved}), but no changeset names ${name}, which carries it`);
}
