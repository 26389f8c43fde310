import { createRequire } from "node:module";
import express from "express";
import { documentOf, notes, type RealList, serve } from "./real-list.ts";

// Both by require(): graphql refuses to meet itself in another form of module.
const require = createRequire(import.meta.url);
const { GraphQLObjectType, GraphQLSchema, GraphQLString, graphql }: typeof import("graphql") = require("graphql");
const relay: typeof import("graphql-relay") = require("graphql-relay");
const { connectionArgs, connectionDefinitions, connectionFromArray } = relay;

const note = new GraphQLObjectType({ name: "Note", fields: { id: { type: GraphQLString } } });
const { connectionType } = connectionDefinitions({ nodeType: note });
const schema = new GraphQLSchema({
  query: new GraphQLObjectType({
    name: "Query",
    fields: {
      notes: {
        type: connectionType,
        args: connectionArgs,
        resolve: (_, args) =>
          connectionFromArray(
            notes().map(({ id }) => ({ id: String(id) })),
            args,
          ),
      },
    },
  }),
});
const source = `query ($first: Int, $after: String) {
  notes(first: $first, after: $after) { edges { cursor node { id } } pageInfo { hasNextPage endCursor } }
}`;

/** A connection of an array, asked by GET. */
export const graphqlRelay: RealList = {
  name: "graphql-relay, connectionFromArray",
  packages: ["graphql-relay", "graphql"],
  setUp:
    "A connection of 83 notes; Express hands first (10, where it is left out) and after to the query as variables, and answers errors with 400.",
  document: documentOf({
    path: "/notes",
    parameters: { first: { type: "integer", default: 10 }, after: { type: "string" } },
    properties: {
      edges: {
        type: "array",
        items: { type: "object", properties: { node: { type: "object", properties: { id: { type: "string" } } } } },
      },
      pageInfo: {
        type: "object",
        properties: { hasNextPage: { type: "boolean" }, endCursor: { type: ["string", "null"] } },
      },
    },
  }),
  config: {
    pagination: {
      style: "cursor",
      items: "/edges",
      limitParam: "first",
      cursorParam: "after",
      nextCursor: "/pageInfo/endCursor",
      hasMore: "/pageInfo/hasNextPage",
    },
    list: { id: "/node/id", errors: { size: 400 }, noun: "note" },
  },
  because: {
    "pagination.bad-token-rejected":
      "getOffsetWithDefault takes a cursor that it cannot read for none (connection/arrayConnection.js), so that text that is not a cursor gives the first page.",
    "pagination.token-url-safe":
      "A cursor is the base64 of arrayconnection:6, say, with = at its end; a client that puts it into a URL as it stands depends on a server that forgives it.",
  },
  start: () => {
    const app = express();
    app.get("/notes", async ({ query }, response) => {
      const { first = "10", after } = query;
      const { data, errors } = await graphql({ schema, source, variableValues: { first: Number(first), after } });
      if (errors) response.status(400).json({ errors });
      else response.json(data?.["notes"]);
    });
    return serve(app);
  },
};
