// Everything in generated/ that follows from sources alone; kill-rate.md is measured, by the script kill-rate.
import "./coverage.ts";
