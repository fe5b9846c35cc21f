/** An add-on of OKE and what it waits for. Source: OCI documentation, "Configuring Cluster Add-ons". */
export interface AddOnSpec {
  readonly name: string;
  readonly after: readonly string[];
  readonly configurations?: Readonly<Record<string, string>>;
}

export type GpuResourceOwner = "plugin" | "operator";

/** Who announces `nvidia.com/gpu` to Kubernetes: one of the two, never both. */
const gpuAddOns: Readonly<Record<GpuResourceOwner, readonly AddOnSpec[]>> = {
  plugin: [{ name: "NvidiaGpuPlugin", after: [], configurations: { isDcgmExporterDisabled: "false" } }],
  operator: [
    { name: "NodeFeatureDiscovery", after: ["CertManager"] },
    {
      name: "NvidiaGpuOperator",
      after: ["NodeFeatureDiscovery"],
      configurations: { disableNvidiaGpuPlugin: "true" },
    },
  ],
};

/**
 * The add-ons of a cluster in an order in which each finds what it needs.
 * @param hasGpu whether any pool has GPUs
 * @param autoscalerNodes the autoscaler's pools; empty when none is autoscaled
 */
export function addOnsFor(
  hasGpu: boolean,
  owner: GpuResourceOwner,
  autoscalerNodes: string,
): readonly AddOnSpec[] {
  const before: readonly AddOnSpec[] = [
    { name: "CertManager", after: [] },
    { name: "KubernetesMetricsServer", after: ["CertManager"] },
    { name: "NodeProblemDetector", after: [] },
    ...(hasGpu ? gpuAddOns[owner] : []),
  ];
  if (autoscalerNodes === "") return before;
  return [
    ...before,
    {
      name: "ClusterAutoscaler",
      // Last: it moves nodes, and the others must not be moved while they start.
      after: before.map(({ name }) => name),
      configurations: {
        nodes: autoscalerNodes,
        authType: "workload",
        maxNodeProvisionTime: "25m",
        scaleDownUnneededTime: "10m",
        scaleDownDelayAfterAdd: "10m",
      },
    },
  ];
}
