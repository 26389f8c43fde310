import { describe, expect, it } from "vitest";
import { SignalWatch } from "../src/ingest/signal-watch.ts";

/** A watch with a timeout of 60 seconds, a clock that is moved by hand, and a database that notes what it is asked. */
class Watched {
  seconds = 1_000;
  isDatabaseAway = false;
  readonly asked: number[] = [];
  readonly ended: number[] = [];
  readonly errors: unknown[] = [];
  left = 0;
  readonly watch: SignalWatch = new SignalWatch({
    ingest: { endSilent: (before, most) => this.#endSilent(before, most) },
    timeoutSeconds: 60,
    onEnded: (sessions) => this.ended.push(sessions),
    onError: (error) => this.errors.push(error),
    now: () => this.seconds * 1000,
  });

  /** Looks every five seconds until so many have passed. @returns what the database was asked */
  async pass(seconds: number): Promise<readonly number[]> {
    this.asked.length = 0;
    for (let step = 0; step < seconds; step += 5) {
      this.seconds += 5;
      await this.watch.look();
    }
    return [...this.asked];
  }

  async #endSilent(before: number, most: number): Promise<number> {
    if (this.isDatabaseAway) throw new Error("away");
    this.asked.push(before);
    const ended = before === 0 ? 0 : Math.min(this.left, most);
    this.left -= ended;
    return ended;
  }
}

describe("a watch of signals", () => {
  it("counts silence from its own start on, as nobody could break it before", async () => {
    const watched = new Watched();
    await watched.watch.look();
    expect(new Set(await watched.pass(55))).toEqual(new Set([0]));
    expect(await watched.pass(10)).toEqual([1_000, 1_005]);
  });

  it("starts to count again after a time in which the database was away", async () => {
    const watched = new Watched();
    await watched.pass(100);
    watched.isDatabaseAway = true;
    await watched.pass(40);
    expect(watched.errors).toHaveLength(8);
    watched.isDatabaseAway = false;
    expect(new Set(await watched.pass(60))).toEqual(new Set([0]));
    expect(await watched.pass(5)).toEqual([watched.seconds - 60]);
  });

  it.each([40, 100_000, -100_000])("starts to count again after a leap of its clock by %d seconds", async (leap) => {
    const watched = new Watched();
    await watched.pass(100);
    watched.seconds += leap;
    expect(new Set(await watched.pass(60))).toEqual(new Set([0]));
    expect(await watched.pass(5)).toEqual([watched.seconds - 60]);
  });

  it("goes on counting when a look is late or fails once", async () => {
    const watched = new Watched();
    await watched.pass(100);
    watched.isDatabaseAway = true;
    await watched.pass(5);
    watched.isDatabaseAway = false;
    watched.seconds += 20;
    expect(await watched.pass(5)).toEqual([watched.seconds - 60]);
  });

  it("ends all that are silent in one look, and tells how many", async () => {
    const watched = new Watched();
    await watched.pass(60);
    watched.left = 250;
    await watched.pass(5);
    expect([watched.left, watched.ended]).toEqual([0, [250]]);
  });

  it("stops when the look under way is done", async () => {
    let finish = (): void => {};
    const asked = new Promise<number>((resolve) => {
      finish = () => resolve(0);
    });
    const order: string[] = [];
    const ingest = { endSilent: () => asked.finally(() => order.push("looked")) };
    const watch = new SignalWatch({ ingest, timeoutSeconds: 60, onEnded: () => {}, onError: () => {}, now: Date.now });
    watch.start();
    const stopped = watch.stop().then(() => order.push("stopped"));
    finish();
    await stopped;
    expect(order).toEqual(["looked", "stopped"]);
  });
});
