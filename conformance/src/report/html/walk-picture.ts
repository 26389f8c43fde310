import { type Html, html, join } from "./html-text.ts";
import type { Lane } from "./walk-lanes.ts";
import {
  type Drawing,
  GUTTER,
  type Line,
  layOutWalk,
  type PlacedColumn,
  ROW_HEIGHT,
  SYMBOL_X,
  shortIds,
  timeOf,
  type WalkLayout,
} from "./walk-layout.ts";
import type { Absence, Cell, Change, Matrix } from "./walk-matrix.ts";
import { symbol } from "./walk-symbols.ts";

const half = ROW_HEIGHT / 2;

/** The widest class of a picture, in hundreds of pixels. */
export const MAX_WIDTH_CLASS = 16;

/**
 * Draws pages as columns and sessions as rows, newest at the top. A walk that is right goes down like a staircase; a step up
 * is a session out of place or read again, a diamond between two pages one that was lost. What the suite changed between two
 * pages stands on a line between them.
 *
 * @param label what a screen reader says instead
 */
export function drawWalk(drawing: Drawing, label: string): Html {
  const layout = layOutWalk(drawing);
  const { width, height } = layout;
  return html`<svg class="walk ${widthClass(width)}" role="img" aria-label="${label}" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${[
    ...layout.ties.map(
      ({ y, height: tall }) =>
        html`<rect class="tie" x="2" y="${y + 1}" width="${width - 4}" height="${tall - 2}" rx="5"/>`,
    ),
    ...layout.columns.map((column) => pageCard(drawing, layout, column)),
    ...layout.columns.map((column) => columnHeader(drawing.lanes, column, layout.headerY)),
    ...linesBetween(drawing.matrix, layout),
    ...drawing.lanes.map((_, lane) => pathOf(drawing, layout, lane)),
    ...layout.ties.map(({ y, height: tall }) => html`<path class="bracket" d="M84 ${y + 4}h-4v${tall - 8}h4"/>`),
    ...lineLabels(drawing.matrix, layout),
    ...drawing.matrix.cells.map((cell) => drawCell(layout, cell)),
    ...drawing.matrix.changes.map((change) => drawChange(layout, change)),
    ...drawing.matrix.absences.map((absence) => drawAbsence(drawing.matrix, layout, absence)),
  ]}</svg>`;
}

/** A class for each hundred pixels of width: a picture takes its frame's, from its own up to half as much again. */
function widthClass(width: number): string {
  return `w-${Math.min(MAX_WIDTH_CLASS, Math.ceil(width / 100))}`;
}

function columnHeader(lanes: readonly Lane[], column: PlacedColumn, top: number): Html {
  const { lane, from, to, isGap, x, width } = column;
  const exchange = lanes[lane]?.pages[from]?.exchange.id;
  const [page, sub] = isGap ? ["⋯", `${from + 1}–${to + 1}`] : [`page ${from + 1}`, `#${exchange ?? "?"}`];
  const name =
    from === 0 && lanes.length > 1 ? html`<text class="lane" x="${x + 4}" y="14">${laneName(lane)}</text>` : undefined;
  const middle = x + width / 2;
  return html`${name}<text class="page" x="${middle}" y="${top + 14}">${page}</text><text class="sub" x="${middle}" y="${top + 28}">${sub}</text>`;
}

/** What the lanes of a picture are called: A, B, C. */
export function laneName(lane: number): string {
  return String.fromCharCode("A".charCodeAt(0) + lane);
}

function pageCard({ matrix }: Drawing, layout: WalkLayout, column: PlacedColumn): Html {
  const own = matrix.cells.filter((cell) => isIn(column, cell));
  const regular = own.filter(({ mark }) => mark === "expected" || mark === "new");
  const ys = (regular.length > 0 ? regular : own).flatMap(({ row }) => yOf(layout, row) ?? []);
  if (ys.length === 0) return html``;
  const top = Math.min(...ys);
  return html`<rect class="card" x="${column.x + 3}" y="${top + 1}" width="${column.width - 6}" height="${Math.max(...ys) - top + ROW_HEIGHT - 2}" rx="6"/>`;
}

/** The way of the walk; dashed where it passes sessions that are not drawn. */
function pathOf({ matrix }: Drawing, layout: WalkLayout, lane: number): Html {
  const steps: Html[] = [];
  let from: { x: number; y: number } | undefined;
  let isBroken = false;
  for (const cell of matrix.cells.filter((candidate) => candidate.lane === lane)) {
    const to = pointOf(layout, cell);
    if (!to) {
      isBroken = true;
      continue;
    }
    if (from)
      steps.push(html`<path class="way${isBroken ? " way-hidden" : ""}" d="M${from.x} ${from.y}L${to.x} ${to.y}"/>`);
    from = to;
    isBroken = false;
  }
  return join(steps);
}

function lineLabels({ rows }: Matrix, layout: WalkLayout): Html[] {
  const names = shortIds(rows.map(({ id }) => id));
  return layout.lines.map((line) => lineLabel(rows, names, line, layout));
}

function lineLabel(
  rows: Matrix["rows"],
  names: ReadonlyMap<string, string>,
  line: Line,
  { lines, width }: WalkLayout,
): Html {
  if (line.kind === "day")
    return html`<text class="day" x="4" y="${line.y + 15}">${line.text}</text><path class="rule" d="M${GUTTER} ${line.y + 11}H${width - 4}"/>`;
  if (line.kind === "gap") return html`<text class="gap" x="4" y="${line.y + 15}">${line.text}</text>`;
  const row = rows[line.row];
  if (!row) return html``;
  const above = lines.find((other) => other.kind === "session" && other.row === line.row - 1);
  const isSecond = above?.kind === "session" && above.isFirstOfGroup && !line.isFirstOfGroup;
  const left = line.isFirstOfGroup ? timeOf(row.createdAt) : isSecond ? `tie of ${row.tied}` : "";
  const name = names.get(row.id) ?? "";
  return html`<text class="time" x="4" y="${line.y + 15}">${left}</text><text class="id${row.isNamed ? " named" : ""}" x="90" y="${line.y + 15}">${name}<title>${row.id}</title></text>`;
}

function drawCell(layout: WalkLayout, cell: Cell): Html {
  const point = pointOf(layout, cell);
  if (!point) return html``;
  if (point.isGap) return html`<circle class="dot" cx="${point.x}" cy="${point.y}" r="3"/>`;
  return symbol(cell.mark, point.x, point.y, cell.place);
}

function drawAbsence(matrix: Matrix, layout: WalkLayout, { row, lane, page }: Absence): Html {
  const point = pointOf(layout, { row, lane, page });
  const column = columnOf(layout, { lane, page });
  if (!point || !column) return html``;
  const goesOn = matrix.cells.some(
    (cell) => cell.lane === lane && cell.page === page && cell.row > row && cell.mark === "expected",
  );
  if (goesOn || column.isGap) return symbol("lost", point.x, point.y);
  // Between two pages when the page before ends above it, next to what was changed there.
  const isTaken = matrix.changes.some((change) => change.row === row && change.lane === lane && change.page === page);
  return symbol("lost", endOf(column) + (isTaken ? NEXT_TO_CHANGE : 0), point.y);
}

/** From the middle of a change to that of a diamond next to it. */
const NEXT_TO_CHANGE = 19;

function drawChange(layout: WalkLayout, { row, lane, page, kind }: Change): Html {
  const column = columnOf(layout, { lane, page });
  const y = yOf(layout, row);
  return column === undefined || y === undefined ? html`` : symbol(kind, endOf(column), y + half);
}

/** A line from top to bottom wherever something was changed between two pages. */
function linesBetween({ changes }: Matrix, layout: WalkLayout): Html[] {
  const ends = changes.flatMap((change) => {
    const column = columnOf(layout, change);
    return column ? [endOf(column)] : [];
  });
  return [...new Set(ends)].map(
    (x) => html`<path class="between" d="M${x} ${layout.headerY + 4}V${layout.height - 4}"/>`,
  );
}

function endOf({ x, width }: PlacedColumn): number {
  return x + width;
}

function columnOf({ columns }: WalkLayout, place: Pick<Cell, "lane" | "page">): PlacedColumn | undefined {
  return columns.find((column) => isIn(column, place));
}

function pointOf(
  layout: WalkLayout,
  cell: Pick<Cell, "row" | "lane" | "page">,
): { x: number; y: number; isGap: boolean } | undefined {
  const column = columnOf(layout, cell);
  const y = yOf(layout, cell.row);
  if (!column || y === undefined) return undefined;
  return { x: column.isGap ? column.x + column.width / 2 : column.x + SYMBOL_X, y: y + half, isGap: column.isGap };
}

function yOf({ lines }: WalkLayout, row: number): number | undefined {
  return lines.find((line) => line.kind === "session" && line.row === row)?.y;
}

function isIn(column: PlacedColumn, cell: Pick<Cell, "lane" | "page">): boolean {
  return column.lane === cell.lane && cell.page >= column.from && cell.page <= column.to;
}
