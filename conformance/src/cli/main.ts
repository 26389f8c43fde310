import { runProgram } from "./program.ts";
import { processTerminal } from "./terminal.ts";

// `list | head` closes the pipe early: that is not an error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit();
});

process.exitCode = await runProgram(process.argv.slice(2), processTerminal());
