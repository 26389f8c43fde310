export { default } from "@live-sessions/config/vitest";
