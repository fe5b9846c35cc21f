import type { NodePoolArgs } from "@pulumi/oci/containerengine/nodePool.js";
import type * as pulumi from "@pulumi/pulumi";
import { maximumPods } from "../../config/shapes.ts";
import { tagsFor, type Tags } from "../tags.ts";
import { nodeMetadata } from "./cloud-init.ts";
import { classLabel, initialSize, taintsOf, type PoolSpec } from "./pools.ts";
import { kubeletArguments } from "./taints.ts";

/** What all pools of a cluster share. */
export interface PoolSurroundings {
  readonly compartmentId: pulumi.Input<string>;
  readonly clusterId: pulumi.Input<string>;
  readonly kubernetesVersion: string;
  readonly imageId: string;
  readonly keyId: pulumi.Input<string>;
  readonly podNetworking: "flannel" | "vcn-native";
  readonly workerSubnetId: pulumi.Input<string>;
  readonly workerGroupId: pulumi.Input<string>;
  /** With VCN-native networking only. */
  readonly podSubnetId?: pulumi.Input<string> | undefined;
  readonly podGroupId?: pulumi.Input<string> | undefined;
  /** Name of the availability domain with this number, from 1. */
  readonly domainName: (number: number) => pulumi.Input<string>;
  readonly tags: Tags;
}

/** A pool as OKE's API takes it. */
export function nodePoolArgs(name: string, spec: PoolSpec, around: PoolSurroundings): NodePoolArgs {
  return {
    compartmentId: around.compartmentId,
    clusterId: around.clusterId,
    name,
    kubernetesVersion: around.kubernetesVersion,
    nodeShape: spec.shape,
    // A fixed shape has no configuration; the autoscaler finds out GPUs only where there is none.
    ...(spec.ocpus === undefined || spec.memoryGigabytes === undefined
      ? {}
      : { nodeShapeConfig: { ocpus: spec.ocpus, memoryInGbs: spec.memoryGigabytes } }),
    nodeSourceDetails: {
      sourceType: "IMAGE",
      imageId: around.imageId,
      bootVolumeSizeInGbs: String(spec.bootVolumeGigabytes),
    },
    nodeConfigDetails: {
      size: initialSize(spec),
      placementConfigs: spec.availabilityDomains.map((number) => ({
        availabilityDomain: around.domainName(number),
        subnetId: around.workerSubnetId,
        ...(spec.capacityReservationId === undefined
          ? {}
          : { capacityReservationId: spec.capacityReservationId }),
        ...(spec.preemptible
          ? {
              preemptibleNodeConfig: { preemptionAction: { type: "TERMINATE", isPreserveBootVolume: false } },
            }
          : {}),
      })),
      nsgIds: [around.workerGroupId],
      kmsKeyId: around.keyId,
      isPvEncryptionInTransitEnabled: true,
      nodePoolPodNetworkOptionDetails: podNetwork(spec, around),
      freeformTags: tagsFor(around.tags, "cluster"),
    },
    initialNodeLabels: Object.entries({ [classLabel]: spec.class, ...spec.labels }).map(([key, value]) => ({
      key,
      value,
    })),
    nodeMetadata: nodeMetadata(kubeletArguments(taintsOf(spec))),
    nodeEvictionNodePoolSettings: {
      evictionGraceDuration: `PT${spec.evictionGraceMinutes}M`,
      isForceDeleteAfterGraceDuration: true,
    },
    nodePoolCyclingDetails: { isNodeCyclingEnabled: true, maximumSurge: "1", maximumUnavailable: "0" },
    freeformTags: {
      ...tagsFor(around.tags, "cluster"),
      // Without it an empty pool looks as if its nodes had no disk for pods.
      "cluster-autoscaler/node-ephemeral-storage": `${Math.floor(spec.bootVolumeGigabytes * 0.8)}Gi`,
    },
  };
}

function podNetwork(spec: PoolSpec, around: PoolSurroundings) {
  if (around.podNetworking === "flannel") return { cniType: "FLANNEL_OVERLAY" };
  return {
    cniType: "OCI_VCN_IP_NATIVE",
    maxPodsPerNode: spec.maximumPodsPerNode ?? maximumPods(spec.ocpus ?? Number.MAX_SAFE_INTEGER),
    ...(around.podSubnetId === undefined ? {} : { podSubnetIds: [around.podSubnetId] }),
    ...(around.podGroupId === undefined ? {} : { podNsgIds: [around.podGroupId] }),
  };
}
