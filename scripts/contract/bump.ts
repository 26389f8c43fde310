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
  const [before, after] = [from, to].map((version) => version.split(".").map(Number)) as [number[], number[]];
  const place = [0, 1, 2].find((index) => before[index] !== after[index]);
  if (place === undefined || (after[place] ?? 0) < (before[place] ?? 0)) return "none";
  return (["major", "minor", "patch"] as const)[place] ?? "none";
}
