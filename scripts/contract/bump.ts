import semver from "semver";

/** How far a change moves a version, smallest first. */
export const bumps: readonly ["none", "patch", "minor", "major"] = ["none", "patch", "minor", "major"];

/** One of {@link bumps}. */
export type Bump = (typeof bumps)[number];

/** The largest of them; `none` when there are none. */
export function largest(found: readonly Bump[]): Bump {
  return bumps[Math.max(0, ...found.map((bump) => bumps.indexOf(bump)))] ?? "none";
}

/** Whether `given` is at least `needed`. */
export function reaches(given: Bump, needed: Bump): boolean {
  return bumps.indexOf(given) >= bumps.indexOf(needed);
}

/** How far it is from one version to another, both `major.minor.patch`; `none` when the second is not the later one. */
export function bumpBetween(from: string, to: string): Bump {
  const difference = semver.gt(to, from) ? semver.diff(from, to) : null;
  return bumps.find((bump) => bump === difference) ?? "none";
}
