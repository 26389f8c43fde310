import { expect, test } from "vitest";
import { stackTraceIn } from "../../src/findings/stack-trace.ts";

test.each([
  ["V8", "Error: no\n    at list (/srv/app/list.js:10:5)\n", "at list (/srv/app/list.js:10:5)"],
  ["V8, a constructor", "at new List (/srv/list.js:1:2)", "at new List (/srv/list.js:1:2)"],
  ["V8, no name", "at file:///srv/list.js:10:5", "at file:///srv/list.js:10:5"],
  ["V8, Windows", "at Object.<anonymous> (C:\\a.js:1:2)", "at Object.<anonymous> (C:\\a.js:1:2)"],
  ["TypeScript", "at <anonymous> (list.ts:1:2)", "at <anonymous> (list.ts:1:2)"],
  ["Java", "at com.example.List.get(List.java:12)", "at com.example.List.get(List.java:12)"],
  [".NET", "at A.B`1.C(String s) in C:\\src\\A.cs:line 12", "at A.B`1.C(String s) in C:\\src\\A.cs:line 12"],
  ["Python", 'File "list.py", line 3', 'File "list.py", line 3'],
  ["Rust", "(panic at crates/src/list.rs:1:2", "src/list.rs:1:2"],
  ["Go", "/srv/list.go:12 +0x1d", "/list.go:12 +0x1d"],
  ["PHP", "#0 /srv/list.php(12): get()", "#0 /srv/list.php(12): get()"],
])("a stack trace of %s is seen", (_, text, expected) => {
  expect(stackTraceIn(text)).toBe(expected);
});

test.each([
  "Look at this (or that) at 12:30.",
  "Meet at /lobby 12:30:11",
  "at 10:30:20 (UTC)",
  "mysrc/list.rs:1:1",
  "",
])("%j is not a stack trace", (text) => {
  expect(stackTraceIn(text)).toBeUndefined();
});
