/** The networking of pods: an overlay inside the cluster, or addresses of the VCN. */
export type PodNetworking = "flannel" | "vcn-native";

/** The network security groups: one for each part of the system. */
export type GroupName = "controlPlane" | "workers" | "pods" | "loadBalancer" | "storage" | "database";

/** An end of a flow: a group, the region's Oracle services, or an IPv4 range. */
export type End = { readonly group: GroupName } | { readonly services: true } | { readonly cidr: string };

export interface Ports {
  readonly minimum: number;
  readonly maximum: number;
}

/** One line of the table: who may open what to whom. */
export interface Flow {
  /** Names the rules: stable, unique. */
  readonly name: string;
  readonly why: string;
  readonly from: End;
  readonly to: End;
  readonly protocol: "tcp" | "udp" | "icmp" | "all";
  /** Destination ports. @default all */
  readonly ports?: Ports;
}

/** One end of a flow as a security rule of the group that stands there. */
export interface SecurityRule {
  readonly name: string;
  readonly group: GroupName;
  readonly direction: "INGRESS" | "EGRESS";
  readonly other: End;
  readonly flow: Flow;
}

export interface FlowOptions {
  readonly podNetworking: PodNetworking;
  readonly apiAllowedCidrs?: readonly string[];
  readonly loadBalancerAllowedCidrs: readonly string[];
}

const group = (name: GroupName): End => ({ group: name });
const services: End = { services: true };
const internet: End = { cidr: "0.0.0.0/0" };
const port = (number: number): Ports => ({ minimum: number, maximum: number });
const nodePorts: Ports = { minimum: 30_000, maximum: 32_767 };

/**
 * What flows in either networking. Source: OCI documentation, "Network Resource Configuration for Cluster Creation
 * and Deployment"; for File Storage "Configuring VCN Security Rules for File Storage".
 */
const common: readonly Flow[] = [
  {
    name: "workers-api",
    why: "kubelets and pods call the API server",
    from: group("workers"),
    to: group("controlPlane"),
    protocol: "tcp",
    ports: port(6443),
  },
  {
    name: "workers-control",
    why: "nodes join through the control plane",
    from: group("workers"),
    to: group("controlPlane"),
    protocol: "tcp",
    ports: port(12_250),
  },
  {
    name: "workers-path-discovery",
    why: "path MTU discovery",
    from: group("workers"),
    to: group("controlPlane"),
    protocol: "icmp",
  },
  {
    name: "api-path-discovery",
    why: "path MTU discovery",
    from: group("controlPlane"),
    to: group("workers"),
    protocol: "icmp",
  },
  {
    name: "api-api",
    why: "control plane members call each other",
    from: group("controlPlane"),
    to: group("controlPlane"),
    protocol: "tcp",
    ports: port(6443),
  },
  {
    name: "api-workers",
    why: "kubelet (logs, exec), webhooks",
    from: group("controlPlane"),
    to: group("workers"),
    protocol: "tcp",
  },
  {
    name: "api-services",
    why: "the control plane reports to Oracle",
    from: group("controlPlane"),
    to: services,
    protocol: "tcp",
    ports: port(443),
  },
  {
    name: "workers-workers",
    why: "the pods of one node talk to those of another",
    from: group("workers"),
    to: group("workers"),
    protocol: "all",
  },
  {
    name: "workers-services",
    why: "registry, object storage, vault, logging",
    from: group("workers"),
    to: services,
    protocol: "tcp",
    ports: port(443),
  },
  {
    name: "workers-internet",
    why: "webhooks to users, telemetry endpoints",
    from: group("workers"),
    to: internet,
    protocol: "tcp",
    ports: port(443),
  },
  {
    name: "load-balancer-workers-tcp",
    why: "services behind node ports",
    from: group("loadBalancer"),
    to: group("workers"),
    protocol: "tcp",
    ports: nodePorts,
  },
  {
    name: "load-balancer-workers-health",
    why: "kube-proxy's health",
    from: group("loadBalancer"),
    to: group("workers"),
    protocol: "tcp",
    ports: port(10_256),
  },
  {
    name: "workers-storage-portmapper-tcp",
    why: "mounts by the kubelet",
    from: group("workers"),
    to: group("storage"),
    protocol: "tcp",
    ports: port(111),
  },
  {
    name: "workers-storage-nfs-tcp",
    why: "NFS and its lock manager",
    from: group("workers"),
    to: group("storage"),
    protocol: "tcp",
    ports: { minimum: 2048, maximum: 2050 },
  },
  {
    name: "workers-storage-portmapper-udp",
    why: "mounts by the kubelet",
    from: group("workers"),
    to: group("storage"),
    protocol: "udp",
    ports: port(111),
  },
  {
    name: "workers-storage-nfs-udp",
    why: "NFS",
    from: group("workers"),
    to: group("storage"),
    protocol: "udp",
    ports: port(2048),
  },
  {
    name: "workers-database",
    why: "the application's database",
    from: group("workers"),
    to: group("database"),
    protocol: "tcp",
    ports: port(5432),
  },
];

/** What comes on top when pods have addresses of the VCN. */
const vcnNative: readonly Flow[] = [
  {
    name: "pods-api",
    why: "pods call the API server",
    from: group("pods"),
    to: group("controlPlane"),
    protocol: "tcp",
    ports: port(6443),
  },
  {
    name: "pods-control",
    why: "pods reach the control plane",
    from: group("pods"),
    to: group("controlPlane"),
    protocol: "tcp",
    ports: port(12_250),
  },
  {
    name: "api-pods",
    why: "webhooks, proxied requests",
    from: group("controlPlane"),
    to: group("pods"),
    protocol: "tcp",
  },
  { name: "pods-pods", why: "pods talk to pods", from: group("pods"), to: group("pods"), protocol: "all" },
  {
    name: "workers-pods",
    why: "probes by the kubelet",
    from: group("workers"),
    to: group("pods"),
    protocol: "all",
  },
  {
    name: "pods-workers",
    why: "host-network pods, metrics",
    from: group("pods"),
    to: group("workers"),
    protocol: "all",
  },
  {
    name: "load-balancer-pods",
    why: "services straight to pods",
    from: group("loadBalancer"),
    to: group("pods"),
    protocol: "tcp",
  },
  {
    name: "pods-services",
    why: "registry, object storage, vault, logging",
    from: group("pods"),
    to: services,
    protocol: "tcp",
    ports: port(443),
  },
  {
    name: "pods-internet",
    why: "webhooks to users, telemetry endpoints",
    from: group("pods"),
    to: internet,
    protocol: "tcp",
    ports: port(443),
  },
  {
    name: "pods-database",
    why: "the application's database",
    from: group("pods"),
    to: group("database"),
    protocol: "tcp",
    ports: port(5432),
  },
];

/** Every allowed flow of a network. */
export function flowsFor(options: FlowOptions): readonly Flow[] {
  const operators = (options.apiAllowedCidrs ?? []).map((cidr): Flow => ({
    name: `operators-api-${nameOf(cidr)}`,
    why: "who operates the cluster",
    from: { cidr },
    to: group("controlPlane"),
    protocol: "tcp",
    ports: port(6443),
  }));
  const users = options.loadBalancerAllowedCidrs.flatMap((cidr) =>
    [80, 443].map((number): Flow => ({
      name: `users-load-balancer-${number}-${nameOf(cidr)}`,
      why: "who uses the service",
      from: { cidr },
      to: group("loadBalancer"),
      protocol: "tcp",
      ports: port(number),
    })),
  );
  return [...common, ...(options.podNetworking === "vcn-native" ? vcnNative : []), ...operators, ...users];
}

/** The two rules of each flow, one for each end that is a group: what one end may send the other may receive. */
export function rulesFor(flows: readonly Flow[]): readonly SecurityRule[] {
  return flows.flatMap((flow): SecurityRule[] => [
    ...("group" in flow.from
      ? [
          {
            name: `${flow.name}-egress`,
            group: flow.from.group,
            direction: "EGRESS",
            other: flow.to,
            flow,
          } as const,
        ]
      : []),
    ...("group" in flow.to
      ? [
          {
            name: `${flow.name}-ingress`,
            group: flow.to.group,
            direction: "INGRESS",
            other: flow.from,
            flow,
          } as const,
        ]
      : []),
  ]);
}

/** The groups that exist in a networking. */
export function groupsFor(podNetworking: PodNetworking): readonly GroupName[] {
  const groups: readonly GroupName[] = [
    "controlPlane",
    "workers",
    "pods",
    "loadBalancer",
    "storage",
    "database",
  ];
  return groups.filter((name) => name !== "pods" || podNetworking === "vcn-native");
}

/** A CIDR as part of a resource's name. */
function nameOf(cidr: string): string {
  return cidr.replaceAll(/[./]/g, "-");
}
