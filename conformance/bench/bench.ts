// The suite's budgets: how fast the command line starts, and how large a report still opens at once.
import { printCliStart } from "./cli-start.ts";
import { printLargeReport } from "./large-report.ts";

printCliStart();
await printLargeReport();
