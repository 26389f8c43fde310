/** Those that an outside test asked for; their causes begin with more words than in the other lists. */
export const namedOutsideCauses: Readonly<Record<string, readonly string[]>> = {
  "A changed session is listed as it was, or out of its place:": ["end-at-zero-is-no-end", "session-never-goes-on"],
  "A header that any client may send is trusted: where a": [
    "path-from-a-header",
    "logged-in-by-a-proxy",
    "checked-by-a-middleware-before",
    "forwarded-from-this-machine",
  ],
  "A key is not compared whole, or not for each request: a pref": ["token-outlives-its-key"],
  "A member is left out where it is empty or unset (omitempty,": [
    "durations-with-a-comma-in-german",
    "digits-become-a-number",
  ],
  "Keep created_at and the id in the cursor and compare both: (": ["second-larger-than-a-page-is-skipped"],
  "Look the entity up by id and account in one query, for every": ["not-modified-before-the-owner-is-checked"],
  "Look the entity up by id and account together: no row, 404.": ["bad-token-tells-what-exists", "header-of-its-owner"],
  "Read one row more than the page holds; a token only if that": ["deleted-rows-are-counted", "deleted-rows-follow"],
  "The answer is not HTTP that a client can read: a wrong Conte": ["large-bodies-lack-their-last-block"],
  "The decoder of the token throws (base64, JSON, a date, a num": [
    "negative-offset-is-500",
    "time-before-1970-in-a-token-is-500",
  ],
  "The guard looks at the path in one form and the router at an": ["backslash-is-a-slash", "out-of-the-public-folder"],
  "The size reaches the database, or a validation whose error h": ["size-of-a-superscript-is-500"],
  "The walk comes back to the newest sessions: the token of the": ["page-number-of-four-bits"],
  "This is the framework's or the proxy's own error page: regis": [
    "crash-page-for-browsers",
    "errors-are-html-for-browsers",
  ],
  "Write a fixed text outwards and the details into your own lo": [
    "trace-in-a-header-with-blanks",
    "trace-in-a-header",
  ],
};
