import { contains, overlap, rangeOf } from "./cidr.ts";
import type { Mistake } from "./mistakes.ts";
import type { Pool } from "./schema.ts";
import { maximumPods, shapeOf } from "./shapes.ts";
import type { StackConfiguration } from "../config.ts";

/** A rule that needs more than one field. It returns every mistake it finds. */
type Rule = (configuration: StackConfiguration) => Mistake[];

/** Ranges that Kubernetes uses inside the cluster: OKE's defaults. */
const kubernetesRanges = { "the service range": "10.96.0.0/16", "the overlay's pod range": "10.244.0.0/16" };

/** Nodes that a pool may have at once. */
export function largestSize({ scaling }: Pool): number {
  return "fixed" in scaling ? scaling.fixed : scaling.maximum;
}

export function podsPerNode(pool: Pool): number {
  return pool.maximumPodsPerNode ?? maximumPods(pool.ocpus ?? shapeOf(pool.shape).ocpus ?? 1);
}

const subnetsInsideVcn: Rule = ({ network }) =>
  Object.entries(network.subnets)
    .filter(([, cidr]) => !contains(rangeOf(network.cidr), rangeOf(cidr)))
    .map(([name, cidr]) => ({
      path: `network.subnets.${name}`,
      given: cidr,
      right: `must lie inside the VCN's ${network.cidr}`,
    }));

const subnetsDisjoint: Rule = ({ network }) => {
  const subnets = Object.entries(network.subnets);
  return subnets.flatMap(([name, cidr], index) =>
    subnets
      .slice(0, index)
      .filter(([, other]) => overlap(rangeOf(cidr), rangeOf(other)))
      .map(([otherName, other]) => ({
        path: `network.subnets.${name}`,
        given: cidr,
        right: `must not overlap network.subnets.${otherName} (${other})`,
      })),
  );
};

const vcnApartFromKubernetes: Rule = ({ network }) =>
  Object.entries(kubernetesRanges)
    .filter(
      ([name, cidr]) =>
        overlap(rangeOf(network.cidr), rangeOf(cidr)) &&
        !(name.includes("overlay") && network.podNetworking === "vcn-native"),
    )
    .map(([name, cidr]) => ({
      path: "network.cidr",
      given: network.cidr,
      right: `must not overlap ${name} of Kubernetes (${cidr})`,
    }));

const vcnSize: Rule = ({ network }) => {
  const { size } = rangeOf(network.cidr);
  return size > 2 ** 16 || size < 4
    ? [{ path: "network.cidr", given: network.cidr, right: "must be between /16 and /30, as OCI's VCNs are" }]
    : [];
};

const apiNotOpen: Rule = ({ network }) =>
  network.apiAllowedCidrs.flatMap((cidr, index) =>
    rangeOf(cidr).size > 2 ** 24
      ? [
          {
            path: `network.apiAllowedCidrs.${index}`,
            given: cidr,
            right: "must be /8 or narrower: the Kubernetes API is not for everybody",
          },
        ]
      : [],
  );

const podsFit: Rule = ({ network, kubernetes }) => {
  if (network.podNetworking !== "vcn-native") return [];
  const needed = Object.values(kubernetes.pools).reduce(
    (sum, pool) => sum + largestSize(pool) * podsPerNode(pool),
    0,
  );
  const room = rangeOf(network.subnets.pods).size - 3;
  return needed > room
    ? [
        {
          path: "network.subnets.pods",
          given: network.subnets.pods,
          right: `must hold ${needed} addresses, one for each pod that the pools' largest sizes allow; it has ${room}`,
        },
      ]
    : [];
};

const nodesFit: Rule = ({ network, kubernetes }) => {
  const needed = Object.values(kubernetes.pools).reduce((sum, pool) => sum + largestSize(pool) + 1, 0);
  const room = rangeOf(network.subnets.workers).size - 3;
  return needed > room
    ? [
        {
          path: "network.subnets.workers",
          given: network.subnets.workers,
          right: `must hold ${needed} addresses: every pool's largest size and one more while nodes are replaced; it has ${room}`,
        },
      ]
    : [];
};

const poolRules: readonly ((pool: Pool, path: string, configuration: StackConfiguration) => Mistake[])[] = [
  function shapeFitsClass({ class: poolClass, shape }, path) {
    const hasGpu = shapeOf(shape).gpus > 0;
    if (hasGpu === (poolClass === "gpu")) return [];
    return [
      {
        path: `${path}.shape`,
        given: shape,
        right: hasGpu
          ? `has GPUs: a ${poolClass} pool needs a shape without`
          : "has no GPU: a gpu pool needs one, such as VM.GPU.A10.1",
      },
    ];
  },
  function sizesFitShape({ shape, ocpus, memoryGigabytes }, path) {
    const { flexible } = shapeOf(shape);
    const sizes = { ocpus, memoryGigabytes };
    return (["ocpus", "memoryGigabytes"] as const).flatMap((field): Mistake[] => {
      const given = sizes[field];
      const limit = flexible?.[field === "ocpus" ? "maximumOcpus" : "maximumMemoryGigabytes"];
      if (limit === undefined) {
        return given === undefined
          ? []
          : [{ path: `${path}.${field}`, given, right: `must be left out: ${shape} has a fixed size` }];
      }
      if (given === undefined)
        return [{ path: `${path}.${field}`, given, right: `is needed: ${shape} is flexible` }];
      return given > limit
        ? [{ path: `${path}.${field}`, given, right: `must be at most ${limit} for ${shape}` }]
        : [];
    });
  },
  function minimumBelowMaximum({ scaling }, path) {
    return "minimum" in scaling && scaling.minimum > scaling.maximum
      ? [{ path: `${path}.scaling`, given: scaling, right: "minimum must not be above maximum" }]
      : [];
  },
  function imageIsPinned({ class: poolClass, shape }, path, { kubernetes }) {
    const image = poolClass === "gpu" ? "gpu" : shapeOf(shape).architecture;
    return kubernetes.nodeImages[image] === undefined
      ? [
          {
            path: `kubernetes.nodeImages.${image}`,
            given: undefined,
            right: `is needed by ${path}: the OCID of an OKE image`,
          },
        ]
      : [];
  },
  function reservedOrPreemptible({ capacityReservationId, preemptible }, path) {
    return preemptible && capacityReservationId !== undefined
      ? [{ path: `${path}.preemptible`, given: true, right: "cannot be combined with capacityReservationId" }]
      : [];
  },
  function systemStays({ class: poolClass, preemptible }, path) {
    return preemptible && poolClass === "system"
      ? [
          {
            path: `${path}.preemptible`,
            given: true,
            right: "must be false for a system pool: it holds what repairs the others",
          },
        ]
      : [];
  },
  function autoscaledInOneDomain({ scaling, availabilityDomains }, path) {
    return "minimum" in scaling && availabilityDomains.length > 1
      ? [
          {
            path: `${path}.availabilityDomains`,
            given: availabilityDomains,
            right:
              "must be one domain for an autoscaled pool: the autoscaler reads only the first; make one pool for each domain",
          },
        ]
      : [];
  },
];

const pools: Rule = (configuration) =>
  Object.entries(configuration.kubernetes.pools).flatMap(([name, pool]) =>
    poolRules.flatMap((rule) => rule(pool, `kubernetes.pools.${name}`, configuration)),
  );

const systemPool: Rule = ({ kubernetes }) =>
  Object.values(kubernetes.pools).some(
    ({ class: poolClass, scaling }) =>
      poolClass === "system" && ("fixed" in scaling ? scaling.fixed : scaling.minimum) > 0,
  )
    ? []
    : [
        {
          path: "kubernetes.pools",
          given: Object.keys(kubernetes.pools),
          right: "must have a pool of class system with at least one node: add-ons need it",
        },
      ];

const rules: readonly Rule[] = [
  vcnSize,
  subnetsInsideVcn,
  subnetsDisjoint,
  vcnApartFromKubernetes,
  apiNotOpen,
  podsFit,
  nodesFit,
  pools,
  systemPool,
];

/** Every mistake that needs more than one field to see. */
export function crossFieldMistakes(configuration: StackConfiguration): Mistake[] {
  return rules.flatMap((rule) => rule(configuration));
}
