// Everything in generated/ that follows from sources alone; kill-rate.md is measured, by the script kill-rate.
await import("./page-sizes.ts");
await import("./settings.ts");
await import("./list-names.ts");
await import("./rule-definitions.ts");
// Reads the rules, and so what was just written.
await import("./rule-entries.ts");
await import("./coverage.ts");
