/** One thing that is measured: figures for a person, misses for the exit code. */
export interface BenchPart {
  readonly name: string;
  /** What is measured and against what, one line. */
  readonly about: string;
  /** Left out unless asked for by name or by `--full`: it takes minutes. */
  readonly long?: boolean;
  run(scale: Scale): Promise<Outcome>;
}

export interface Scale {
  /** The sizes the goals name, where the quick run takes smaller ones. */
  full: boolean;
}

export interface Outcome {
  figures: unknown;
  /** One sentence per goal that was missed (performance.md §3). */
  misses: string[];
}
