import { describe, expect, it } from "vitest";
import { getDependencyReleaseLine, getReleaseLine } from "../changelog.ts";

const options = { repository: "https://git.example/live-sessions/", reference: "https://reference.example/" };
const commit = "0123456789abcdef0123456789abcdef01234567";
const ofClient = [{ name: "@live-sessions/client" }];
const ofContract = [{ name: "@live-sessions/openapi" }, ...ofClient];

describe("a changelog's entry", () => {
  it("leads to the commit that brought the changeset", () => {
    expect(getReleaseLine({ summary: "Walks end.", commit, releases: ofClient }, "patch", options)).toBe(
      `- [0123456](https://git.example/live-sessions/commit/${commit}): Walks end.`,
    );
  });

  it("leads from each clause to where the reference states it, and from nothing else", () => {
    const summary =
      "`pagination.terminates`, `no.clause` and `page_size`; [`ordering.newest-first`](https://there.example).";

    expect(getReleaseLine({ summary, releases: ofClient }, "minor", options)).toBe(
      "- [`pagination.terminates`](https://reference.example/requirements.html#pagination.terminates), `no.clause` and " +
        "`page_size`; [`ordering.newest-first`](https://there.example).",
    );
  });

  it("leads to the reference when the contract moves", () => {
    expect(getReleaseLine({ summary: "Sessions name their region.", releases: ofContract }, "minor", options)).toBe(
      "- Sessions name their region. ([reference](https://reference.example/))",
    );
  });

  it("keeps what follows the first line within its item", () => {
    expect(getReleaseLine({ summary: "One.\n\nTwo.\n", releases: ofClient }, "patch", options)).toBe(
      "- One.\n\n  Two.",
    );
  });
});

describe("the entry on what was raised below a package", () => {
  const updated = [
    { name: "@live-sessions/openapi", newVersion: "1.1.0" },
    { name: "@live-sessions/contract", newVersion: "1.1.0" },
  ];

  it("names packages and versions, and leads from the contract's to the reference", () => {
    expect(getDependencyReleaseLine([{ summary: "", commit, releases: ofContract }], updated, options)).toBe(
      `- Updated dependencies ([0123456](https://git.example/live-sessions/commit/${commit}))\n` +
        "  - @live-sessions/openapi@1.1.0 ([reference](https://reference.example/))\n  - @live-sessions/contract@1.1.0",
    );
  });

  it("is none when nothing was", () => {
    expect(getDependencyReleaseLine([], [], options)).toBe("");
  });
});
