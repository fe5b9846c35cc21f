/** Taints of a pool's nodes. */
export type Taints = readonly {
  readonly key: string;
  readonly value: string;
  readonly effect: "NoSchedule" | "PreferNoSchedule" | "NoExecute";
}[];

/** The kubelet's arguments that register taints: node pools of OKE have no input for them. */
export function kubeletArguments(taints: Taints): Readonly<Record<string, string>> {
  if (taints.length === 0) return {};
  const list = taints.map(({ key, value, effect }) => `${key}=${value}:${effect}`).join(",");
  return { "kubelet-extra-args": `--register-with-taints=${list}` };
}
