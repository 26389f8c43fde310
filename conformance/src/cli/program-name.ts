/** Name of the program, as its users call it. */
export const PROGRAM_NAME = "live-sessions-conformance";
