import { errors, type ServiceError } from "./errors.ts";

/** What may go wrong with a call. `drop` closes the connection before anything is done, `drop-reply` after it. */
export type FaultKind = "429" | "500" | "409" | "drop" | "drop-reply";

export interface FaultPlan {
  /** Share of the calls that fail, 0 to 1. */
  readonly share: number;
  /** The same seed fails the same sequence of calls. */
  readonly seed: number;
  readonly kinds: readonly FaultKind[];
}

/** Draws the fault of each call, or none, from a seeded sequence. */
export function faultSequence(plan: FaultPlan): () => FaultKind | undefined {
  let state = plan.seed >>> 0;
  // Mulberry32: small, seedable, good enough to spread faults.
  const draw = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return () => {
    if (draw() >= plan.share) return undefined;
    return plan.kinds[Math.floor(draw() * plan.kinds.length)];
  };
}

/** The errors that faults answer with; dropped connections have none. */
export const faultErrors: Readonly<Record<FaultKind, (() => ServiceError) | undefined>> = {
  "429": errors.tooManyRequests,
  "500": errors.internal,
  "409": () => errors.incorrectState("The resource is being changed by another request"),
  drop: undefined,
  "drop-reply": undefined,
};
