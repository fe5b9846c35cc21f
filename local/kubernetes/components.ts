import { join } from "node:path";

export interface ControlPlanePorts {
  readonly etcdClient: number;
  readonly etcdPeer: number;
  readonly apiServer: number;
  readonly controllerManager: number;
  readonly scheduler: number;
}

export interface ControlPlaneOptions {
  /** Paths of the programs. */
  readonly binaries: { readonly kube: string; readonly etcd: string; readonly kwok: string };
  readonly kwokStages: readonly string[];
  /** Data, keys and logs of this cluster. */
  readonly directory: string;
  readonly ports: ControlPlanePorts;
}

/** A process of the control plane. */
export interface ControlPlaneComponent {
  readonly name: "etcd" | "kube-apiserver" | "kube-controller-manager" | "kube-scheduler" | "kwok";
  readonly command: string;
  readonly arguments: readonly string[];
}

/** Files of a cluster, below its directory. */
export const files = {
  signingKey: "service-account.key",
  tokens: "tokens.csv",
  tokenReview: "token-review.yaml",
  certificates: "certificates",
  etcd: "etcd",
  kubeconfig: (user: string) => `${user}.kubeconfig`,
} as const;

/** Who calls the API server from inside the control plane, and in which groups. */
export const users = {
  administrator: ["system:masters"],
  "system:kube-controller-manager": [],
  "system:kube-scheduler": [],
  kwok: ["system:masters"],
} as const satisfies Record<string, readonly string[]>;

/** The processes in the order of their start; they stop in the opposite one. */
export function controlPlaneComponents(options: ControlPlaneOptions): readonly ControlPlaneComponent[] {
  const { binaries, directory, ports } = options;
  const at = (...parts: string[]): string => join(directory, ...parts);
  const kubeconfig = (user: string): string => at(files.kubeconfig(user.replaceAll(":", "-")));
  const etcd = `http://127.0.0.1:${ports.etcdClient}`;
  const peer = `http://127.0.0.1:${ports.etcdPeer}`;
  const authenticated = (user: string): string[] => [
    `--kubeconfig=${kubeconfig(user)}`,
    `--authentication-kubeconfig=${kubeconfig(user)}`,
    `--authorization-kubeconfig=${kubeconfig(user)}`,
    "--bind-address=127.0.0.1",
    "--leader-elect=false",
  ];
  return [
    {
      name: "etcd",
      command: binaries.etcd,
      arguments: [
        `--data-dir=${at(files.etcd)}`,
        `--listen-client-urls=${etcd}`,
        `--advertise-client-urls=${etcd}`,
        `--listen-peer-urls=${peer}`,
        `--initial-advertise-peer-urls=${peer}`,
        `--initial-cluster=default=${peer}`,
        // One member on one disk: what a power cut would lose is a simulation.
        "--unsafe-no-fsync",
      ],
    },
    {
      name: "kube-apiserver",
      command: binaries.kube,
      arguments: [
        "kube-apiserver",
        `--etcd-servers=${etcd}`,
        `--secure-port=${ports.apiServer}`,
        "--bind-address=127.0.0.1",
        `--cert-dir=${at(files.certificates)}`,
        "--service-account-issuer=https://kubernetes.default.svc",
        `--service-account-key-file=${at(files.signingKey)}`,
        `--service-account-signing-key-file=${at(files.signingKey)}`,
        `--token-auth-file=${at(files.tokens)}`,
        `--authentication-token-webhook-config-file=${at(files.tokenReview)}`,
        "--authentication-token-webhook-version=v1",
        "--authentication-token-webhook-cache-ttl=10s",
        "--anonymous-auth=false",
        "--authorization-mode=Node,RBAC",
        "--service-cluster-ip-range=10.96.0.0/16",
        "--allow-privileged=true",
        // The address is the loopback's: no Service can lead there.
        "--endpoint-reconciler-type=none",
        "--profiling=false",
      ],
    },
    {
      name: "kube-controller-manager",
      command: binaries.kube,
      arguments: [
        "kube-controller-manager",
        ...authenticated("system:kube-controller-manager"),
        `--secure-port=${ports.controllerManager}`,
        "--use-service-account-credentials",
        `--service-account-private-key-file=${at(files.signingKey)}`,
      ],
    },
    {
      name: "kube-scheduler",
      command: binaries.kube,
      arguments: [
        "kube-scheduler",
        ...authenticated("system:kube-scheduler"),
        `--secure-port=${ports.scheduler}`,
      ],
    },
    {
      name: "kwok",
      command: binaries.kwok,
      arguments: [
        `--kubeconfig=${kubeconfig("kwok")}`,
        "--manage-all-nodes=true",
        ...options.kwokStages.map((file) => `--config=${file}`),
      ],
    },
  ];
}
