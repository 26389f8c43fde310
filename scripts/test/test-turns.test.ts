import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { expect, it, onTestFinished } from "vitest";
import { openTurns, type Turns } from "../test-turns.ts";

async function opened(count: number): Promise<Turns> {
  const turns = await openTurns(count);
  onTestFinished(() => turns.close());
  return turns;
}

async function asking(turns: Turns, halves: 1 | 2 = 2): Promise<Socket> {
  const socket = connect(turns.path);
  await once(socket, "connect");
  socket.write(`${halves}`);
  return socket;
}

it("a turn is had by as many at a time as there are turns, and goes to the next when it is given back", async () => {
  const turns = await opened(2);
  const [first, second, third] = [await asking(turns), await asking(turns), await asking(turns)];
  await Promise.all([once(first, "data"), once(second, "data")]);
  const thirdTurn = once(third, "data");
  expect(await Promise.race([thirdTurn.then(() => "third"), asking(turns).then(() => "nobody")])).toBe("nobody");

  second.destroy();
  await thirdTurn;
});

it("a client that goes away while it waits is passed over", async () => {
  const turns = await opened(1);
  const [first, second, third] = [await asking(turns), await asking(turns), await asking(turns)];
  await once(first, "data");
  second.destroy();
  await once(second, "close");
  const thirdTurn = once(third, "data");
  first.destroy();
  await thirdTurn;
});

it("two that take half a turn have one between them, and what takes a whole one waits for both", async () => {
  const turns = await opened(1);
  const [first, second, whole] = [await asking(turns, 1), await asking(turns, 1), await asking(turns)];
  await Promise.all([once(first, "data"), once(second, "data")]);
  const wholeTurn = once(whole, "data");
  first.destroy();
  expect(await Promise.race([wholeTurn.then(() => "whole"), once(first, "close").then(() => "nobody")])).toBe("nobody");
  expect(await Promise.race([wholeTurn.then(() => "whole"), asking(turns, 1).then(() => "nobody")])).toBe("nobody");
  second.destroy();
  await wholeTurn;
});
