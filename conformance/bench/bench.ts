// The suite's budgets: how fast the command line starts, what large answers cost, and how large a report still opens at once.
import { printCliStart } from "./cli-start.ts";
import { printLargeAnswers } from "./large-answers.ts";
import { printLargeReport } from "./large-report.ts";

printCliStart();
await printLargeAnswers();
await printLargeReport();
