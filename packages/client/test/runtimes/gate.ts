/** Things that happen once, each by its name, and can be waited for before and after. */
export class Gate {
  readonly #gates = new Map<string, { readonly passed: Promise<void>; pass(): void }>();

  /** Is fulfilled once `name` has happened. */
  passed(name = ""): Promise<void> {
    return this.#at(name).passed;
  }

  /** Says that `name` has happened. */
  pass(name: string): void {
    this.#at(name).pass();
  }

  #at(name: string): { readonly passed: Promise<void>; pass(): void } {
    let pass = () => {};
    const passed = new Promise<void>((resolve) => {
      pass = resolve;
    });
    const gate = this.#gates.get(name) ?? { passed, pass };
    this.#gates.set(name, gate);
    return gate;
  }
}
