import { describe, expect, it } from "vitest";
import { parseInstant } from "../../src/reading/rfc3339.ts";
import { fallsOutOfOrder } from "../../src/report/html/longest-run.ts";
import type { Lane, LaneChange } from "../../src/report/html/walk-lanes.ts";
import { type Matrix, matrixOf } from "../../src/report/html/walk-matrix.ts";
import { drawWalk } from "../../src/report/html/walk-picture.ts";
import { windowOf } from "../../src/report/html/walk-window.ts";

/** A session by a letter and a minute: `a5` was created at 12:05. */
function instantOf(session: string): string {
  return `2024-05-01T12:${session.slice(1).padStart(2, "0")}:00Z`;
}

function lane(pages: string, wanted: string, more: Partial<Lane> = {}): Lane {
  return {
    name: "a walk",
    pages: pages.split("|").map((page, index) => ({
      exchange: {
        id: index + 1,
        purpose: { experiment: "walks", role: "page" },
        request: { method: "GET", instance: 0, target: "/", headers: {} },
        attempts: 1,
      },
      items: page
        .split(" ")
        .filter(Boolean)
        .map((id, at) => ({
          id,
          sortTime: parseInstant(instantOf(id)),
          sortValue: instantOf(id),
          members: {},
          pointer: `/data/${at}`,
        })),
    })),
    wanted: wanted.split(" ").map((id) => ({ id, createdAt: instantOf(id) })),
    isAllKnown: true,
    isComplete: true,
    changes: [],
    ...more,
  };
}

/** A change after a page, counted from 1. */
function change(kind: LaneChange["kind"], id: string, page: number): LaneChange {
  return { id, createdAt: parseInstant(instantOf(id)), kind, page: page - 1, details: "" };
}

/** What is marked, as `mark id page`. */
function marksOf({ rows, cells, absences, changes }: Matrix): string[] {
  return [
    ...cells
      .filter(({ mark }) => mark !== "expected")
      .map(({ row, page, mark }) => `${mark} ${rows[row]?.id} ${page + 1}`),
    ...absences.map(({ row, page }) => `lost ${rows[row]?.id} ${page + 1}`),
    ...changes.map(({ row, page, kind }) => `${kind} ${rows[row]?.id} ${page + 1}`),
  ];
}

describe("sessions along time", () => {
  it("stand newest first, those of one minute together, lost ones behind those that were seen", () => {
    const { rows } = matrixOf([lane("a9 b5|d1", "a9 c5 b5 d1")], ["c5"]);
    expect(rows.map(({ id, tied, isNamed }) => [id, tied, isNamed])).toEqual([
      ["a9", 1, false],
      ["b5", 2, false],
      ["c5", 2, true],
      ["d1", 1, false],
    ]);
  });
});

describe("the marks", () => {
  it("are none on a walk that is right", () => {
    expect(marksOf(matrixOf([lane("a9 b5|c5 d1", "a9 b5 c5 d1")], []))).toEqual([]);
  });

  it("say that a session was lost, and after which page", () => {
    expect(marksOf(matrixOf([lane("a9 b5|d1", "a9 b5 c5 d1")], []))).toEqual(["lost c5 1"]);
  });

  it("say that a session came again", () => {
    expect(marksOf(matrixOf([lane("a9 b5|b5 c5|d1", "a9 b5 c5 d1")], []))).toEqual(["repeated b5 2"]);
  });

  it("say which session is out of place: as few as explain the order", () => {
    expect(marksOf(matrixOf([lane("d1 a9|b5 c5", "a9 b5 c5 d1")], []))).toEqual(["displaced d1 1"]);
  });

  it("say that ties stand in another order than in the first walk", () => {
    expect(marksOf(matrixOf([lane("a9 b5 c5", "a9 b5 c5"), lane("a9 c5|b5", "a9 b5 c5")], []))).toHaveLength(1);
  });

  it("hold nothing against sessions that a walk did not reach", () => {
    expect(marksOf(matrixOf([lane("a9|c5", "a9 b6 c5 d1", { isComplete: false })], []))).toEqual(["lost b6 1"]);
  });

  it("tell what the suite inserted and deleted from what is strange", () => {
    const changes = [change("inserted", "x8", 1), change("deleted", "b5", 1)];
    const changed = lane("a9 x8|d1", "a9 d1", { changes });
    expect(marksOf(matrixOf([lane("a9 b5", "a9 b5"), changed], []))).toEqual([
      "new x8 1",
      "inserted x8 1",
      "deleted b5 1",
    ]);
    expect(marksOf(matrixOf([lane("a9 x8|d1", "a9 d1")], []))).toEqual(["unexpected x8 1"]);
    expect(marksOf(matrixOf([lane("a9 x8|d1", "a9 d1", { isAllKnown: false })], []))).toEqual([]);
  });
});

describe("what the suite changed between two pages", () => {
  const changes = [change("inserted", "x12", 1), change("changed", "b5", 1), change("deleted", "c3", 2)];
  const changed = lane("a9|b5|d1", "a9 b5 d1", { changes });

  it("has a row, also where no page shows it", () => {
    const matrix = matrixOf([changed], []);
    expect(matrix.rows.map(({ id }) => id)).toEqual(["x12", "a9", "b5", "c3", "d1"]);
    expect(marksOf(matrix)).toEqual(["inserted x12 1", "changed b5 1", "deleted c3 2"]);
  });

  it("stands on a line between them, in its row", () => {
    const matrix = matrixOf([changed], []);
    const { markup } = drawWalk(
      { lanes: [changed], matrix, sortKey: "created_at", window: windowOf([changed], matrix, []) },
      "a walk",
    );
    const pages = [...markup.matchAll(/<text class="page" x="([\d.]+)"/g)].map(([, x]) => Number(x));
    const between = [...markup.matchAll(/<path class="between" d="M([\d.]+) /g)].map(([, x]) => Number(x));
    const marks = [...markup.matchAll(/mark-(inserted|changed|deleted)"><circle cx="([\d.]+)"/g)];
    const [one = 0, two = 0, three = 0] = pages;
    expect(between).toEqual([(one + two) / 2, (two + three) / 2]);
    expect(marks.map(([, kind, x]) => [kind, Number(x)])).toEqual([
      ["inserted", between[0]],
      ["changed", between[0]],
      ["deleted", between[1]],
    ]);
  });

  it("leaves room for a session that is lost there", () => {
    const lost = lane("a9|d1", "a9 b5 d1", { changes: [change("changed", "b5", 1)] });
    const matrix = matrixOf([lost], []);
    const { markup } = drawWalk(
      { lanes: [lost], matrix, sortKey: "created_at", window: windowOf([lost], matrix, []) },
      "a walk",
    );
    const changeX = Number(/mark-changed"><circle cx="([\d.]+)"/.exec(markup)?.[1]);
    const diamond = Number(/mark-lost"><path d="M([\d.]+) /.exec(markup)?.[1]);
    expect(diamond - changeX).toBeGreaterThanOrEqual(17);
  });
});

describe("what is drawn of a long walk", () => {
  it("is the neighbourhood of what went wrong, and how much was left out", () => {
    const ids = Array.from({ length: 58 }, (_, index) => `s${58 - index}`);
    const long = lane(
      ids
        .filter((id) => id !== "s20")
        .join("|")
        .replaceAll("|", " | ")
        .replaceAll(" ", ""),
      ids.join(" "),
    );
    const { rows, columns } = windowOf([long], matrixOf([long], ["s20"]), []);

    expect(rows.filter((row) => "row" in row)).toHaveLength(9);
    expect(rows.flatMap((row) => ("hidden" in row ? [[row.hidden, row.hiddenMarked]] : []))).toEqual([
      [34, 0],
      [15, 0],
    ]);
    expect(columns.filter(({ isGap }) => isGap).map(({ from, to }) => [from, to])).toEqual([
      [0, 33],
      [42, 56],
    ]);
  });
});

describe("the fewest that are out of order", () => {
  it.each([
    [[1, 2, 3], []],
    [[3, 1, 2], [3]],
    [[2, 3, 1], [1]],
    [[], []],
  ])("of %j are %j", (numbers, fallen) => {
    expect([...fallsOutOfOrder(numbers)]).toEqual(fallen);
  });
});
