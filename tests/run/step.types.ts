/** One thing `npm test` does: a program of its own, judged by its exit code or by jest's report. */
export interface Step {
  readonly name: string;
  /** Arguments of `node`, from the checkout's root. */
  readonly command: readonly string[];
  /** Where jest writes its report; a step without one counts as one test. */
  readonly report?: string;
}

export interface Outcome {
  readonly step: Step;
  readonly passed: number;
  readonly failed: number;
  /** Full names, each with its reason. */
  readonly skipped: readonly string[];
  readonly seconds: number;
  readonly output: string;
}
