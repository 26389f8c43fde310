import * as questions from "../questions/spellings.ts";
import type { Experiment } from "./experiment.ts";
import { askFirstPage } from "./first-page.ts";
import { SIZE } from "./list-request.ts";
import { isUuid } from "./unknown-id.ts";

const query = [[SIZE, "3"]] as const;

/** An own id in the spellings that mean the same. */
export const spellings: Experiment = {
  id: "spellings",
  modes: ["provisioned", "read-only"],
  async run(context) {
    const { id } = context.collection("populated");
    const populated = { collection: "populated", query };
    await askFirstPage(context, questions.plain, populated);
    // Of an id outside ASCII every character is an escape as it is.
    if (/^[!-~]+$/.test(id)) {
      await askFirstPage(context, questions.oneEscaped, {
        ...populated,
        segment: `${hex(id.slice(0, 1))}${encoded(id.slice(1))}`,
      });
      const hyphen = id.lastIndexOf("-");
      if (hyphen >= 0) {
        const segment = `${encoded(id.slice(0, hyphen))}%2d${encoded(id.slice(hyphen + 1))}`;
        await askFirstPage(context, questions.escapedInLowerCase, { ...populated, segment });
      }
      await askFirstPage(context, questions.allEscaped, { ...populated, segment: [...id].map(hex).join("") });
    }
    // In an id of another form case matters: in the other one it may be another collection's.
    if (isUuid(id)) {
      const other = id === id.toUpperCase() ? id.toLowerCase() : id.toUpperCase();
      if (other !== id) await askFirstPage(context, questions.otherCase, { ...populated, segment: other });
    }
    if (context.run.mode === "read-only") await askFirstPage(context, questions.plainAgain, populated);
  },
};

function hex(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;
}

function encoded(text: string): string {
  return encodeURIComponent(text);
}
