import type { Report } from "../report.ts";
import { commitOf, safeLink } from "../run-origin.ts";
import { shortText } from "../short-text.ts";

/** When and where a run was made, as far as its report tells. */
export interface OriginText {
  /** `2030-01-31 12:00 UTC`. */
  readonly when?: string;
  readonly commit?: string;
  readonly ci?: string;
  /** The page of the run, safe to follow. */
  readonly url?: string;
}

const MAX_NAME = 60;

/** What a report says of when and where it was made; what is no time, no hash and no safe address is left out. */
export function originOf({ started_at: startedAt, origin = {} }: Report): OriginText {
  const when = timeText(startedAt);
  const commit = commitOf(origin.commit ?? "");
  const url = safeLink(origin.url ?? "");
  return {
    ...(when === undefined ? {} : { when }),
    ...(commit === undefined ? {} : { commit }),
    ...(origin.ci === undefined ? {} : { ci: shortText(origin.ci, MAX_NAME) }),
    ...(url === undefined ? {} : { url }),
  };
}

/** When and where a run was made, in a line: `2030-01-31 12:00 UTC, commit 0123abc, GitHub Actions, https://…`. */
export function originLine(report: Report): string | undefined {
  const { when, commit, ci, url } = originOf(report);
  const parts = [when, commit === undefined ? undefined : `commit ${shortCommit(commit)}`, ci, url];
  const line = parts.filter((part) => part !== undefined && part !== "").join(", ");
  return line === "" ? undefined : line;
}

/** The first characters of a commit's hash. */
export function shortCommit(commit: string): string {
  return commit.slice(0, 12);
}

function timeText(startedAt = ""): string | undefined {
  const time = /^\d{4}-\d{2}-\d{2}T/.test(startedAt) ? new Date(startedAt) : new Date(Number.NaN);
  if (Number.isNaN(time.getTime())) return undefined;
  return `${time.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
