import { describe, expect, it } from "vitest";
import { SteadyClock } from "../src/ingest/steady-clock.ts";

/** A clock whose time passes, and is set, by hand; in seconds. */
class Told {
  wall = 1_000_000;
  monotonic = 50;
  readonly clock: SteadyClock = new SteadyClock({
    wall: () => this.wall * 1000,
    monotonic: () => this.monotonic * 1000,
  });

  now(): number {
    return this.clock.now() / 1000;
  }

  pass(seconds: number): number {
    this.wall += seconds;
    this.monotonic += seconds;
    return this.now();
  }
}

describe("a steady clock", () => {
  it("goes on as the time of day does", () => {
    const told = new Told();
    expect([told.now(), told.pass(0.5), told.pass(86_400)]).toEqual([1_000_000, 1_000_000.5, 1_086_400.5]);
  });

  it.each([3_600, -3_600, 86_400 * 365])("does not follow a leap of %d seconds that lasts for a moment", (leap) => {
    const told = new Told();
    told.wall += leap;
    expect([told.now(), told.pass(50)]).toEqual([1_000_000, 1_000_050]);
    told.wall -= leap;
    expect([told.now(), told.pass(100)]).toEqual([1_000_050, 1_000_150]);
  });

  it("follows a leap that lasts a minute: that was a correction", () => {
    const told = new Told();
    told.wall += 3_600;
    expect([told.now(), told.pass(59), told.pass(1)]).toEqual([1_000_000, 1_000_059, 1_003_660]);
  });

  it("follows a clock that drifts or is slewed", () => {
    const told = new Told();
    for (let hour = 0; hour < 24; hour += 1) {
      told.wall += 1.5;
      told.pass(3_600);
    }
    expect(told.now()).toBe(1_000_000 + 24 * 3_601.5);
  });

  it("does not take two different leaps for one that lasts", () => {
    const told = new Told();
    told.wall += 3_600;
    told.pass(40);
    told.wall += 3_600;
    expect([told.pass(40), told.pass(40)]).toEqual([1_000_080, 1_000_120]);
  });
});
