/** What the doctor found out about one thing. */
export interface DoctorCheck {
  /** `error` keeps a run from starting. */
  readonly severity: "ok" | "note" | "error";
  readonly text: string;
  /** What `run` would exit with for an error. */
  readonly exitCode?: 2 | 4;
}

/** A check that is as it should be. */
export function fine(text: string): DoctorCheck {
  return { severity: "ok", text };
}

/** Something worth knowing that keeps no run from starting. */
export function note(text: string): DoctorCheck {
  return { severity: "note", text };
}

/** Something that keeps a run from starting: 2 when it was set up wrongly, 4 when the other side does not do its part. */
export function failed(text: string, exitCode: 2 | 4): DoctorCheck {
  return { severity: "error", text, exitCode };
}
