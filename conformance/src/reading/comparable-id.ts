const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** An id as it is compared: a UUID in lower case, as its case means nothing (RFC 9562 §4), any other id as it is. */
export function comparableId(id: string): string {
  return uuid.test(id) ? id.toLowerCase() : id;
}
