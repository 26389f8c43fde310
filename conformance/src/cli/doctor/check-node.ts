import { type DoctorCheck, failed, fine } from "./check.ts";

/** Minor versions from which on a major one will do (the package's `engines`); all later majors do. */
const OLDEST_MINORS: ReadonlyMap<number, number> = new Map([
  [20, 19],
  [22, 12],
]);
const NEWEST_LISTED_MAJOR = 22;

/** Whether the suite runs on a version of Node, such as `22.12.0`. */
export function checkNode(version: string): DoctorCheck {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const isFitting = major > NEWEST_LISTED_MAJOR || minor >= (OLDEST_MINORS.get(major) ?? Number.POSITIVE_INFINITY);
  return isFitting
    ? fine(`Node ${version}.`)
    : failed(`Node ${version} is too old: the suite needs 20.19 or later of 20, or 22.12 or later.`, 2);
}
