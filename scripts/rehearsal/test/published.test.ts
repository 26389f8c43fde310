import { join } from "node:path";
import { describe, expect, inject, it } from "vitest";
import { contentProblems } from "../../packages/contents.ts";
import { forbiddenTexts } from "../../packages/forbidden-texts.ts";
import { fileNameOf } from "../../packages/pack.ts";
import { publicApi } from "../../packages/public-api.ts";

const { packages } = inject("stage");

const known = join(import.meta.dirname, "../../packages/published");

// A change is reviewed with the files in which it shows: `npx -y pnpm@12.21.0 rehearsal --update` writes them.
describe.each(packages)("$name as the registry gives it", (packed) => {
  const file = join(known, `${fileNameOf(packed.name)}.api.md`);

  it("has a manifest and files that belong together, and nothing of this machine", async () => {
    expect(contentProblems(packed, await forbiddenTexts())).toEqual([]);
  });

  it("has the public API that was reviewed", async () => {
    await expect(publicApi(packed)).toMatchFileSnapshot(file);
  });
});
