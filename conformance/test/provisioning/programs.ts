import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import process from "node:process";

/** A program that listens. */
export interface Program {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts a program of Node, and reads the URL that it prints. @throws with what it printed instead */
export async function startProgram(words: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<Program> {
  const child = spawn(process.execPath, words, {
    env: { ...process.env, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null) return;
    child.kill();
    await once(child, "close");
  };
  return { url: await urlOf(child), stop };
}

function urlOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = "";
    const read = (chunk: Buffer): void => {
      printed += chunk.toString();
      const url = /http:\/\/[\d.:]+/.exec(printed)?.[0];
      if (url !== undefined && printed.includes("\n")) resolve(url);
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    child.once("close", () => reject(new Error(`the program ended: ${printed}`)));
  });
}
