export { runConformance } from "./running/run-conformance.ts";
