import type { ClusterNode } from "../cloud/cluster-driver.ts";
import type { ApiClient } from "./api-client.ts";

/** Marks the nodes of a pool. */
const poolLabel = "oke.oraclecloud.com/pool-key";

interface NodeObject {
  readonly metadata: { readonly name: string };
}

/** Makes the nodes of a pool exactly these: new ones, changed ones, none that is not named. */
export async function applyNodes(
  api: ApiClient,
  poolId: string,
  nodes: readonly ClusterNode[],
): Promise<void> {
  const key = poolId.slice(-40);
  const selector = encodeURIComponent(`${poolLabel}=${key}`);
  const existing = (await api.get(`/api/v1/nodes?labelSelector=${selector}`)) as { items: NodeObject[] };
  const wanted = new Set(nodes.map(({ name }) => name));
  for (const { metadata } of existing.items) {
    if (!wanted.has(metadata.name)) await api.delete(`/api/v1/nodes/${metadata.name}`);
  }
  for (const node of nodes) {
    const path = `/api/v1/nodes/${node.name}`;
    await api.apply(path, nodeObject(node, key));
    await api.apply(`${path}/status`, nodeStatus(node));
  }
}

function nodeObject(node: ClusterNode, key: string): object {
  return {
    apiVersion: "v1",
    kind: "Node",
    metadata: {
      name: node.name,
      labels: { ...node.labels, "kubernetes.io/hostname": node.name, [poolLabel]: key },
      annotations: { "kwok.x-k8s.io/node": "fake" },
    },
    spec: { providerID: node.providerId, taints: node.taints },
  };
}

function nodeStatus({ name, capacity, internalIp }: ClusterNode): object {
  return {
    apiVersion: "v1",
    kind: "Node",
    metadata: { name },
    status: { capacity, allocatable: capacity, addresses: [{ type: "InternalIP", address: internalIp }] },
  };
}
