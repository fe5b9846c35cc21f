import type { Taints } from "./taints.ts";

/** A pool of nodes, as the stack's configuration describes it. */
export interface PoolSpec {
  readonly class: "system" | "cpu" | "gpu";
  readonly shape: string;
  /** OCPUs of a flexible shape. */
  readonly ocpus?: number | undefined;
  /** Memory of a flexible shape, GB. */
  readonly memoryGigabytes?: number | undefined;
  readonly bootVolumeGigabytes: number;
  readonly scaling: { readonly fixed: number } | { readonly minimum: number; readonly maximum: number };
  /** Numbers of the availability domains, from 1. */
  readonly availabilityDomains: readonly number[];
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: Taints;
  readonly capacityReservationId?: string | undefined;
  readonly preemptible: boolean;
  readonly evictionGraceMinutes: number;
  readonly maximumPodsPerNode?: number | undefined;
}

/** The label that says what a node is for: workloads choose their pool by it. */
export const classLabel = "speech/pool-class";

/** The taint that keeps light work off a pool for heavy models, and everything but the cluster's own off nothing. */
export function taintsOf(pool: PoolSpec): Taints {
  return pool.class === "cpu"
    ? [{ key: classLabel, value: "cpu", effect: "NoSchedule" }, ...pool.taints]
    : pool.taints;
}

/** Nodes at the start; afterwards the autoscaler decides where it may. */
export function initialSize({ scaling }: PoolSpec): number {
  return "fixed" in scaling ? scaling.fixed : scaling.minimum;
}

export function isAutoscaled({ scaling }: PoolSpec): boolean {
  return "minimum" in scaling;
}

/** `min:max:ocid` of each autoscaled pool: the add-on's `nodes`. Source: OCI documentation, "Cluster Autoscaler". */
export function autoscalerNodes(pools: readonly { readonly spec: PoolSpec; readonly id: string }[]): string {
  return pools
    .flatMap(({ spec: { scaling }, id }) =>
      "minimum" in scaling ? [`${scaling.minimum}:${scaling.maximum}:${id}`] : [],
    )
    .join(", ");
}
