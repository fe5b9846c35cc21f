import type { PodNetworking } from "./flows.ts";

/** A subnet of the VCN. */
export interface SubnetKind {
  readonly name: SubnetName;
  /** Whether its addresses can be reached from the Internet. */
  readonly isPublic: boolean;
  /** At most 15 characters. Source: OCI documentation, "DNS in Your Virtual Cloud Network". */
  readonly dnsLabel: string;
}

export type SubnetName = "controlPlane" | "loadBalancer" | "workers" | "pods" | "storage" | "database";

const subnets: readonly SubnetKind[] = [
  { name: "controlPlane", isPublic: false, dnsLabel: "controlplane" },
  { name: "loadBalancer", isPublic: true, dnsLabel: "loadbalancer" },
  { name: "workers", isPublic: false, dnsLabel: "workers" },
  { name: "pods", isPublic: false, dnsLabel: "pods" },
  { name: "storage", isPublic: false, dnsLabel: "storage" },
  { name: "database", isPublic: false, dnsLabel: "database" },
];

/** With the flannel overlay pods have no subnet: their addresses live inside the cluster. */
export function subnetsFor(podNetworking: PodNetworking): readonly SubnetKind[] {
  return subnets.filter(({ name }) => name !== "pods" || podNetworking === "vcn-native");
}
