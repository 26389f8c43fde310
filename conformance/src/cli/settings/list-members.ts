/** Members of a configuration that say which list is judged, beside its settings. */
export const LIST_MEMBERS: readonly string[] = ["document", "operation", "path", "query", "pagination", "list"];
