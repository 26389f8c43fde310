import { join } from "node:path";
import { expect, test } from "vitest";
import { documentPath, withDocuments } from "../profile/document-folder.ts";
import { INVOICE_KEY, serveInvoices, serveTags, withListener } from "./invoice-server.ts";
import { configured, runCli } from "./run-configured.ts";

const right = {
  document: documentPath("invoices.yaml"),
  operation: "listInvoices",
  path: { customer: "cus_1" },
  query: { status: "all" },
  list: {
    id: "/id",
    order: ["-/created"],
    size: { zero: "reject", over: "clamp" },
    secrets: ["/token"],
    errors: { size: 422, token: 404 },
    noun: "invoice",
  },
};
const key = { LIST_AUTHORIZATION: INVOICE_KEY };

test("a right list passes with every probe, and its report is judged again to the same", async () => {
  await withListener(serveInvoices(), async (url) => {
    const { exitCode, out, report } = await configured({ ...right, base_url: url }, ["--probes", "all"], key);
    expect(out).toContain("List      listInvoices, style cursor, items at /data, id /id, order -/created\n");
    expect(out).toContain("Evidence  83 invoices, ");
    expect(exitCode).toBe(0);
    for (const secret of [INVOICE_KEY, "secret-of-3-0123456789"]) {
      expect(out).not.toContain(secret);
      expect(report).not.toContain(secret);
    }
    expect(JSON.parse(report).list).toMatchObject({ name: "listInvoices", nouns: { items: "invoices" } });
    await withDocuments({ "report.json": report }, async (folder) => {
      const again = await runCli(["judge", join(folder, "report.json"), "--reporter", "json"]);
      const outcomes = (text: string): unknown =>
        JSON.parse(text).rules.map(({ id, outcome }: { id: string; outcome: string }) => [id, outcome]);
      expect(outcomes(again.out)).toEqual(outcomes(report));
    });
  });
});

test("a list that loses ties fails, in the words of its profile, with a command that shows it", async () => {
  await withListener(serveInvoices({ losesTies: true }), async (url) => {
    const { exitCode, out } = await configured({ ...right, base_url: url }, [], key);
    expect(exitCode).toBe(1);
    expect(out).toMatch(/lost \d+ of 83 invoices; the first is in_\d+ \(created \d+\), missing after/);
    expect(out).toContain('"x-api-key: $LIST_AUTHORIZATION"');
    expect(out).toContain("10 invoices, a token");
  });
});

test("what nobody declared is not applicable, with what to write and what was observed", async () => {
  await withListener(serveInvoices(), async (url) => {
    const { exitCode, out, report } = await configured({ ...right, list: { id: "/id" }, base_url: url }, [], key);
    expect(exitCode).toBe(0);
    expect(out).toContain(
      'nobody declared it; it would be judged with "list": {"order": ["-/created"]} (observed: /id descending in 82 of 82 neighbours):\n    ordering.newest-first',
    );
    expect(out).toContain("its requests are sent with --probes all alone:");
    const rules: readonly { readonly outcome: string; readonly reason?: string }[] = JSON.parse(report).rules;
    expect(rules.map(({ reason }) => reason)).toContain("undeclared");
    // As many as infer says of this list with the id that it guesses.
    expect(rules.filter(({ outcome }) => outcome !== "not_applicable")).toHaveLength(18);
  });
});

test("tags of a registry are judged with a ready profile and no document", async () => {
  await withListener(serveTags, async (url) => {
    const { exitCode, out } = await configured(
      { base_url: url, path: { name: "library/alpine" } },
      ["--profile", "oci-tags"],
      {},
    );
    expect(out).toContain("style link, items at /tags, id the item itself, order the item itself\n");
    expect(out).toContain("Evidence  30 tags, ");
    expect(exitCode).toBe(0);
  });
});

test.each([
  [
    "no document",
    { list: { id: "/id" } },
    [],
    "/document is missing: the path of an OpenAPI document; or --profile aip-158 or scim-cursor or oci-tags.",
  ],
  [
    "a wrong fact",
    { ...right, list: { id: "/uuid" } },
    [],
    '/list/id is "/uuid", which leads nowhere in the schema of an item of listInvoices.',
  ],
  ["an unknown member", { ...right, lists: {} }, [], '/lists is not a setting. Did you mean "list"?'],
  [
    "a provisioner next to a list",
    { ...right, provisioner: "http://127.0.0.1:1" },
    [],
    "--provisioner is only for live sessions; a list of your own is judged read-only.",
  ],
  [
    "probes without a list",
    {},
    ["--probes", "all"],
    "--probes belongs to a list of your own: see --profile and document.",
  ],
  ["a wrong kind of probes", right, ["--probes", "some"], '--probes must be "walk" or "all", got "some".'],
  ["a wrong profile", {}, ["--profile", "oci"], '--profile must be "aip-158", "scim-cursor" or "oci-tags", got "oci".'],
] as const)("%s is one sentence, and exit 2, before anything is sent", async (_, config, args, sentence) => {
  const { exitCode, err } = await configured({ base_url: "http://127.0.0.1:1", ...config }, args, key);
  expect(err).toContain(sentence);
  expect(err.trim().split("\n")).toHaveLength(1);
  expect(exitCode).toBe(2);
});

test("a wrong key, and a key that nothing declares, are one sentence, and exit 2", async () => {
  await withListener(serveInvoices(), async (url) => {
    const wrong = await configured({ ...right, base_url: url }, [], { LIST_AUTHORIZATION: "sk-wrong-0123456789" });
    expect(wrong).toMatchObject({
      exitCode: 2,
      err: "error: The target answers 401: it does not accept LIST_AUTHORIZATION in the header X-Api-Key.\n",
    });
  });
  const undeclared = {
    document: right.document,
    operation: "listRepositories",
    pagination: { style: "link", items: "" },
  };
  const { exitCode, err } = await configured({ ...undeclared, base_url: "http://127.0.0.1:1" }, [], key);
  expect(err).toContain("LIST_AUTHORIZATION is set, but nothing declares where listRepositories takes it");
  expect(exitCode).toBe(2);
});
