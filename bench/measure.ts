/** One line of a bench's output. */
export interface Measure {
  readonly measure: string;
  readonly value: number;
  readonly unit: "s" | "MB" | "ratio" | "count";
}

/** The middle one of several values. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Seconds that some work takes. */
export async function seconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}
