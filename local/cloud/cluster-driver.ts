/** A node as a node pool makes it, in Kubernetes' terms. */
export interface ClusterNode {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly { readonly key: string; readonly value: string; readonly effect: string }[];
  /** Quantities as Kubernetes writes them: `cpu`, `memory`, `pods`, `ephemeral-storage`, `nvidia.com/gpu`. */
  readonly capacity: Readonly<Record<string, string>>;
  readonly providerId: string;
  readonly internalIp: string;
}

/** What the container-engine service needs of a Kubernetes control plane. */
export interface ClusterDriver {
  /** Starts the control plane of a cluster; of a known identifier, starts it again with what it held. */
  create(cluster: {
    readonly id: string;
    readonly kubernetesVersion: string;
  }): Promise<{ readonly endpoint: string; readonly certificateAuthorityPem: string }>;
  /** Makes a pool's nodes exactly these. */
  setNodes(clusterId: string, poolId: string, nodes: readonly ClusterNode[]): Promise<void>;
  /** Stops the control plane and removes what it held. */
  delete(clusterId: string): Promise<void>;
  /** Stops every control plane; what they held stays. */
  close(): Promise<void>;
}
