import type { LiveSession } from "../../src/index.ts";
import { entity, json } from "./answers.ts";

/** What happens behind one answer, and what that answer is. */
export interface Happening {
  readonly kind: "begin" | "change" | "end" | "delete" | "nothing";
  readonly which: number;
  readonly answer: "page" | "fail" | "html";
}

/** The session that begins once the plan is over and the list was read in peace. */
export const lastId = "the-last";

/**
 * A conforming server whose list changes behind every answer as a plan says, each time a second later; then the list rests
 * until it was begun to be read three times more, and one last session begins.
 */
export class ChangingServer {
  readonly list: LiveSession[] = [];
  /** What must be told of each session: its beginning and its end, where the watch could see both sides of it. */
  readonly due: Map<string, string[]> = new Map();
  readonly #plan: Happening[];
  readonly #size: number;
  #seconds = 0;
  #restingReadings = 0;
  #isBegun = false;
  #isReadToItsEnd = false;

  constructor(plan: readonly Happening[], size: number) {
    this.#plan = [...plan];
    this.#size = size;
    for (let count = 0; count < 3 * size; count++) this.#begin(`s${count}`);
  }

  readonly fetch: (request: Request) => Promise<Response> = async (request) => {
    const query = new URL(request.url).searchParams;
    const token = query.get("page_token");
    const size = Math.min(this.#size, Number(query.get("page_size") ?? 10));
    const isResting = this.#plan.length === 0;
    if (isResting && token === null && ++this.#restingReadings === 4) this.#begin(lastId);
    const { answer = "page", ...step } = this.#plan.shift() ?? {};
    // The place stays good when its session is deleted.
    const rest = this.list.filter((session) => token === null || placeOf(session) < token);
    const data = rest.slice(0, size);
    const last = data.at(-1);
    const next_page_token = last && rest.length > size ? placeOf(last) : "";
    if (answer === "page") {
      this.#isBegun = true;
      this.#isReadToItsEnd ||= next_page_token === "";
    }
    this.#happen(step);
    if (answer === "fail") throw new TypeError("down");
    return answer === "html" ? new Response("<h1>", { status: 502 }) : json({ data, next_page_token });
  };

  #happen({ kind, which = 0 }: Partial<Happening>): void {
    this.#seconds++;
    const index = which % Math.max(this.list.length, 1);
    const session = this.list[index];
    if (kind === "begin") this.#begin(`s${100 + this.#seconds}`);
    if (!session) return;
    if (kind === "delete") this.list.splice(index, 1);
    if (kind === "change") this.list[index] = { ...session, updated_at: this.#at() };
    if (kind === "end" && session.duration === undefined) {
      this.list[index] = { ...session, updated_at: this.#at(), duration: 1 };
      if (this.#isReadToItsEnd || this.due.has(session.id)) this.#expect(session.id, "ended");
    }
  }

  #begin(id: string): void {
    this.list.unshift({
      id,
      entity_id: entity,
      stream_key: "live_x",
      created_at: this.#at(),
      updated_at: this.#at(),
    });
    this.list.sort((a, b) => (placeOf(a) < placeOf(b) ? 1 : -1));
    if (this.#isBegun) this.#expect(id, "new");
  }

  #expect(id: string, what: string): void {
    this.due.set(id, [...(this.due.get(id) ?? []), what]);
  }

  #at(): string {
    return new Date(Date.UTC(2026, 0, 1) + this.#seconds * 1000).toISOString().replace(".000", "");
  }
}

function placeOf({ created_at, id }: LiveSession): string {
  return `${created_at} ${id}`;
}
