import { liveSessionsProfile } from "../../profile/live-sessions/live-sessions-profile.ts";
import { wordsOf } from "../../profile/words.ts";
import { countsIn } from "../live-sessions/stored-collections.ts";
import type { Report } from "../report.ts";

/** What the verdict means for this run, in one sentence. */
export function verdictSentence(report: Report): string {
  const { summary, target, verdict } = report;
  if (target.interrupted) return "The run was interrupted: nothing is proven by it.";
  switch (verdict) {
    case "conformant":
      return "Every MUST of the contract was proven.";
    case "partially-proven":
      return report.exit_code === 3
        ? "Nothing failed, but a MUST within reach could not be proven."
        : "Nothing failed; some MUST is beyond the mode, the capabilities or the selection.";
    case "non-conformant":
      return summary.failed === 0 ? "Every failure is a known one." : `${counted(summary.failed, "rule")} failed.`;
    case "examples-consistent":
      return "The document's examples keep the contract; a mock has no state, so this proves nothing about a server.";
    case "unknown":
      return summary.errored > 0
        ? `The suite itself failed in ${counted(summary.errored, "rule")}.`
        : "Nothing could be judged.";
  }
}

/** The counts that are not zero: `47 passed, 1 failed, 2 not applicable`. */
export function countsText({ summary }: Report): string {
  const words: Readonly<Record<string, string>> = {
    known_failures: "known failures",
    not_applicable: "not applicable",
  };
  const counts = Object.entries(summary).filter(([name, count]) => count > 0 || name === "passed" || name === "failed");
  return counts.map(([name, count]) => `${count} ${words[name] ?? name}`).join(", ");
}

/** Where and how was judged: base URLs, mode and what the provisioner can do. */
export function targetText({ target }: Report): string {
  const able = target.mode === "provisioned" ? ` (${target.capabilities.join(", ") || "no capabilities"})` : "";
  return `${target.base_urls.join(", ")}, mode ${target.mode}${able}, level ${target.level}`;
}

/** The list that was judged, and what is known of it; undefined for live sessions. */
export function listText({ list }: Report): string | undefined {
  if (!list) return undefined;
  const { paging, id, order, name } = list;
  const sort = order?.map(({ pointer, isDescending }) => `${isDescending ? "-" : ""}${pointer}`).join(" ");
  return [
    `${name}, style ${paging.style}`,
    `items at ${paging.items === "" ? "the body" : paging.items}`,
    id === undefined ? "no id declared" : `id ${id === "" ? "the item itself" : id}`,
    sort === undefined ? "no order declared" : `order ${sort === "" ? "the item itself" : sort}`,
  ].join(", ");
}

/** The data that there was to judge by. */
export function evidenceText({ evidence, list }: Report): string {
  if (list)
    return [
      counted(evidence.sessions, list.nouns.item, list.nouns.items),
      `${counted(evidence.walks, "walk")} over ${counted(evidence.pages, "page")}`,
      counted(evidence.instances, "instance"),
    ].join(", ");
  const { collections, largest } = countsIn(evidence);
  const words = wordsOf(liveSessionsProfile());
  return [
    counted(collections, words.collection, words.collections),
    `${counted(evidence.sessions, "session")} (${largest} of one entity, ${evidence.in_progress} in progress)`,
    `${counted(evidence.tied_groups, "group")} of equal ${words.sortKey}`,
    `${counted(evidence.walks, "walk")} over ${counted(evidence.pages, "page")}`,
    counted(evidence.instances, "instance"),
  ].join(", ");
}

/** How many planted faults the run would have caught. */
export function sensitivityText({ sensitivity }: Report): string {
  const { caught, total } = sensitivity;
  return total === 0
    ? "not measured"
    : `on this data the run would have caught ${caught} of ${total} planted faults${caught < total ? "; missed:" : ""}`;
}

/** `1 rule`, `2 rules`. */
export function counted(count: number, one: string, many: string = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
