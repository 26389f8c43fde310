import type { Instant } from "../../reading/rfc3339.ts";
import type { Lane } from "./walk-lanes.ts";
import type { Matrix } from "./walk-matrix.ts";
import type { ShownColumn, WalkWindow } from "./walk-window.ts";

/** Everything that the picture is drawn from. */
export interface Drawing {
  readonly lanes: readonly Lane[];
  readonly matrix: Matrix;
  readonly window: WalkWindow;
  /** What sessions are sorted by, as a member is named. */
  readonly sortKey: string;
}

/** A column and where it stands, in CSS pixels. */
export interface PlacedColumn extends ShownColumn {
  readonly x: number;
  readonly width: number;
}

/** A line of the picture: a day, a session, or rows that were left out. */
export type Line =
  | { readonly kind: "day"; readonly y: number; readonly text: string }
  | { readonly kind: "session"; readonly y: number; readonly row: number; readonly isFirstOfGroup: boolean }
  | { readonly kind: "gap"; readonly y: number; readonly text: string };

/** Sessions of one second that stand together. */
export interface TieBand {
  readonly y: number;
  readonly height: number;
}

/** Where everything stands, in CSS pixels. */
export interface WalkLayout {
  readonly width: number;
  readonly height: number;
  readonly lines: readonly Line[];
  readonly ties: readonly TieBand[];
  readonly columns: readonly PlacedColumn[];
  /** Where the names of the pages stand. */
  readonly headerY: number;
}

/** Height of a session's row. */
export const ROW_HEIGHT = 22;
/** Width of the labels to the left of the first page. */
export const GUTTER = 152;
/** Middle of a column's symbols, from its left edge. */
export const SYMBOL_X = 22;

const DAY_HEIGHT = 20;
/** Height of the line that names the lanes, where there are several. */
const LANE_LINE = 20;
const HEADER_HEIGHT = 36;
const PAGE_WIDTH = 78;
const GAP_WIDTH = 34;
const LANE_GAP = 18;
const RIGHT_MARGIN = 64;

/** Works out the geometry of a picture. */
export function layOutWalk(drawing: Drawing): WalkLayout {
  const { lanes, matrix, window } = drawing;
  const columns = placeColumns(window.columns);
  const headerY = lanes.length > 1 ? LANE_LINE : 0;
  const lines = placeLines(drawing, headerY + HEADER_HEIGHT);
  const last = lines.at(-1);
  const right = columns.at(-1);
  return {
    columns,
    lines,
    headerY,
    ties: bandsOf(matrix, lines),
    width: (right ? right.x + right.width : GUTTER) + RIGHT_MARGIN,
    height: (last?.y ?? headerY + HEADER_HEIGHT) + ROW_HEIGHT + 4,
  };
}

function placeColumns(columns: readonly ShownColumn[]): PlacedColumn[] {
  let x = GUTTER;
  return columns.map((column, index) => {
    if (index > 0 && columns[index - 1]?.lane !== column.lane) x += LANE_GAP;
    const placed = { ...column, x, width: column.isGap ? GAP_WIDTH : PAGE_WIDTH };
    x += placed.width;
    return placed;
  });
}

function placeLines({ matrix: { rows }, window, sortKey }: Drawing, top: number): Line[] {
  const lines: Line[] = [];
  let y = top;
  let day: string | undefined;
  let group = -1;
  for (const shown of window.rows) {
    if ("hidden" in shown) {
      lines.push({ kind: "gap", y, text: hiddenText(shown.hidden, shown.hiddenMarked) });
    } else {
      const session = rows[shown.row];
      const ownDay = session?.createdAt ? dayOf(session.createdAt) : `no readable ${sortKey}`;
      if (ownDay !== day) {
        lines.push({ kind: "day", y, text: ownDay });
        y += DAY_HEIGHT;
      }
      day = ownDay;
      lines.push({ kind: "session", y, row: shown.row, isFirstOfGroup: session?.group !== group });
      group = session?.group ?? -1;
    }
    y += ROW_HEIGHT;
  }
  return lines;
}

function hiddenText(hidden: number, marked: number): string {
  const what = `⋯ ${hidden} more session${hidden === 1 ? "" : "s"}`;
  return marked === 0 ? `${what}, nothing to see there` : `${what}, ${marked} of them marked too`;
}

function bandsOf({ rows }: Matrix, lines: readonly Line[]): TieBand[] {
  const byGroup = new Map<number, number[]>();
  for (const line of lines) {
    const session = line.kind === "session" ? rows[line.row] : undefined;
    if (session && session.tied > 1) byGroup.set(session.group, [...(byGroup.get(session.group) ?? []), line.y]);
  }
  return [...byGroup.values()].map((ys) => {
    const first = ys[0] ?? 0;
    return { y: first, height: (ys.at(-1) ?? first) - first + ROW_HEIGHT };
  });
}

/** The day in UTC. */
export function dayOf(instant: Instant): string {
  return isoOf(instant).slice(0, 10);
}

/** The time of day in UTC, to the millisecond if it has any. */
export function timeOf(instant: Instant | undefined): string {
  if (!instant) return "–";
  const milliseconds = Math.floor(instant.nanoseconds / 1e6);
  return isoOf(instant).slice(11, 19) + (milliseconds === 0 ? "" : `.${String(milliseconds).padStart(3, "0")}`);
}

function isoOf({ seconds }: Instant): string {
  return new Date(seconds * 1000).toISOString();
}

/** The first characters of each id, eight or as many as tell them apart; long ones are cut. */
export function shortIds(ids: readonly string[]): Map<string, string> {
  const enough =
    [8, 10, 12, 14].find((length) => new Set(ids.map((id) => id.slice(0, length))).size === ids.length) ?? 14;
  return new Map(ids.map((id) => [id, id.length <= enough ? id : Array.from(id).slice(0, enough).join("")]));
}
