import { compareInstants, type Instant, parseInstant } from "../../reading/rfc3339.ts";
import { fallsOutOfOrder } from "./longest-run.ts";
import type { Lane, LaneChange } from "./walk-lanes.ts";

/** How a session stands on a page. `new`: inserted during the walk; `unexpected`: nothing says that it belongs there. */
export type CellMark = "expected" | "repeated" | "displaced" | "new" | "unexpected";

/** A session on a page. */
export interface Cell {
  readonly row: number;
  readonly lane: number;
  /** Position of the page in its lane, from 0. */
  readonly page: number;
  /** Place on the page, from 1. */
  readonly place: number;
  readonly mark: CellMark;
}

/** A session that a lane does not show although it should. */
export interface Absence {
  readonly row: number;
  readonly lane: number;
  /** The page that it should stand on, or the last one before its place. */
  readonly page: number;
}

/** A session that the suite changed between a page and the next. */
export interface Change extends Pick<LaneChange, "kind" | "page"> {
  readonly row: number;
  readonly lane: number;
}

/** A session: one row of the picture. */
export interface Row {
  readonly id: string;
  readonly createdAt: Instant | undefined;
  /** The group of equal sort keys that it belongs to, from 0. */
  readonly group: number;
  /** Sessions of that group; 1 for one whose time could not be read. */
  readonly tied: number;
  /** True when the failure speaks of it. */
  readonly isNamed: boolean;
}

/** Sessions along time, newest first, against pages. */
export interface Matrix {
  readonly rows: readonly Row[];
  readonly cells: readonly Cell[];
  readonly absences: readonly Absence[];
  readonly changes: readonly Change[];
}

/** Puts the lanes of a failure on one time axis. */
export function matrixOf(lanes: readonly Lane[], named: readonly string[]): Matrix {
  const rows = rowsOf(lanes, new Set(named));
  const rowById = new Map(rows.map(({ id }, index) => [id, index]));
  const cells = lanes.flatMap((lane, index) => cellsOf(lane, index, rowById));
  const absences = lanes.flatMap((lane, index) => absencesOf(lane, index, rows, rowById, cells));
  const changes = lanes.flatMap((lane, index) => changesOf(lane, index, rowById));
  return { rows, cells, absences, changes };
}

// Sessions of one second stand in the order in which the first lane shows them; lost ones follow.
function rowsOf(lanes: readonly Lane[], named: ReadonlySet<string>): Row[] {
  const times = new Map<string, Instant | undefined>();
  for (const lane of lanes) {
    for (const item of lane.pages.flatMap(({ items }) => items)) {
      if (item.id !== undefined && !times.has(item.id)) times.set(item.id, item.sortTime);
    }
  }
  for (const { id, createdAt } of lanes.flatMap(({ wanted }) => wanted ?? [])) {
    if (!times.has(id)) times.set(id, parseInstant(createdAt));
  }
  for (const { id, createdAt } of lanes.flatMap(({ changes }) => changes)) {
    if (!times.has(id)) times.set(id, createdAt);
  }
  const sorted = [...times].sort(([, a], [, b]) => newestFirst(a, b));
  let group = -1;
  const groups = sorted.map(([, createdAt], index) => {
    if (index === 0 || newestFirst(sorted[index - 1]?.[1], createdAt) !== 0) group += 1;
    return group;
  });
  const sizes = new Map<number, number>();
  for (const own of groups) sizes.set(own, (sizes.get(own) ?? 0) + 1);
  return sorted.map(([id, createdAt], index) => {
    const own = groups[index] ?? 0;
    return { id, createdAt, group: own, tied: createdAt ? (sizes.get(own) ?? 1) : 1, isNamed: named.has(id) };
  });
}

// Those without a readable time come last.
function newestFirst(a: Instant | undefined, b: Instant | undefined): number {
  if (!a || !b) return Number(a === undefined) - Number(b === undefined);
  return compareInstants(b, a);
}

function cellsOf(lane: Lane, laneIndex: number, rowById: ReadonlyMap<string, number>): Cell[] {
  const wanted = lane.isAllKnown && lane.wanted ? new Set(lane.wanted.map(({ id }) => id)) : undefined;
  const inserted = changedIds(lane, "inserted");
  const deleted = changedIds(lane, "deleted");
  const seen = new Set<string>();
  const placed = lane.pages.flatMap(({ items }, page) =>
    items.flatMap(({ id }, index) => {
      const row = id === undefined ? undefined : rowById.get(id);
      if (id === undefined || row === undefined) return [];
      const isAgain = seen.has(id);
      seen.add(id);
      return [{ id, row, page, place: index + 1, isAgain }];
    }),
  );
  const displaced = fallsOutOfOrder(placed.filter(({ isAgain }) => !isAgain).map(({ row }) => row));
  return placed.map(({ id, row, page, place, isAgain }) => {
    const isStrange = wanted !== undefined && !wanted.has(id) && !deleted.has(id);
    const other = inserted.has(id) ? "new" : isStrange ? "unexpected" : "expected";
    const mark = isAgain ? "repeated" : displaced.has(row) ? "displaced" : other;
    return { row, lane: laneIndex, page, place, mark };
  });
}

function absencesOf(
  lane: Lane,
  laneIndex: number,
  rows: readonly Row[],
  rowById: ReadonlyMap<string, number>,
  cells: readonly Cell[],
): Absence[] {
  const own = cells.filter((cell) => cell.lane === laneIndex && cell.mark !== "repeated" && cell.mark !== "displaced");
  const shown = new Set(cells.filter((cell) => cell.lane === laneIndex).map(({ row }) => row));
  const lowest = Math.max(-1, ...own.map(({ row }) => row));
  const lost = (lane.wanted ?? []).flatMap(({ id }) => rowById.get(id) ?? []);
  return lost
    .filter((row) => rows[row] !== undefined && !shown.has(row) && (lane.isComplete || row < lowest))
    .map((row) => ({ row, lane: laneIndex, page: pageBefore(own, row) }));
}

function changesOf(lane: Lane, laneIndex: number, rowById: ReadonlyMap<string, number>): Change[] {
  return lane.changes.flatMap(({ id, kind, page }) => {
    const row = rowById.get(id);
    return row === undefined ? [] : [{ row, lane: laneIndex, kind, page }];
  });
}

function changedIds({ changes }: Lane, wanted: LaneChange["kind"]): Set<string> {
  return new Set(changes.filter(({ kind }) => kind === wanted).map(({ id }) => id));
}

function pageBefore(cells: readonly Cell[], row: number): number {
  const before = cells
    .filter((cell) => cell.row < row)
    .reduce<Cell | undefined>((best, cell) => (best && best.row > cell.row ? best : cell), undefined);
  return before?.page ?? 0;
}
