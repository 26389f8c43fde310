// Runs on every page: search, copy buttons, and the filter of the requirements.
import { addCopyButtons } from "./copy-buttons.ts";
import { startFilter } from "./requirements-filter.ts";
import { startSearch } from "./search.ts";

startSearch();
addCopyButtons();
startFilter();
