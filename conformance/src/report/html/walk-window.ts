import type { Lane } from "./walk-lanes.ts";
import type { Absence, Matrix } from "./walk-matrix.ts";

/** A row of the matrix, or how many rows were left out at this place. */
export type ShownRow = { readonly row: number } | { readonly hidden: number; readonly hiddenMarked: number };

/** A page of a lane, or a run of pages that were left out. */
export interface ShownColumn {
  readonly lane: number;
  /** First page, from 0. */
  readonly from: number;
  /** Last page; equal to `from` for a page of its own. */
  readonly to: number;
  readonly isGap: boolean;
}

/** The part of a matrix that is drawn. */
export interface WalkWindow {
  readonly rows: readonly ShownRow[];
  readonly columns: readonly ShownColumn[];
}

const MAX_ROWS = 34;
const MAX_COLUMNS = 12;
const AROUND = 4;

/** Chooses what to draw: everything where it fits, otherwise the neighbourhood of what went wrong. */
export function windowOf(lanes: readonly Lane[], matrix: Matrix, exchanges: readonly number[]): WalkWindow {
  const rows = chooseRows(matrix);
  return { rows: withGaps(rows, matrix), columns: chooseColumns(lanes, matrix, rows, exchanges) };
}

const CLOSE = 2;

/** Chooses the neighbours of one session: rows around it, a page and the next. */
export function closeUpOf(
  { pages }: Lane,
  matrix: Matrix,
  { row: middle, page }: Pick<Absence, "row" | "page">,
): WalkWindow {
  const rows = matrix.rows.flatMap((_, row) => {
    const distance = Math.abs(row - middle);
    return distance <= CLOSE || (distance === CLOSE + 1 && isTied(matrix, row, middle)) ? [row] : [];
  });
  const first = Math.max(0, Math.min(page, pages.length - 2));
  const columns = [first, first + 1].filter((column) => column < pages.length);
  return {
    rows: withGaps(rows, matrix),
    columns: columns.map((column) => ({ lane: 0, from: column, to: column, isGap: false })),
  };
}

function chooseRows(matrix: Matrix): number[] {
  const all = matrix.rows.map((_, index) => index);
  if (all.length <= MAX_ROWS) return all;
  const chosen = new Set<number>();
  for (const focus of focusRows(matrix)) {
    if (chosen.size >= MAX_ROWS) break;
    const near = all.filter((row) => Math.abs(row - focus) <= AROUND || isTied(matrix, row, focus));
    const added = near.filter((row) => !chosen.has(row));
    if (chosen.size > 0 && chosen.size + added.length > MAX_ROWS) continue;
    for (const row of added.slice(0, MAX_ROWS)) chosen.add(row);
  }
  if (chosen.size === 0) for (const row of all.slice(0, MAX_ROWS)) chosen.add(row);
  return [...chosen].sort((a, b) => a - b);
}

/** Rows that went wrong, those that the failure names first. */
function focusRows({ rows, cells, absences }: Matrix): number[] {
  const wrong = new Set([
    ...cells.filter(({ mark }) => mark !== "expected" && mark !== "new").map(({ row }) => row),
    ...absences.map(({ row }) => row),
  ]);
  const named = rows.flatMap(({ isNamed }, row) => (isNamed ? [row] : []));
  return [...new Set([...named, ...[...wrong].sort((a, b) => a - b)])];
}

function isTied({ rows }: Matrix, a: number, b: number): boolean {
  return rows[a]?.group === rows[b]?.group && Math.abs(a - b) <= 2 * AROUND;
}

function withGaps(shown: readonly number[], matrix: Matrix): ShownRow[] {
  const wrong = new Set(focusRows(matrix));
  const gap = (from: number, to: number): ShownRow[] => {
    const hidden = to - from;
    if (hidden <= 0) return [];
    const hiddenMarked = [...wrong].filter((row) => row >= from && row < to).length;
    return [{ hidden, hiddenMarked }];
  };
  const rows = shown.flatMap((row, index) => [...gap((shown[index - 1] ?? -1) + 1, row), { row }]);
  return [...rows, ...gap((shown.at(-1) ?? -1) + 1, matrix.rows.length)];
}

function chooseColumns(
  lanes: readonly Lane[],
  { cells, absences }: Matrix,
  rows: readonly number[],
  exchanges: readonly number[],
): ShownColumn[] {
  const most = Math.max(3, Math.floor(MAX_COLUMNS / lanes.length));
  const isShown = new Set(rows);
  return lanes.flatMap(({ pages }, lane) => {
    const named = pages.flatMap(({ exchange }, page) => (exchanges.includes(exchange.id) ? [page] : []));
    const used = [...absences, ...cells]
      .filter((cell) => cell.lane === lane && isShown.has(cell.row))
      .map(({ page }) => page);
    const all =
      pages.length <= most
        ? pages.keys()
        : [...named.flatMap((page) => [page, page + 1, page - 1]), ...used.sort((a, b) => a - b)];
    const chosen = [...new Set(all)].filter((page) => page >= 0 && page < pages.length).slice(0, most);
    return columnsWithGaps(
      lane,
      chosen.sort((a, b) => a - b),
      pages.length,
    );
  });
}

function columnsWithGaps(lane: number, chosen: readonly number[], pages: number): ShownColumn[] {
  const gap = (from: number, to: number): ShownColumn[] => (from > to ? [] : [{ lane, from, to, isGap: true }]);
  const columns = chosen.flatMap((page, index) => [
    ...gap((chosen[index - 1] ?? -1) + 1, page - 1),
    { lane, from: page, to: page, isGap: false },
  ]);
  return [...columns, ...gap((chosen.at(-1) ?? -1) + 1, pages - 1)];
}
