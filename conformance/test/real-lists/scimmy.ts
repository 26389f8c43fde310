import { createRequire } from "node:module";
import express from "express";
import SCIMMY from "scimmy";
import SCIMMYRouters from "scimmy-routers";
import { documentOf, notes, type RealList, serve } from "./real-list.ts";

// More than the 20 that a page has where nobody asks for a size.
const USERS = 26;

SCIMMY.Resources.declare(SCIMMY.Resources.User).egress(() =>
  notes(USERS).map(({ id, title }) => ({ id: String(id), userName: title })),
);

// dist/routers.js, "Cast pagination query parameters from strings to numbers".
const IGNORED =
  "The routers turn startIndex and count into numbers by writing to request.query, which in Express 5 is a getter that reads the URL again each time (lib/request.js); what arrives is text, and scimmy takes numbers alone.";

const list = {
  packages: ["scimmy-routers", "scimmy"],
  document: documentOf({
    path: "/scim/Users",
    parameters: { startIndex: { type: "integer" }, count: { type: "integer" } },
    properties: {
      totalResults: { type: "integer" },
      Resources: { type: "array", items: { type: "object", properties: { id: { type: "string" } } } },
    },
    mediaType: "application/scim+json",
  }),
  config: {
    // RFC 7644 §3.4.2.4: the first one is 1.
    query: { startIndex: "1" },
    pagination: { style: "offset", items: "/Resources", limitParam: "count", offsetParam: "startIndex" },
    list: { id: "/id", total: "/totalResults", noun: "user" },
  },
};

function start(framework: typeof express): RealList["start"] {
  return () => {
    const app = framework();
    app.use("/scim", new SCIMMYRouters({ type: "bearer", handler: () => "a user" }));
    return serve(app);
  };
}

const express4: typeof express = createRequire(import.meta.url)("express-4");

/** SCIM's users, on both lines of Express that the package names. */
export const scimmyLists: readonly RealList[] = [
  {
    ...list,
    name: "SCIMMY on Express 5",
    packages: [...list.packages, "express"],
    setUp: "26 users that the egress handler gives as one array, behind the routers, on Express 5.",
    because: {
      "pagination.exactly-once": `${IGNORED} Every page is the first 20 of 26 users: the other six are on no page of this list, though totalResults says 26. (A search by POST, whose JSON keeps its numbers, has them.)`,
      "pagination.page-size-is-a-ceiling": `${IGNORED} So count is not a ceiling either: 20 users come, whatever is asked for.`,
      "pagination.bad-size-rejected": `${IGNORED} No count is refused, as none is read. RFC 7644 §3.4.2.4 has a negative count taken for 0; here 20 users come.`,
      "pagination.bad-token-rejected": `${IGNORED} No startIndex is refused, as none is read.`,
    },
    start: start(express),
  },
  {
    ...list,
    name: "SCIMMY on Express 4",
    packages: [...list.packages, "express-4"],
    setUp: "The same on Express 4.",
    because: {
      "pagination.exactly-once":
        "ListResponse cuts off what comes before startIndex only where that lies within the list (scimmy, dist/lib/messages.js): startIndex=27 of 26 users gives the first page again, and a client that goes on until a page is empty never ends. One that stops at totalResults loses nothing.",
      "pagination.bad-size-rejected":
        "What is not a number is ignored in silence, so that count=5abc gives 20 users. The -1 of the message is not a fault here: RFC 7644 §3.4.2.4 has a negative count taken for 0.",
      "pagination.bad-token-rejected":
        "A startIndex that is not a number is ignored in silence, and the first page comes.",
    },
    start: start(express4),
  },
];
