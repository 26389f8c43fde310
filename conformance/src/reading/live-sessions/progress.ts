/** True for a session in progress: it has no duration, or a null one. */
export function isInProgress(members: Readonly<Record<string, unknown>>): boolean {
  return members["duration"] === undefined || members["duration"] === null;
}
