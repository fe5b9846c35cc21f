import { Addon } from "@pulumi/oci/containerengine/addon.js";
import { Cluster as OkeCluster } from "@pulumi/oci/containerengine/cluster.js";
import { getClusterKubeConfigOutput } from "@pulumi/oci/containerengine/getClusterKubeConfig.js";
import { NodePool } from "@pulumi/oci/containerengine/nodePool.js";
import { getAvailabilityDomainsOutput } from "@pulumi/oci/identity/getAvailabilityDomains.js";
import * as pulumi from "@pulumi/pulumi";
import { addOnsFor, type AddOnSpec, type GpuResourceOwner } from "./cluster/add-ons.ts";
import { withTokenCommand } from "./cluster/kubeconfig.ts";
import { nodePoolArgs } from "./cluster/node-pool.ts";
import { autoscalerNodes, initialSize, isAutoscaled, type PoolSpec } from "./cluster/pools.ts";
import { protection } from "./protection.ts";
import { tagsFor, type Tags } from "./tags.ts";

export interface ClusterArgs {
  readonly compartmentId: pulumi.Input<string>;
  readonly displayName: string;
  readonly region: string;
  readonly vcnId: pulumi.Input<string>;
  readonly podNetworking: "flannel" | "vcn-native";
  readonly subnetIds: Readonly<
    Partial<Record<"controlPlane" | "loadBalancer" | "workers" | "pods", pulumi.Input<string>>>
  >;
  readonly groupIds: Readonly<Partial<Record<"controlPlane" | "workers" | "pods", pulumi.Input<string>>>>;
  readonly kubernetesVersion: string;
  /** Pinned images by architecture, `gpu` for GPU pools. */
  readonly nodeImages: Readonly<Partial<Record<"amd64" | "arm64" | "gpu", string | undefined>>>;
  /** Which image a pool boots from. */
  readonly imageKind: (spec: PoolSpec) => "amd64" | "arm64" | "gpu";
  /** Encrypts Kubernetes' secrets and the boot volumes. It cannot be changed later. */
  readonly keyId: pulumi.Input<string>;
  readonly pools: Readonly<Record<string, PoolSpec>>;
  readonly gpuResourceOwner: GpuResourceOwner;
  /** Whether the cluster refuses to be deleted: every volume and every address goes with it. */
  readonly protect: boolean;
  readonly tags: Tags;
}

/** An enhanced OKE cluster with a private endpoint, its node pools and its add-ons. */
export class Cluster extends pulumi.ComponentResource {
  readonly clusterId: pulumi.Output<string>;
  readonly poolIds: Readonly<Record<string, pulumi.Output<string>>>;
  /** For the Kubernetes provider and for people: signs its own tokens, holds no key. Still a secret. */
  readonly kubeconfig: pulumi.Output<string>;
  /** Resolves when nodes and add-ons are there: what runs on the cluster depends on it. */
  readonly ready: readonly pulumi.Resource[];

  readonly #name: string;
  readonly #args: ClusterArgs;

  constructor(name: string, args: ClusterArgs, options?: pulumi.ComponentResourceOptions) {
    super("speech:cluster:Cluster", name, {}, options);
    this.#name = name;
    this.#args = args;

    const cluster = this.#cluster();
    const pools = this.#pools(cluster);
    const addOns = this.#addOns(cluster, pools);

    this.clusterId = cluster.id;
    this.poolIds = Object.fromEntries(Object.entries(pools).map(([pool, { id }]) => [pool, id]));
    this.kubeconfig = this.#kubeconfig(cluster);
    this.ready = [...Object.values(pools), ...addOns];
    this.registerOutputs({ clusterId: this.clusterId, poolIds: this.poolIds, kubeconfig: this.kubeconfig });
  }

  #cluster(): OkeCluster {
    const { subnetIds, groupIds, podNetworking, tags } = this.#args;
    return new OkeCluster(
      this.#name,
      {
        compartmentId: this.#args.compartmentId,
        name: this.#args.displayName,
        type: "ENHANCED_CLUSTER",
        kubernetesVersion: this.#args.kubernetesVersion,
        vcnId: this.#args.vcnId,
        kmsKeyId: this.#args.keyId,
        clusterPodNetworkOptions: [
          { cniType: podNetworking === "flannel" ? "FLANNEL_OVERLAY" : "OCI_VCN_IP_NATIVE" },
        ],
        endpointConfig: {
          isPublicIpEnabled: false,
          subnetId: required(subnetIds, "controlPlane"),
          nsgIds: [required(groupIds, "controlPlane")],
        },
        options: { serviceLbSubnetIds: [required(subnetIds, "loadBalancer")] },
        freeformTags: tagsFor(tags, "cluster"),
      },
      // Oracle writes tags of its own and fills in the network's ranges.
      {
        parent: this,
        ignoreChanges: ["definedTags", "options.kubernetesNetworkConfig"],
        ...protection(this.#args.protect),
      },
    );
  }

  #pools(cluster: OkeCluster): Record<string, NodePool> {
    const domains = getAvailabilityDomainsOutput(
      { compartmentId: this.#args.compartmentId },
      { parent: this },
    );
    return Object.fromEntries(
      Object.entries(this.#args.pools).map(([pool, spec]) => [
        pool,
        new NodePool(
          `${this.#name}-${pool}`,
          nodePoolArgs(pool, spec, {
            ...this.#args,
            clusterId: cluster.id,
            imageId: required(this.#args.nodeImages, this.#args.imageKind(spec)),
            workerSubnetId: required(this.#args.subnetIds, "workers"),
            workerGroupId: required(this.#args.groupIds, "workers"),
            podSubnetId: this.#args.subnetIds.pods,
            podGroupId: this.#args.groupIds.pods,
            domainName: (number) => domains.availabilityDomains.apply((all) => domainNamed(all, number)),
          }),
          {
            parent: this,
            // From the first day: otherwise every `up` would undo what the autoscaler did.
            ignoreChanges: ["definedTags", ...(isAutoscaled(spec) ? ["nodeConfigDetails.size"] : [])],
          },
        ),
      ]),
    );
  }

  #addOns(cluster: OkeCluster, pools: Record<string, NodePool>): Addon[] {
    const specs = Object.entries(this.#args.pools);
    const hasGpu = specs.some(([, spec]) => spec.class === "gpu");
    const nodes = pulumi
      .all(
        specs.map(([pool, spec]) => pulumi.all([pools[pool]?.id]).apply(([id]) => ({ spec, id: id ?? "" }))),
      )
      .apply(autoscalerNodes);
    const autoscaled = specs.some(([, spec]) => isAutoscaled(spec));
    // Add-ons run on nodes: a pool that starts with some must be there.
    const firstNodes = specs.flatMap(([pool, spec]) =>
      initialSize(spec) > 0 && pools[pool] ? [pools[pool]] : [],
    );
    const made = new Map<string, Addon>();
    for (const spec of addOnsFor(hasGpu, this.#args.gpuResourceOwner, autoscaled ? "autoscaled" : "")) {
      const after = spec.after.flatMap((name) => made.get(name) ?? []);
      made.set(spec.name, this.#addOn(cluster, spec, nodes, [...firstNodes, ...after]));
    }
    return [...made.values()];
  }

  #addOn(
    cluster: OkeCluster,
    spec: AddOnSpec,
    nodes: pulumi.Output<string>,
    dependsOn: pulumi.Resource[],
  ): Addon {
    return new Addon(
      `${this.#name}-${spec.name}`,
      {
        clusterId: cluster.id,
        addonName: spec.name,
        removeAddonResourcesOnDelete: true,
        configurations: Object.entries(spec.configurations ?? {}).map(([key, value]) => ({
          key,
          value: key === "nodes" ? nodes : value,
        })),
      },
      { parent: this, dependsOn, customTimeouts: { create: "30m" } },
    );
  }

  #kubeconfig(cluster: OkeCluster): pulumi.Output<string> {
    const { content } = getClusterKubeConfigOutput(
      { clusterId: cluster.id, endpoint: "PRIVATE_ENDPOINT", tokenVersion: "2.0.0" },
      { parent: this },
    );
    return pulumi.secret(
      pulumi.all([content, cluster.id]).apply(([text, id]) => withTokenCommand(text, id, this.#args.region)),
    );
  }
}

function domainNamed(domains: readonly { readonly name: string }[], number: number): string {
  const name = domains[number - 1]?.name;
  if (name === undefined)
    throw new Error(
      `The region has ${domains.length} availability domains; a pool asks for number ${number}`,
    );
  return name;
}

function required<Name extends string, Value>(
  values: Readonly<Partial<Record<Name, Value | undefined>>>,
  name: Name,
): Value {
  const value = values[name];
  if (value === undefined) throw new Error(`The cluster needs ${name}`);
  return value;
}
