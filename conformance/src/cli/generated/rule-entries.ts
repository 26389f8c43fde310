// Generated from src/rules and test/mutants by `npx -y pnpm@12.21.0 generate`. Do not edit.
import type { RuleEntry } from "../rule-entry.ts";

/** Every rule, by family and name. */
export const ruleEntries: readonly RuleEntry[] = [
  {
    "id": "ordering.in-progress-by-creation",
    "level": "MUST",
    "title": "A session still in progress is ordered by created_at like any other.",
    "since": "1.0.0",
    "clauses": [
      "ordering.in-progress-by-creation"
    ],
    "modes": [
      "provisioned",
      "read-only",
      "mock"
    ],
    "needs": [],
    "explanation": {
      "why": "A session that changes its place when it ends is skipped or repeated by a client that is walking at that moment.",
      "probe": "Sessions in progress, new and old ones, are compared with their neighbours on every walk.",
      "example": "A session in progress since January stands before one created in March.",
      "remedy": "Order by created_at, not by the end of the session (nulls first or last), its state or updated_at."
    },
    "mutants": 3
  },
  {
    "id": "ordering.newest-first",
    "level": "MUST",
    "title": "Over a whole walk, created_at never increases.",
    "since": "1.0.0",
    "clauses": [
      "ordering.newest-first"
    ],
    "modes": [
      "provisioned",
      "read-only",
      "mock"
    ],
    "needs": [],
    "explanation": {
      "why": "A client that reads the first page wants the newest sessions, and a keyset cursor over another order skips rows.",
      "probe": "Every walk, page after page: each session is compared with the one before it, across page boundaries too.",
      "example": "A session created at 10:00:00Z is followed by one created at 10:05:00Z.",
      "remedy": "Order by created_at descending, then by the id; order by the stored instant, not by its text, its local time or updated_at."
    },
    "mutants": 16
  },
  {
    "id": "ordering.stable-ties",
    "level": "MUST",
    "title": "Sessions with equal created_at keep one order, in every read and across page boundaries.",
    "since": "1.0.0",
    "clauses": [
      "ordering.stable-ties"
    ],
    "modes": [
      "provisioned",
      "read-only"
    ],
    "needs": [],
    "explanation": {
      "why": "Two sessions of one second that swap between two reads are the row that a page boundary loses.",
      "probe": "For every two sessions with equal created_at, their order is compared over all walks, whatever the page size.",
      "example": "At page size 2 session A stands before B, at page size 10 B before A; both were created at 10:00:00Z.",
      "remedy": "Break ties by a unique column in ORDER BY, the id say, and keep it in the cursor in the same direction."
    },
    "mutants": 4
  },
  {
    "id": "ordering.unmoved-by-update",
    "level": "MUST",
    "title": "A change of a session, its updated_at or its end, does not move it.",
    "since": "1.0.0",
    "clauses": [
      "ordering.unmoved-by-update"
    ],
    "modes": [
      "provisioned"
    ],
    "needs": [
      "update"
    ],
    "explanation": {
      "why": "Sessions end all the time. If that moves them, every walk that is under way loses or repeats one.",
      "probe": "During a walk, sessions that were seen, the anchor and some still to come are ended and changed; the order before, during and after is compared.",
      "example": "A session that ended between two pages moved to the head and is missing from the walk.",
      "remedy": "Order by created_at alone (with the id); look the anchor's position up in the token, not in the row as it is now."
    },
    "mutants": 6
  },
  {
    "id": "pagination.altered-token-contained",
    "level": "MUST",
    "title": "A given token altered, cut, extended or changed in shape is answered 400, or lists sessions of this entity alone; never 5xx.",
    "since": "1.0.0",
    "clauses": [
      "pagination.altered-token-contained"
    ],
    "modes": [
      "provisioned",
      "read-only"
    ],
    "needs": [],
    "explanation": {
      "why": "A token is input from outside: one that is trusted opens other entities, or brings the server down.",
      "probe": "A token cut, extended, with one character changed, in another case and alphabet, percent-encoded twice, and 8 KiB long; decoded and changed, where it is base64 of JSON or of text: members and pieces removed or of another type, {}, [] and null.",
      "example": "A token whose last character was cut is answered 500.",
      "remedy": "Validate every decoded part by type and form; take the entity from the path, never from the token."
    },
    "mutants": 16
  },
  {
    "id": "pagination.bad-size-rejected",
    "level": "MUST",
    "title": "Zero, negative, fractional and non-numeric page sizes are answered 400.",
    "since": "1.0.0",
    "clauses": [
      "pagination.bad-size-rejected"
    ],
    "modes": [
      "provisioned",
      "read-only",
      "mock"
    ],
    "needs": [],
    "explanation": {
      "why": "A client whose size is wrong must hear of it, not read another page than it asked for.",
      "probe": "page_size = 0, 00, -0, -1, 1.5, 0.5, abc, 5abc, undefined, null, NaN and Infinity, on the first page, with a token, and of an entity without sessions; odd spellings (+5, 05, 1.0, 0x10, blank, Arabic digits, given twice, with a semicolon, in brackets) must not be a server error.",
      "example": "page_size=5abc gives five sessions, page_size=0 gives all of them.",
      "remedy": "Accept /^[0-9]+$/ and check the range; parseInt takes 5abc for 5, and || takes 0 for absent."
    },
    "mutants": 21
  },
  {
    "id": "pagination.bad-token-rejected",
    "level": "MUST",
    "title": "Text that is no token at all is answered 400: never 5xx, never page one, never an empty page.",
    "since": "1.0.0",
    "clauses": [
      "pagination.bad-token-rejected"
    ],
    "modes": [
      "provisioned",
      "read-only"
    ],
    "needs": [],
    "explanation": {
      "why": "A client with a damaged token that gets page one starts over in silence; with an empty page it believes that it is done.",
      "probe": "A sentence with spaces, an emoji, NUL, a path, bytes that are not UTF-8 and broken escapes in place of a token; page_token[]=… and page_token[$ne]=…, which may be ignored; and one token given twice.",
      "example": "page_token=🦆 gives the first page.",
      "remedy": "Decode strictly and check what was decoded before it reaches the query; answer 400 when either fails."
    },
    "mutants": 17
  },
  {
    "id": "pagination.blank-token-is-first-page",
    "level": "MUST",
    "title": "page_token= is the first page.",
    "since": "1.0.0",
    "clauses": [
      "pagination.blank-token-is-first-page"
    ],
    "modes": [
      "provisioned",
      "read-only"
    ],
    "needs": [],
    "explanation": {
      "why": "Clients that start a loop with an empty token are everywhere.",
      "probe": "page_token= with and without page_size, compared with the first page asked for without it; read-only, right before and right after.",
      "example": "page_token= is answered 400, or with an empty list.",
      "remedy": "Treat a blank page_token as absent."
    },
    "mutants": 3
  },
  {
    "id": "pagination.bounds-accepted",
    "level": "MUST",
    "title": "The page sizes 1 and 100 are accepted.",
    "since": "1.0.0",
    "clauses": [
      "pagination.bounds-accepted"
    ],
    "modes": [
      "provisioned",
      "read-only",
      "mock"
    ],
    "needs": [],
    "explanation": {
      "why": "An off-by-one in a bound refuses what the document promises.",
      "probe": "Every first page that is asked for with page_size=1 or page_size=100.",
      "example": "page_size=100 is answered 400.",
      "remedy": "Compare with < 1 and > 100, not with <= 1 or >= 100."
    },
    "mutants": 2
  },
  {
    "id": "pagination.default-is-a-ceiling",
    "level": "MUST",
    "title": "Without page_size a page holds at most 10 sessions.",
    "since": "1.0.0",
    "clauses": [
      "pagination.default-is-a-ceiling"
    ],
    "modes": [
      "provisioned",
      "read-only"
    ],
    "needs": [],
    "explanation": {
      "why": "A client that leaves the size to the server is promised small pages.",
      "probe": "Every page of the run that was asked for without page_size, of entities with more sessions than 10.",
      "example": "Without page_size, 25 sessions come.",
      "remedy": "Set the default to 10 where the parameter is read, for later pages too."
    },
    "mutants": 4
  },
  {
    "id": "pagination.delete-tolerant",
    "level": "MUST",
    "title": "Deleting a session, the token's own anchor too, loses and repeats no other.",
    "since": "1.0.0",
    "clauses": [
      "pagination.delete-tolerant"
    ],
    "modes": [
      "provisioned"
    ],
    "needs": [
      "delete"
    ],
    "explanation": {
      "why": "A cursor that looks its anchor up finds nothing once it is deleted: the walk starts over, ends, or breaks.",
      "probe": "Between the pages of a walk the anchor, the next session, one that was seen and the last one are deleted; in another walk, all that follows.",
      "example": "After the anchor was deleted its token is answered 500, or with the first page.",
      "remedy": "Carry the anchor's position in the token, not its id alone."
    },
    "mutants": 17
  },
  {
    "id": "pagination.end-is-empty-token",
    "level": "SHOULD",
    "title": "The last page has \"next_page_token\": \"\".",
    "since": "1.0.0",
    "clauses": [
      "pagination.end-is-empty-token"
    ],
    "modes": [
      "provisioned",
      "read-only",
      "mock"
    ],
    "needs": [],
    "explanation": {
      "why": "Clients generated from a stricter document expect a string, and break at the very end of a list.",
      "probe": "The last page of every walk that ended.",
      "example": "The last page has \"next_page_token\": null, or leaves it out.",
      "remedy": "Write an empty string where nothing follows."
    },
    "mutants": 3
  },
  {
    "id": "pagination.exactly-once",
    "level": "MUST",
    "title": "A walk at any page size, and at sizes that change on the way, yields every session exactly once.",
    "since": "1.0.0",
    "clauses": [
      "pagination.exactly-once"
    ],
    "modes": [
      "provisioned",
      "read-only",
      "mock"
    ],
    "needs": [],
    "explanation": {
      "why": "The durations of the sessions add up to billed minutes: a session that a list drops is not billed, one that it repeats is billed twice.",
      "probe": "Walks at the default size, at 1, 2, 7, 10, 100 and at random sizes are compared with the sessions that are known (provisioned) or with each other (read-only). Groups of equal created_at straddle the page boundaries.",
      "example": "At page size 2, the second of two sessions created at 10:00:00Z is on no page.",
      "remedy": "Keep created_at and the id in the cursor and compare both: (created_at, id) < (?, ?). With created_at alone, < drops rows of the same second and <= repeats them."
    },
    "mutants": 58
  },
  {
    "id": "pagination.foreign-token-rejected",
    "level": "SHOULD",
    "title": "A token of another entity is answered 400.",
    "since": "1.0.0",
    "clauses": [
      "pagination.foreign-token-rejected"
    ],
    "modes": [
      "provisioned",
      "read-only"
    ],
    "needs": [],
    "explanation": {
      "why": "A client that mixes up its tokens goes on somewhere in another list and never learns that it skipped rows.",
      "probe": "Tokens of a sibling entity and of another account's entity.",
      "example": "A token of entity A, sent to entity B, gives B's sessions from some date on.",
      "remedy": "Put the entity's id (or a hash of it) into the token and compare it with the path."
    },
    "mutants": 2
  },
  {
    "id": "pagination.fresh",
    "level": "MUST",
    "title": "A session created, deleted or changed and acknowledged is so in every walk that begins after the settling time.",
    "since": "1.0.0",
    "clauses": [
      "pagination.fresh"
    ],
    "modes": [
      "provisioned"
    ],
    "needs": [],
    "explanation": {
      "why": "A list that shows yesterday's state bills sessions that were deleted and forgets those that just ended.",
      "probe": "The same first page is read before and after insertions, deletions and changes (and at every instance), then compared with what is known; an entity that was seen empty gets its first session, of this very moment; another one loses its only session.",
      "example": "A session deleted a moment ago is still on the first page.",
      "remedy": "Let no cache, in the process or before it, outlive a change; derive an ETag from what changes."
    },
    "mutants": 26
  },
  {
    "id": "pagination.full-pages",
    "level": "SHOULD",
    "title": "A page, of the default size too, is short only if nothing follows.",
    "since": "1.0.0",
    "clauses": [
      "pagination.full-pages"
    ],
    "modes": [
      "provisioned",
      "read-only"
    ],
    "needs": [],
    "explanation": {
      "why": "Short pages are lawful, but clients in the field take one for the last and stop.",
      "probe": "On every walk, each page that another one with sessions follows is counted.",
      "example": "page_size=10 gives 7 sessions and a token that leads to more.",
      "remedy": "Filter in the query, not after it; read page_size + 1 rows to know whether more follow."
    },
    "mutants": 5
  },
  {
    "id": "pagination.insert-tolerant",
    "level": "MUST",
    "title": "Sessions created during a walk neither repeat nor displace others.",
    "since": "1.0.0",
    "clauses": [
      "pagination.insert-tolerant"
    ],
    "modes": [
      "provisioned"
    ],
    "needs": [
      "insert"
    ],
    "explanation": {
      "why": "New sessions arrive at the head all the time; with offsets each one pushes a row over a page boundary, where it is read twice.",
      "probe": "Between the pages of a walk sessions are created at the head, in the second of the newest, in the second of the anchor, and now.",
      "example": "After an insertion, page 2 begins with the session that ended page 1.",
      "remedy": "Use a keyset cursor, not an offset or a page number."
    },
    "mutants": 6
  },
  {
    "id": "pagination.no-trailing-empty-page",
    "level": "SHOULD",
    "title": "No token leads to an empty page: the last page that holds sessions says so, exactly full or not.",
    "since": "1.0.0",
    "clauses": [
      "pagination.no-trailing-empty-page"
    ],
    "modes": [
      "provisioned",
      "read-only",
      "mock"
    ],
    "needs": [],
    "explanation": {
      "why": "An empty page costs a request, and user interfaces show \"more\" where there is none.",
      "probe": "Walks of entities whose number of sessions is a multiple of the page size, and all others; walks after sessions came, changed and went.",
      "example": "100 sessions at page_size=10: page 10 gives a token that leads to an empty page 11.",
      "remedy": "Read one row more than the page holds; a token only if that row exists."
    },
    "mutants": 3
  },
  {
    "id": "pagination.over-maximum-bounded",
    "level": "MUST",
    "title": "A page size above 100 is answered 400, or with what 100 gives.",
    "since": "1.0.0",
    "clauses": [
      "pagination.over-maximum-bounded"
    ],
    "modes": [
      "provisioned",
      "read-only",
      "mock"
    ],
    "needs": [],
    "explanation": {
      "why": "Without a bound one request reads a whole table; with a silent default a client believes that it has seen all.",
      "probe": "page_size = 101 and numbers beyond 32 and 64 bits, compared with the page that page_size=100 gives.",
      "example": "page_size=101 gives 10 sessions, where page_size=100 gives 100.",
      "remedy": "Refuse sizes above 100, or clamp them to 100; a parse that overflows is above 100 too."
    },
    "mutants": 8
  },
  {
    "id": "pagination.over-maximum-rejected",
    "level": "SHOULD",
    "title": "A page size above 100 is answered 400.",
    "since": "1.0.0",
    "clauses": [
      "pagination.over-maximum-rejected"
    ],
    "modes": [
      "provisioned",
      "read-only",
      "mock"
    ],
    "needs": [],
    "explanation": {
      "why": "A size that is quietly lowered makes a client believe that a page of 100 was all there is.",
      "probe": "page_size = 101 and larger, on the first page and with a token.",
      "example": "page_size=101 gives 100 sessions and no word about it.",
      "remedy": "Answer 400 and name the bound."
    },
    "mutants": 3
  },
  {
    "id": "pagination.page-size-is-a-ceiling",
    "level": "MUST",
    "title": "No page holds more than page_size.",
    "since": "1.0.0",
    "clauses": [
      "pagination.page-size-is-a-ceiling"
    ],
    "modes": [
      "provisioned",
      "read-only",
      "mock"
    ],
    "needs": [],
    "explanation": {
      "why": "A client that reserves room for page_size sessions, or shows as many, overflows.",
      "probe": "Every page of the run that was asked for with a size from 1 to 100, on first and later pages; odd spellings (+5, 05, 1.0) may be taken for their evident value, not for more.",
      "example": "page_size=7 is answered with 10 sessions.",
      "remedy": "Pass the size to the query of every page, not only of the first; cut the row that was read to see whether more follow."
    },
    "mutants": 9
  },
  {
    "id": "pagination.terminates",
    "level": "MUST",
    "title": "A walk ends: within it no token is given twice, and empty pages do not go on.",
    "since": "1.0.0",
    "clauses": [
      "pagination.terminates"
    ],
    "modes": [
      "provisioned",
      "read-only",
      "mock"
    ],
    "needs": [],
    "explanation": {
      "why": "A client that follows tokens until there is none never comes back.",
      "probe": "Every walk is followed to its end, those too during which sessions come, change and go; a token that was given before, empty pages on end, or far more rows than there are stop it.",
      "example": "The last page gives a token that leads to an empty page, which gives a token that leads to an empty page.",
      "remedy": "Give a token only if a row follows the last one of the page."
    },
    "mutants": 7
  },
  {
    "id": "pagination.token-any-instance",
    "level": "MUST",
    "title": "Where a deployment has several instances, a token of one works at the others.",
    "since": "1.0.0",
    "clauses": [
      "pagination.token-any-instance"
    ],
    "modes": [
      "provisioned",
      "read-only"
    ],
    "needs": [],
    "explanation": {
      "why": "Behind a balancer the next page comes from another instance; a token that only its giver knows breaks every second walk.",
      "probe": "Each instance's token at every instance (give --base-url once for each).",
      "example": "A token of instance 0 is answered 400 by instance 1.",
      "remedy": "Make tokens stateless, or keep their state where all instances see it; share the secret if they are signed."
    },
    "mutants": 4
  },
  {
    "id": "pagination.token-replays",
    "level": "MUST",
    "title": "The same token twice gives the same sessions.",
    "since": "1.0.0",
    "clauses": [
      "pagination.token-replays"
    ],
    "modes": [
      "provisioned",
      "read-only"
    ],
    "needs": [],
    "explanation": {
      "why": "A request whose answer got lost is sent again: with tokens that can be used once, a walk on a bad line ends there.",
      "probe": "A token at once again, and a token from the beginning of the run again at its end, on another connection.",
      "example": "The second time the token is answered 400, or with the page after.",
      "remedy": "Keep no cursor on the server that moves as it is read; put the position into the token."
    },
    "mutants": 6
  },
  {
    "id": "pagination.token-shows-no-credential",
    "level": "SHOULD",
    "title": "A page token shows no credential.",
    "since": "1.0.0",
    "clauses": [
      "pagination.token-shows-no-credential"
    ],
    "modes": [
      "provisioned",
      "read-only",
      "mock"
    ],
    "needs": [],
    "explanation": {
      "why": "Tokens stand in URLs, and URLs in access logs, histories and bug reports: a stream key there lets anybody go live.",
      "probe": "Every token of the run, for the keys that were sent and the stream keys that were listed: as they are, escaped, in hexadecimal digits and in base64.",
      "example": "The token is base64 of the last session's JSON, stream_key included.",
      "remedy": "Put into a token what the next page needs, which is created_at and the id, and nothing else."
    },
    "mutants": 3
  },
  {
    "id": "pagination.token-stays-in-its-entity",
    "level": "MUST",
    "title": "A token of another entity, of the same account or not, never lists that entity's sessions, and is never 5xx.",
    "since": "1.0.0",
    "clauses": [
      "pagination.token-stays-in-its-entity"
    ],
    "modes": [
      "provisioned",
      "read-only"
    ],
    "needs": [],
    "explanation": {
      "why": "Sessions carry stream keys: anyone who sees another entity's can broadcast in its name.",
      "probe": "Tokens of a sibling entity and of another account's entity on this one, and the other way round.",
      "example": "A token of entity A, sent to entity B, lists A's sessions.",
      "remedy": "Take the entity from the path and check it on every page; a token only says where to go on."
    },
    "mutants": 5
  },
  {
    "id": "pagination.token-survives-encoding",
    "level": "MUST",
    "title": "A token percent-encoded as the URL rules say works.",
    "since": "1.0.0",
    "clauses": [
      "pagination.token-survives-encoding"
    ],
    "modes": [
      "provisioned",
      "read-only"
    ],
    "needs": [],
    "explanation": {
      "why": "HTTP libraries percent-encode query values; a token that must arrive raw works in curl and nowhere else.",
      "probe": "A token with every byte as %XX, which RFC 3986 §2.3 makes the same token.",
      "example": "%57%7A instead of Wz is answered 400.",
      "remedy": "Decode the query exactly once, by a URL library; give tokens that need no encoding."
    },
    "mutants": 3
  },
  {
    "id": "pagination.token-url-safe",
    "level": "SHOULD",
    "title": "A token needs no percent-encoding.",
    "since": "1.0.0",
    "clauses": [
      "pagination.token-url-safe"
    ],
    "modes": [
      "provisioned",
      "read-only",
      "mock"
    ],
    "needs": [],
    "explanation": {
      "why": "People paste tokens into URLs; a + there arrives as a space.",
      "probe": "Every token of the run, for characters outside A-Z a-z 0-9 - . _ ~ (RFC 3986 §2.3).",
      "example": "A token in standard base64, with + and =.",
      "remedy": "Use base64url without padding."
    },
    "mutants": 7
  },
  {
    "id": "representation.empty-entity",
    "level": "MUST",
    "title": "An entity without sessions is 200 with [].",
    "since": "1.0.0",
    "clauses": [
      "representation.empty-entity"
    ],
    "modes": [
      "provisioned",
      "read-only",
      "mock"
    ],
    "needs": [],
    "explanation": {
      "why": "A new channel has no session yet; that is not an error.",
      "probe": "The list of an entity that never had a session, and of one whose only session was deleted.",
      "example": "An entity without sessions is answered 404, or with data: null.",
      "remedy": "Look the entity up, not its sessions; an empty result is an empty array."
    },
    "mutants": 4
  },
  {
    "id": "representation.faithful",
    "level": "MUST",
    "title": "Where the data is known, every value is the one known.",
    "since": "1.0.0",
    "clauses": [
      "representation.faithful"
    ],
    "modes": [
      "provisioned"
    ],
    "needs": [],
    "explanation": {
      "why": "Durations are money, and times are what disputes about it are settled by.",
      "probe": "id, created_at, updated_at, duration and stream_key of every session of the run are compared with what the provisioner was asked to store: durations to the millisecond, times as instants. Among them are stream keys of every kind of text, durations of weeks and months, sessions of 1970, 2040 and 2099, and of the hour that comes twice in seven zones.",
      "example": "A duration of 86399.999 comes back as 86400; a stream key of digits is a number; every session shows the entity's newest stream key.",
      "remedy": "Store times as instants and durations as milliseconds; keep the stream key with the session."
    },
    "mutants": 36
  },
  {
    "id": "representation.in-progress-has-no-duration",
    "level": "MUST",
    "title": "A session in progress has no duration; an ended one has a number of seconds, 0 or more.",
    "since": "1.0.0",
    "clauses": [
      "representation.in-progress-has-no-duration"
    ],
    "modes": [
      "provisioned",
      "read-only",
      "mock"
    ],
    "needs": [],
    "explanation": {
      "why": "A duration of 0 reads as a session that ended at once: it is billed as nothing and shown as over.",
      "probe": "Sessions known to be in progress, new and old ones, must have no duration or a null one; ended ones, one of 0 seconds among them, a number. Read-only, only the form is looked at.",
      "example": "A session in progress has \"duration\": 0; one that ended after 0 seconds has none.",
      "remedy": "Keep the end as null until the session ends; test for null, not for falsy."
    },
    "mutants": 8
  },
  {
    "id": "representation.media-type",
    "level": "MUST",
    "title": "A 200 is application/json, valid UTF-8 without a byte order mark, with no member twice; a compressed body is the same page.",
    "since": "1.0.0",
    "clauses": [
      "representation.media-type"
    ],
    "modes": [
      "provisioned",
      "read-only",
      "mock"
    ],
    "needs": [],
    "explanation": {
      "why": "Parsers differ on all of these: one client reads what another refuses (RFC 8259 §4 and §8.1).",
      "probe": "Every 200 of the run is decoded with fatal errors and read by a JSON reader that notices members given twice. A walk and a page are asked for compressed: by gzip, by br, as browsers do, and with codings refused by q=0; each must decode, whole, to the page that comes uncompressed.",
      "example": "Content-Type: text/plain, or charset=iso-8859-1; a body that begins with EF BB BF; a session with two members duration.",
      "remedy": "Write JSON by a serialiser, as UTF-8, and set the media type."
    },
    "mutants": 22
  },
  {
    "id": "representation.own-sessions-only",
    "level": "MUST",
    "title": "Every entity_id is the path's id, and no other entity's sessions are listed.",
    "since": "1.0.0",
    "clauses": [
      "representation.own-sessions-only"
    ],
    "modes": [
      "provisioned",
      "read-only",
      "mock"
    ],
    "needs": [],
    "explanation": {
      "why": "A session of another entity shows its stream key, and bills its minutes to the wrong one.",
      "probe": "Every page of the run; other entities, of the same account and of another, have sessions of the same seconds, so that a missing condition shows.",
      "example": "A page holds a session of the sibling entity that began in the same second as the anchor.",
      "remedy": "Put the condition on the entity into every branch of the query: a OR b needs parentheses."
    },
    "mutants": 8
  },
  {
    "id": "representation.schema",
    "level": "MUST",
    "title": "Every 200 body fits the document's schema.",
    "since": "1.0.0",
    "clauses": [
      "representation.schema"
    ],
    "modes": [
      "provisioned",
      "read-only",
      "mock"
    ],
    "needs": [],
    "explanation": {
      "why": "Clients are generated from the schema; what does not fit it fails far from its cause.",
      "probe": "Every 200 of the run is validated by the schema of the bundled document. Formats are left to the rules about timestamps.",
      "example": "A session has \"duration\": \"12.5\", or no stream_key; data is null.",
      "remedy": "Serialise from the types that the document gives; an empty list is []."
    },
    "mutants": 15
  },
  {
    "id": "representation.server-time",
    "level": "SHOULD",
    "title": "A time that the server sets itself is its real time in UTC.",
    "since": "1.0.0",
    "clauses": [
      "representation.server-time"
    ],
    "modes": [
      "provisioned"
    ],
    "needs": [
      "insert"
    ],
    "explanation": {
      "why": "Local time under a Z, or a clock that nobody has set, moves sessions by hours: into another day, another bill, another order.",
      "probe": "created_at of sessions that were inserted without one, compared with the suite's clock at that moment; five minutes are allowed.",
      "example": "A session inserted at 12:00 UTC has created_at 14:00:00Z.",
      "remedy": "Take the time in UTC from one clock that is kept; count months from 1."
    },
    "mutants": 3
  },
  {
    "id": "representation.timestamps",
    "level": "MUST",
    "title": "created_at and updated_at are RFC 3339 with an offset, and updated_at is not before created_at.",
    "since": "1.0.0",
    "clauses": [
      "representation.timestamps"
    ],
    "modes": [
      "provisioned",
      "read-only",
      "mock"
    ],
    "needs": [],
    "explanation": {
      "why": "A time without an offset is another instant in every reader's time zone.",
      "probe": "Every timestamp of the run, by the suite's own reading of RFC 3339 §5.6 (30 February is none).",
      "example": "2024-03-10 12:00:00, 1710072000, or an updated_at an hour before created_at.",
      "remedy": "Write UTC with Z from the stored instant."
    },
    "mutants": 6
  },
  {
    "id": "representation.utc-whole-seconds",
    "level": "SHOULD",
    "title": "Timestamps are UTC, with Z, in whole seconds.",
    "since": "1.0.0",
    "clauses": [
      "representation.utc-whole-seconds"
    ],
    "modes": [
      "provisioned",
      "read-only",
      "mock"
    ],
    "needs": [],
    "explanation": {
      "why": "One spelling can be compared and sorted as text; several can not.",
      "probe": "Every timestamp of the run.",
      "example": "2024-03-10T12:00:00.000Z or 2024-03-10T12:00:00+00:00.",
      "remedy": "Cut the fraction and write Z."
    },
    "mutants": 3
  },
  {
    "id": "errors.body",
    "level": "MUST",
    "title": "400, 401, 404 and 500 are JSON with a message that is not empty and the error_type of their status.",
    "since": "1.0.0",
    "clauses": [
      "errors.body"
    ],
    "modes": [
      "provisioned",
      "read-only",
      "mock"
    ],
    "needs": [],
    "explanation": {
      "why": "Clients branch on error_type and show message; an HTML page in their place is a crash of its own.",
      "probe": "Every 400, 401, 404 and 500 to a GET of the run.",
      "example": "A 404 is an HTML page; a 400 has error_type bad_request; message is empty, or there twice.",
      "remedy": "Write every error in one place, the framework's own ones too."
    },
    "mutants": 16
  },
  {
    "id": "errors.challenge",
    "level": "SHOULD",
    "title": "A 401 carries WWW-Authenticate.",
    "since": "1.0.0",
    "clauses": [
      "errors.challenge"
    ],
    "modes": [
      "provisioned",
      "read-only",
      "mock"
    ],
    "needs": [],
    "explanation": {
      "why": "RFC 9110 §15.5.2 has a 401 say how to authenticate; some HTTP libraries refuse a 401 that does not.",
      "probe": "Every 401 of the run.",
      "example": "A 401 without the header.",
      "remedy": "Send WWW-Authenticate: ApiKey realm=\"…\"."
    },
    "mutants": 2
  },
  {
    "id": "errors.fault",
    "level": "MUST",
    "title": "An internal fault is 500 or 503 in the declared form, never a list, whole, partial or empty.",
    "since": "1.0.0",
    "clauses": [
      "errors.fault"
    ],
    "modes": [
      "provisioned"
    ],
    "needs": [
      "fault"
    ],
    "explanation": {
      "why": "A database error that reads as an empty list says that nothing was broadcast, and nothing is billed.",
      "probe": "Planted faults on the first page, on a later one and at the default size, after the same pages were served well; the first page once more when all faults are used up.",
      "example": "While the database is away the answer is 200 with [].",
      "remedy": "Do not catch what you cannot handle; let one place turn it into a 500."
    },
    "mutants": 14
  },
  {
    "id": "errors.foreign-entity-closed",
    "level": "MUST",
    "title": "Another account's entity is never listed, with or without a token.",
    "since": "1.0.0",
    "clauses": [
      "errors.foreign-entity-closed"
    ],
    "modes": [
      "provisioned",
      "read-only"
    ],
    "needs": [],
    "explanation": {
      "why": "Stream keys of other customers are on that page.",
      "probe": "Another account's entity with one's own key: plain, in upper case and with an escape, with one's own token, with a token of that entity, and right after its own account asked the same.",
      "example": "With a token, another account's sessions are listed: only the first page checks the account.",
      "remedy": "Look the entity up by id and account in one query, for every page; key caches by account."
    },
    "mutants": 7
  },
  {
    "id": "errors.foreign-entity-hidden",
    "level": "SHOULD",
    "title": "Another account's entity gets the answer of an unknown one.",
    "since": "1.0.0",
    "clauses": [
      "errors.foreign-entity-hidden"
    ],
    "modes": [
      "provisioned",
      "read-only"
    ],
    "needs": [],
    "explanation": {
      "why": "A 403 tells that the entity exists.",
      "probe": "Status, message and error_type for another account's entity, plain and with a current If-None-Match, compared with those for an id that nobody has; its status with tokens.",
      "example": "Another account's entity is answered 403, an unknown one 404.",
      "remedy": "Look the entity up by id and account together: no row, 404."
    },
    "mutants": 5
  },
  {
    "id": "errors.id-decoded",
    "level": "MUST",
    "title": "An escaped letter of an id means the same id.",
    "since": "1.0.0",
    "clauses": [
      "errors.id-decoded"
    ],
    "modes": [
      "provisioned",
      "read-only"
    ],
    "needs": [],
    "explanation": {
      "why": "Clients and proxies escape and unescape letters on the way (RFC 3986 §2.3): a client that asks through one gets 404 for an entity that exists.",
      "probe": "The own id with one character as an escape, in capital and in small digits, and with all of them so; each page is compared with that of the plain id.",
      "example": "The id with %2d for a hyphen is answered 404.",
      "remedy": "Decode the segment once, after the path was split, and before anything else looks at it."
    },
    "mutants": 3
  },
  {
    "id": "errors.id-respelled",
    "level": "MUST",
    "title": "An own UUID in another case is its own list or 404.",
    "since": "1.0.0",
    "clauses": [
      "errors.id-respelled"
    ],
    "modes": [
      "provisioned",
      "read-only"
    ],
    "needs": [],
    "explanation": {
      "why": "An empty list for an entity that exists is the answer that nobody questions, and that nobody is billed for.",
      "probe": "The own id in capitals, compared with the plain one; only where ids are UUIDs.",
      "example": "In capitals the entity is found, and none of its sessions: 200 with [].",
      "remedy": "Bring the id into its stored case once, where the path is read."
    },
    "mutants": 2
  },
  {
    "id": "errors.key-everywhere",
    "level": "MUST",
    "title": "Without a valid key no spelling of the path and no method lists sessions, and none repeats a key that was sent.",
    "since": "1.0.0",
    "clauses": [
      "errors.key-everywhere"
    ],
    "modes": [
      "provisioned",
      "read-only"
    ],
    "needs": [],
    "explanation": {
      "why": "A guard and the router behind it often read one request line in two ways; anyone who finds the difference reads every list without a key.",
      "probe": "The route with a slash at its end, double slashes, ;x, other letter case, escaped letters, dot segments and a suffix; by OPTIONS, TRACE and PROPFIND; with X-HTTP-Method-Override and _method. All without a key, or with one that nobody has. Any refusal will do, and OPTIONS may say what there is.",
      "example": "/v1/live_entities/{id}/live_sessions/ lists the sessions without a key; TRACE sends the key back.",
      "remedy": "Guard what the router has resolved, not the text of the path; refuse what is unknown; switch TRACE off."
    },
    "mutants": 12
  },
  {
    "id": "errors.key-exact",
    "level": "MUST",
    "title": "A wrong key is answered 401, also on a connection that carried a valid one before.",
    "since": "1.0.0",
    "clauses": [
      "errors.key-exact"
    ],
    "modes": [
      "provisioned",
      "read-only"
    ],
    "needs": [],
    "explanation": {
      "why": "A key that is compared by its beginning, without case or only once for a connection can be guessed or inherited.",
      "probe": "A valid key cut, extended, in another case and with one character changed; a blank one; a pattern that fits it (uap-%); credentials of another scheme; the key before and behind another one, and with a byte above ASCII; and a wrong key after a valid one on the same connection.",
      "example": "The key without its last character is accepted.",
      "remedy": "Compare a hash of the whole header value, on every request."
    },
    "mutants": 18
  },
  {
    "id": "errors.key-first",
    "level": "MUST",
    "title": "Without a valid key the answer is 401, whatever the parameters and the entity are.",
    "since": "1.0.0",
    "clauses": [
      "errors.key-first"
    ],
    "modes": [
      "provisioned",
      "read-only"
    ],
    "needs": [],
    "explanation": {
      "why": "A stranger who gets 404 for one id and 401 for another learns which entities exist.",
      "probe": "Without a key, with nobody's and with one that holds a quote: bad parameters, a valid token, unknown, malformed, empty and foreign entities, and If-None-Match with a current tag.",
      "example": "Without a key an unknown entity is answered 404, or a bad page_size 400.",
      "remedy": "Authenticate before routing parameters, caches and the database."
    },
    "mutants": 7
  },
  {
    "id": "errors.key-not-in-query",
    "level": "SHOULD",
    "title": "A key in the query is not taken for one.",
    "since": "1.0.0",
    "clauses": [
      "errors.key-not-in-query"
    ],
    "modes": [
      "provisioned"
    ],
    "needs": [],
    "explanation": {
      "why": "URLs stand in access logs, histories and Referer headers: anyone who reads one has the key (RFC 6750 §5.3).",
      "probe": "A valid key as api_key, access_token and authorization in the query, and none in the header. On provisioned data only, as the suite's own key stands in the logs from then on.",
      "example": "?access_token=uap-… lists the sessions.",
      "remedy": "Read the key from the header alone; switch off what a library takes from the query by default."
    },
    "mutants": 3
  },
  {
    "id": "errors.key-required",
    "level": "MUST",
    "title": "Without a key the answer is 401.",
    "since": "1.0.0",
    "clauses": [
      "errors.key-required"
    ],
    "modes": [
      "provisioned",
      "read-only",
      "mock"
    ],
    "needs": [],
    "explanation": {
      "why": "A list without a key shows stream keys to everybody.",
      "probe": "GET and HEAD without Authorization, on a connection of their own and on one that carried a valid key before.",
      "example": "Without Authorization the list is served, or the answer is 403.",
      "remedy": "Check the key of each request before anything else."
    },
    "mutants": 7
  },
  {
    "id": "errors.key-revoked",
    "level": "MUST",
    "title": "A key that was taken back is answered 401 at the next request.",
    "since": "1.0.0",
    "clauses": [
      "errors.key-revoked"
    ],
    "modes": [
      "provisioned"
    ],
    "needs": [],
    "explanation": {
      "why": "Keys are taken back because somebody else has them: every minute that they still work is theirs.",
      "probe": "A scenario of its own, whose key lists a page twice; the scenario is deleted, and the same request is made again, at every instance.",
      "example": "For a minute after it was taken back, the key is answered from a cache; or 404, as its entity is gone.",
      "remedy": "Look the key up on every request, or let whatever remembers keys be told at once."
    },
    "mutants": 3
  },
  {
    "id": "errors.missing-id",
    "level": "MUST",
    "title": "An empty id segment is answered 400, 404 or a redirect.",
    "since": "1.0.0",
    "clauses": [
      "errors.missing-id"
    ],
    "modes": [
      "provisioned",
      "read-only"
    ],
    "needs": [],
    "explanation": {
      "why": "A client with an empty variable asks for /live_entities//live_sessions; it must not be given somebody's sessions.",
      "probe": "The path with an empty segment in place of the id.",
      "example": "An empty segment is answered 200 with all sessions there are, or 500.",
      "remedy": "Let the route ask for at least one character."
    },
    "mutants": 2
  },
  {
    "id": "errors.no-leaks",
    "level": "MUST",
    "title": "An error shows no stack trace, no key and no stream key.",
    "since": "1.0.0",
    "clauses": [
      "errors.no-leaks"
    ],
    "modes": [
      "provisioned",
      "read-only",
      "mock"
    ],
    "needs": [],
    "explanation": {
      "why": "Errors end up in logs, tickets and screenshots.",
      "probe": "Body and headers of every answer of the run with a status of 400 or more, a planted internal fault among them.",
      "example": "A 401 says: invalid key \"uap-…\"; a 500 carries a stack.",
      "remedy": "Write a fixed text outwards and the details into your own log, without credentials."
    },
    "mutants": 9
  },
  {
    "id": "errors.unknown-entity",
    "level": "MUST",
    "title": "An unknown id is answered 404, a malformed one 404 or 400.",
    "since": "1.0.0",
    "clauses": [
      "errors.unknown-entity"
    ],
    "modes": [
      "provisioned",
      "read-only"
    ],
    "needs": [],
    "explanation": {
      "why": "An empty list for an id that does not exist hides a typing error for as long as nobody looks at the bill.",
      "probe": "A well-formed id that nobody has, by GET and by HEAD; a number, a quote, a broken escape, NUL, an emoji; and one's own id with so much behind it that it has 600 characters.",
      "example": "An unknown id is answered 200 with []; an id that is not a UUID is answered 500.",
      "remedy": "Look the entity up before its sessions, and check the id's form before the database does."
    },
    "mutants": 15
  },
  {
    "id": "http.accept",
    "level": "MUST",
    "title": "An Accept, Accept-Language or Accept-Charset that cannot be served is answered 200 with JSON, 406 or 400, never 5xx.",
    "since": "1.0.0",
    "clauses": [
      "http.accept"
    ],
    "modes": [
      "provisioned",
      "read-only"
    ],
    "needs": [],
    "explanation": {
      "why": "Browsers and tools send Accept headers of their own (RFC 9110 §12.5.1).",
      "probe": "text/html and application/xml; */* and none at all, which any server can serve; malformed ones, and an Accept-Language and an Accept-Charset that nobody can serve.",
      "example": "Accept: text/html is answered 500, or with an HTML page; curl's */* is answered 406.",
      "remedy": "Ignore these headers, or answer 406; catch what their parsers throw."
    },
    "mutants": 10
  },
  {
    "id": "http.concurrent",
    "level": "MUST",
    "title": "Requests at the same time each get their own answer, and nothing that a connection sent before spoils a later one.",
    "since": "1.0.0",
    "clauses": [
      "http.concurrent"
    ],
    "modes": [
      "provisioned",
      "read-only"
    ],
    "needs": [],
    "explanation": {
      "why": "A variable that two requests share gives one customer another one's list, under load only.",
      "probe": "Eight requests at once, of several entities, sizes, pages and accounts; each answer is compared with the one to the same request alone, before or, read-only, after. Before everything else in a run. Later, ten requests of two entities at once, on the connection of a refused POST with a body, and after a request that was broken off.",
      "example": "A request for entity A, made at the same time as one for B, gets B's sessions.",
      "remedy": "Keep the state of a request in its own scope; share connections by pool, not by variable."
    },
    "mutants": 14
  },
  {
    "id": "http.conditional",
    "level": "MUST",
    "title": "A 304 is given only while the page is the one that the validator stands for; with the current strong ETag, in a list too, it is.",
    "since": "1.0.0",
    "clauses": [
      "http.conditional"
    ],
    "modes": [
      "provisioned",
      "read-only"
    ],
    "needs": [],
    "explanation": {
      "why": "A tag that stays while the list changes makes a client show the old list for ever (RFC 9110 §8.8.3).",
      "probe": "All answers with a strong ETag, by URL and key; If-None-Match with the tag that was given, alone, in a list and compressed, with another, strong and weak, and with the tag and the date from before a change; a date with another tag, what is not a date, and * of an unknown entity.",
      "example": "After a session ended, If-None-Match with the old tag is answered 304.",
      "remedy": "Derive the tag from the body, or from a version that every change raises."
    },
    "mutants": 25
  },
  {
    "id": "http.head",
    "level": "SHOULD",
    "title": "HEAD answers as GET without the body.",
    "since": "1.0.0",
    "clauses": [
      "http.head"
    ],
    "modes": [
      "provisioned",
      "read-only"
    ],
    "needs": [],
    "explanation": {
      "why": "Monitors and link checkers ask by HEAD (RFC 9110 §9.3.2).",
      "probe": "HEAD compared with GET: a page, a bad page_size, an unknown entity and another account's. Status, media type and ETag are compared, and that no length of 0 is claimed and no byte follows the head.",
      "example": "HEAD is answered 404 or 405.",
      "remedy": "Route HEAD to the handler of GET and drop the body."
    },
    "mutants": 8
  },
  {
    "id": "http.method-not-allowed",
    "level": "SHOULD",
    "title": "POST, PUT, PATCH and DELETE are answered 405 with Allow.",
    "since": "1.0.0",
    "clauses": [
      "http.method-not-allowed"
    ],
    "modes": [
      "provisioned",
      "read-only"
    ],
    "needs": [],
    "explanation": {
      "why": "A 404 says that the path is wrong; 405 and Allow say what would be right (RFC 9110 §15.5.6).",
      "probe": "Each of the four methods on the list route.",
      "example": "POST is answered 404.",
      "remedy": "Answer 405 with Allow: GET, HEAD."
    },
    "mutants": 3
  },
  {
    "id": "http.not-publicly-cached",
    "level": "SHOULD",
    "title": "Nothing lets a shared cache keep a page or a refusal: a page holds credentials.",
    "since": "1.0.0",
    "clauses": [
      "http.not-publicly-cached"
    ],
    "modes": [
      "provisioned",
      "read-only"
    ],
    "needs": [],
    "explanation": {
      "why": "A shared cache keeps answers to requests with Authorization only if it is told that it may (RFC 9111 §3.5): then it serves stream keys to others.",
      "probe": "Cache-Control of every page and of every refusal: public, s-maxage, or must-revalidate without private or no-store; and CDN-Cache-Control and Surrogate-Control, where max-age is enough.",
      "example": "Cache-Control: public, max-age=60; CDN-Cache-Control: max-age=60 next to private.",
      "remedy": "Send Cache-Control: no-store, or private, errors included, and nothing else to caches on the way."
    },
    "mutants": 6
  },
  {
    "id": "http.other-methods",
    "level": "MUST",
    "title": "POST, PUT, PATCH and DELETE are never 2xx, and of 5xx only 501; what renames a method elsewhere changes nothing.",
    "since": "1.0.0",
    "clauses": [
      "http.other-methods"
    ],
    "modes": [
      "provisioned",
      "read-only"
    ],
    "needs": [],
    "explanation": {
      "why": "A route that takes any method deletes or creates where the contract says that it only reads.",
      "probe": "Each of the four methods on the list route; POST renamed to GET, GET renamed to DELETE by X-HTTP-Method-Override and by _method, GET with callback=; and the list before and after. On a real deployment only with --allow-unsafe-methods.",
      "example": "POST is answered 200 with the list.",
      "remedy": "Register the route for GET and HEAD; answer 405 to the rest."
    },
    "mutants": 9
  },
  {
    "id": "http.safe",
    "level": "MUST",
    "title": "Listing changes nothing: two equal requests give equal data, and tokens that lead to equal pages.",
    "since": "1.0.0",
    "clauses": [
      "http.safe"
    ],
    "modes": [
      "provisioned",
      "read-only"
    ],
    "needs": [],
    "explanation": {
      "why": "GET is safe (RFC 9110 §9.2.1): caches, crawlers and retries rely on it.",
      "probe": "One page asked for twice, and the page behind each of the two tokens.",
      "example": "Each read sets updated_at of the sessions that it lists.",
      "remedy": "Write nothing while reading; keep access times elsewhere."
    },
    "mutants": 2
  },
  {
    "id": "http.unknown-parameters",
    "level": "SHOULD",
    "title": "Unknown query parameters are ignored.",
    "since": "1.0.0",
    "clauses": [
      "http.unknown-parameters"
    ],
    "modes": [
      "provisioned",
      "read-only"
    ],
    "needs": [],
    "explanation": {
      "why": "Links carry tracking parameters, and a later version of the contract may add some.",
      "probe": "One page with and without a parameter that nobody declared, and with names that other list APIs use (limit, offset, page, sort, …); read-only, without right before and right after.",
      "example": "?conformance_unknown=1 is answered 400.",
      "remedy": "Read the parameters that the document declares and leave the rest."
    },
    "mutants": 2
  }
];
