import { parse, stringify } from "yaml";

interface Kubeconfig {
  readonly users: readonly {
    readonly name: string;
    readonly user: { readonly exec?: { readonly command: string } };
  }[];
}

/**
 * OKE's kubeconfig with the stack's own token command in place of the `oci` command: nothing needs to be installed,
 * and no key is in it. The command's path is relative to the project, where Pulumi runs its plugins.
 */
export function withTokenCommand(kubeconfig: string, clusterId: string, region: string): string {
  const parsed = parse(kubeconfig) as Kubeconfig;
  const exec = {
    apiVersion: "client.authentication.k8s.io/v1beta1",
    command: "node",
    args: ["components/cluster/token.ts", "--cluster-id", clusterId, "--region", region],
    interactiveMode: "Never",
  };
  return stringify({
    ...parsed,
    kind: "Config",
    users: parsed.users.map((entry) =>
      entry.user.exec?.command === "oci" ? { ...entry, user: { exec } } : entry,
    ),
  });
}
