import type { ServedLiveSession } from "@live-sessions/contract";
import { RawConnection } from "../raw-connection.ts";
import type { Operated } from "./operated.ts";

interface Signal {
  readonly id: string;
  /** Seconds to report with its end; undefined: it goes on. */
  readonly duration: number | undefined;
}

/**
 * A media server that reports sessions one after another, and remembers what was acknowledged. What had no answer when the
 * connection broke is reported again to the next server, as a hook does that is called again.
 */
export class MediaServer {
  readonly #operated: Operated;
  readonly #random: () => number;
  /** Every session as it was last acknowledged, by id. */
  readonly acknowledged: Map<string, ServedLiveSession> = new Map();
  readonly #unanswered: Signal[] = [];
  readonly #begun = new Set<string>();
  #signals = 0;
  #answers = 0;
  #onAnswer = (): void => {};

  constructor(operated: Operated, random: () => number) {
    this.#operated = operated;
    this.#random = random;
  }

  /** Waits until so many more reports are acknowledged. */
  async acknowledgements(count: number): Promise<void> {
    const wanted = this.#answers + count;
    while (this.#answers < wanted) {
      await new Promise<void>((resolve) => {
        this.#onAnswer = resolve;
      });
    }
  }

  /** Reports over one connection until it breaks. @throws for an answer that is not an acknowledgement */
  async reportUntilItBreaks(ingest: string): Promise<void> {
    // It may be gone before it is reached.
    const connection = await RawConnection.open(ingest).catch(() => undefined);
    while (connection) {
      const signal = this.#unanswered.pop() ?? this.#newSignal();
      if (!(await this.#report(connection, signal))) {
        this.#unanswered.push(signal);
        return;
      }
    }
  }

  /** Reports again what had no answer. */
  async settle(ingest: string): Promise<void> {
    const connection = await RawConnection.open(ingest);
    for (let signal = this.#unanswered.pop(); signal; signal = this.#unanswered.pop()) {
      if (!(await this.#report(connection, signal))) throw new Error("The server ended while nobody stopped it.");
    }
    connection.close();
  }

  async #report(connection: RawConnection, { id, duration }: Signal): Promise<boolean> {
    if (!this.#begun.has(id)) {
      if (!(await this.#send(connection, "start", { id, stream_key: "live_EXAMPLEKEY01" }))) return false;
      this.#begun.add(id);
    }
    return duration === undefined || this.#send(connection, "end", { id, duration });
  }

  async #send(connection: RawConnection, event: string, report: object): Promise<boolean> {
    const body = JSON.stringify({ ...report, entity_id: this.#operated.entityId });
    const head = `POST /ingest/sessions/${event} HTTP/1.1\r\nHost: lists.example.com\r\n`;
    const key = `Authorization: ${this.#operated.authorization}\r\n`;
    connection.send(`${head}${key}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    // An answer that a kill cut in half acknowledges nothing.
    const answer = await connection.answer("POST").catch(() => undefined);
    if (!answer) return false;
    if (answer.status >= 300) throw new Error(`${event} was answered ${answer.status}: ${answer.body}`);
    const session = JSON.parse(answer.body) as ServedLiveSession;
    this.acknowledged.set(session.id, session);
    this.#answers += 1;
    this.#onAnswer();
    return true;
  }

  #newSignal(): Signal {
    this.#signals += 1;
    const isEnding = this.#random() < 0.3;
    return { id: `signal-${this.#signals}`, duration: isEnding ? Math.floor(this.#random() * 1e6) / 1000 : undefined };
  }
}
