import { describe, expect, it } from "vitest";
import { exampleValue } from "./bundled-document.ts";

interface Session {
  readonly id: string;
  readonly entity_id: string;
  readonly stream_key: string;
  readonly duration?: number;
  readonly created_at: string;
  readonly updated_at: string;
}

interface Page {
  readonly data: readonly Session[];
  readonly next_page_token: string;
}

// examples.test.ts holds each of them against the schema.
const page = (name: string): Page => exampleValue(name) as Page;
const pages = ["firstPage", "middlePage", "lastPage"].map(page);
const sessions = pages.flatMap(({ data }) => data);
const everyPage = [...pages, page("emptyPage"), page("equalCreatedAt"), page("sessionInProgress")];

/** The order of the list: `created_at` descending, ties by `id` descending. Text compares as the instants do. */
function inOrder(all: readonly Session[]): readonly Session[] {
  const key = ({ created_at, id }: Session): string => `${created_at} ${id}`;
  return [...all].sort((a, b) => (key(a) < key(b) ? 1 : -1));
}

function seconds(time: string): number {
  return Date.parse(time) / 1000;
}

function decoded(token: string): unknown {
  return JSON.parse(Buffer.from(token, "base64url").toString("utf8"));
}

describe("the pages firstPage, middlePage and lastPage", () => {
  it("are one walk: newest first, ties by id descending, across the boundaries too", () => {
    expect(sessions).toEqual(inOrder(sessions));
  });

  it("hold every session once", () => {
    expect(new Set(sessions.map(({ id }) => id)).size).toBe(sessions.length);
  });

  it("belong to one live entity", () => {
    expect(new Set(sessions.map(({ entity_id }) => entity_id)).size).toBe(1);
  });

  it("have one page size: full until the last, and the last not empty", () => {
    const [first, middle, last] = pages.map(({ data }) => data.length);
    expect(middle).toBe(first);
    expect(last).toBeGreaterThan(0);
    expect(last).toBeLessThanOrEqual(first ?? 0);
  });

  it("lead from one to the next by the position of their last session, and the last one to nothing", () => {
    for (const { data, next_page_token } of pages.slice(0, -1)) {
      const anchor = data.at(-1);
      expect(anchor).toBeDefined();
      expect(decoded(next_page_token)).toEqual([1, anchor?.entity_id, seconds(anchor?.created_at ?? ""), anchor?.id]);
    }
    expect(pages.at(-1)?.next_page_token).toBe("");
  });

  it("have tokens in canonical base64url without padding", () => {
    for (const { next_page_token } of pages.slice(0, -1)) {
      expect(Buffer.from(JSON.stringify(decoded(next_page_token))).toString("base64url")).toBe(next_page_token);
    }
  });

  it("have a boundary that goes through sessions of equal created_at", () => {
    const [first, middle] = pages;
    expect(first?.data.at(-1)?.created_at).toBe(middle?.data[0]?.created_at);
  });

  it("have a session in progress, as the newest, and every other ended", () => {
    expect(sessions.map(({ duration }) => duration === undefined)).toEqual([
      true,
      ...sessions.slice(1).map(() => false),
    ]);
  });
});

describe("every example page", () => {
  it.each(everyPage)("is sorted, in whole UTC seconds, with updated_at at the end of the session (%#)", ({ data }) => {
    expect(data).toEqual(inOrder(data));
    for (const session of data) {
      expect(session.created_at).toMatch(/T\d\d:\d\d:\d\dZ$/);
      const end = seconds(session.created_at) + (session.duration ?? 0);
      expect(seconds(session.updated_at)).toBe(Math.floor(end));
    }
  });

  it.each(everyPage)("has sessions that follow one another without overlap (%#)", ({ data }) => {
    data.slice(1).forEach((older, index) => {
      const newer = data[index];
      expect(seconds(older.updated_at)).toBeLessThanOrEqual(seconds(newer?.created_at ?? ""));
    });
  });

  it("shows equal created_at within a page, and an empty page with an empty token", () => {
    expect(new Set(page("equalCreatedAt").data.map(({ created_at }) => created_at)).size).toBe(1);
    expect(page("emptyPage")).toEqual({ data: [], next_page_token: "" });
  });
});
