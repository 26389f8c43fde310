import type { Plugin } from "esbuild";

/**
 * Node's own modules are loaded by the code that uses them, when it is reached: imports of the bundle would all be
 * loaded at its start, TLS and compression too.
 */
export const lazyBuiltins: Plugin = {
  name: "lazy-builtins",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:/ }, ({ path }) => ({ path, namespace: "lazy-builtins" }));
    onLoad({ filter: /.*/, namespace: "lazy-builtins" }, ({ path }) => ({
      contents: `module.exports = process.getBuiltinModule(${JSON.stringify(path)});`,
    }));
  },
};
