/** What the suite takes to be the cause of failures, in a form for reports. */
export interface Diagnosis {
  /** For ever, as a rule's id is. */
  readonly id: string;
  /** One sentence: what is wrong. */
  readonly title: string;
  /** What was seen that shows it, and no other cause. */
  readonly because: string;
  /** What to do. */
  readonly remedy: string;
  /** Rules whose failure follows from it. */
  readonly explains: readonly string[];
  /** Exchanges that show it. */
  readonly exchanges: readonly number[];
}
