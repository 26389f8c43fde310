import { anyToken } from "./any-token.ts";
import { badSizes, instanceFor } from "./bad-sizes.ts";
import type { Experiment } from "./experiment.ts";
import type { QueryParameter } from "./lab.ts";
import { readQuickly } from "./quick-reading.ts";

/** Sizes above the maximum; the last ones do not fit 32 and 64 bits. */
const oversizes: readonly string[] = ["101", "4294967306", "100000000000000000000"];

/** Odd spellings, each with the most rows that it can be taken to mean: 400, or the evident value. */
export const oddSizes: readonly {
  readonly probe: string;
  readonly query: readonly QueryParameter[];
  readonly atMost: number;
}[] = [
  { probe: "+5", query: [["page_size", "+5"]], atMost: 5 },
  { probe: "05", query: [["page_size", "05"]], atMost: 5 },
  { probe: "1.0", query: [["page_size", "1.0"]], atMost: 1 },
  { probe: "0x10", query: [["page_size", "0x10"]], atMost: 16 },
  { probe: "blank", query: [["page_size", ""]], atMost: 10 },
  { probe: "٥", query: [["page_size", "٥"]], atMost: 10 },
  {
    probe: "repeated",
    query: [
      ["page_size", "5"],
      ["page_size", "7"],
    ],
    atMost: 10,
  },
];

/** Every form of `page_size`, on the first page and beside a token. */
export const sizes: Experiment = {
  id: "sizes",
  modes: ["provisioned", "read-only"],
  async run(lab) {
    const token = await anyToken(lab);
    const at = (index: number): number => instanceFor(index, lab.bench.instances);
    for (const [index, size] of badSizes.entries()) {
      // Where nothing is to be listed, a server may answer before it has looked at the size.
      const entity = size === "abc" && lab.has("empty") ? "empty" : "populated";
      await lab.ask({ entity, role: "bad", probe: size, query: [["page_size", size]], instance: at(index) });
    }
    for (const odd of oddSizes) await lab.ask({ entity: "populated", role: "odd", probe: odd.probe, query: odd.query });
    const large = lab.has("large") ? "large" : "populated";
    const hundred = await lab.ask({ entity: large, role: "hundred", query: [["page_size", "100"]] });
    for (const [index, size] of oversizes.entries()) {
      await lab.ask({ entity: large, role: "over", probe: size, query: [["page_size", size]], instance: at(index) });
    }
    const later = readQuickly(hundred)?.nextToken;
    if (later !== undefined) {
      const query: QueryParameter[] = [
        ["page_size", "101"],
        ["page_token", later],
      ];
      await lab.ask({ entity: large, role: "over beside a token", probe: "101", query });
    }
    if (token === undefined) return;
    const query: QueryParameter[] = [
      ["page_size", "-10"],
      ["page_token", token],
    ];
    await lab.ask({ entity: "populated", role: "bad", probe: "-10 beside a token", query });
  },
};
