// Writes src/contract/generated/list-names.ts: what has to be named before there is time to read the document.
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { liveSessionsProfile } from "../src/profile/live-sessions/live-sessions-profile.ts";

const { path, paging } = liveSessionsProfile();
const folder = fileURLToPath(new URL("../src/contract/generated", import.meta.url));

const text = `// Generated from the contract's document by \`npx -y pnpm@12.21.0 generate\`. Do not edit.

/** The operation's path, parameters in braces. */
export const LIST_PATH: string = ${JSON.stringify(path)};

/** The parameter that holds a page's size. */
export const SIZE_PARAM: string = ${JSON.stringify(paging.limitParam)};

/** The parameter that holds a position. */
export const POSITION_PARAM: string = ${JSON.stringify(paging.cursorParam)};
`;
mkdirSync(folder, { recursive: true });
writeFileSync(`${folder}/list-names.ts`, text);
