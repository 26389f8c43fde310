/** Name of the program, as its users call it. */
export const programName = "live-sessions-conformance";
