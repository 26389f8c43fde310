/** Members of a live session, by what they say: what no other list's items need have. */
export const MEMBERS = {
  createdAt: "created_at",
  updatedAt: "updated_at",
  duration: "duration",
  streamKey: "stream_key",
  collectionId: "entity_id",
} as const;
