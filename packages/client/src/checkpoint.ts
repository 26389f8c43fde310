import { demand } from "./demand.ts";

/** What every checkpoint carries so that it is taken for nothing else, and by nobody else. */
export interface CheckpointSeal<Format extends string> {
  /** What it is a checkpoint of, and the version of its form. */
  readonly format: Format;
  /** The live entity whose list it was taken in. */
  readonly entityId: string;
  /** Over all that it holds: one that was cut, renamed or changed on its way is refused, rather than read as a beginning. */
  readonly checksum: number;
}

/** Makes the seal of a checkpoint that holds `content`, in an order that storage cannot change. */
export function sealOf<Format extends string>(
  format: Format,
  entityId: string,
  content: readonly unknown[],
): CheckpointSeal<Format> {
  return { format, entityId, checksum: checksumOf(JSON.stringify([format, entityId, content])) };
}

/**
 * Holds what came as `resumeFrom` to being a checkpoint of this format and live entity, as it was taken.
 *
 * @param contentOf gives what {@link sealOf} was given, of a value that may be anything.
 * @throws {RangeError} which says what came in its place. Nothing is read from the beginning in silence.
 */
export function demandCheckpoint(
  value: unknown,
  format: string,
  entityId: string,
  contentOf: (members: Readonly<Record<string, unknown>>) => readonly unknown[],
): void {
  const members = Object(value);
  demand(members.format === format, `resumeFrom must be a checkpoint "${format}", parsed`, value);
  demand(members.entityId === entityId, `resumeFrom must be of the live entity "${entityId}"`, members.entityId);
  const { checksum } = sealOf(format, entityId, contentOf(members));
  demand(members.checksum === checksum, "resumeFrom must be as it was taken", value);
}

/** FNV-1a, 32 bits: it finds what went wrong by chance, and is not protection against who means to. */
function checksumOf(text: string): number {
  let sum = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) sum = Math.imul(sum ^ text.charCodeAt(index), 0x01000193);
  return sum >>> 0;
}
