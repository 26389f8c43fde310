import { describe, it } from "vitest";
import { MemoryStore } from "../src/memory-store.ts";
import { registerStoreTests } from "../src/store-test-kit.ts";

registerStoreTests(
  () => {
    const store = new MemoryStore();
    return {
      store,
      owner: "owner",
      stranger: "stranger",
      addEntity: (account) => {
        const id = crypto.randomUUID();
        store.addEntity({ id, account });
        return id;
      },
      putSession: (session) => store.putSession(session),
      deleteSession: (entityId, sessionId) => store.deleteSession(entityId, sessionId),
    };
  },
  { describe, it },
);
