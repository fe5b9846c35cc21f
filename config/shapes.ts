/** What a compute shape has. Source: OCI documentation, "Compute Shapes", read in October 2024. */
export interface Shape {
  readonly architecture: "amd64" | "arm64";
  /** Sizes of a flexible shape; a fixed one has its own. */
  readonly flexible?: { readonly maximumOcpus: number; readonly maximumMemoryGigabytes: number };
  readonly ocpus?: number;
  readonly memoryGigabytes?: number;
  readonly gpus: number;
  /** The limit that an instance counts against, in the Limits service `compute`, and by how much. */
  readonly limit: { readonly name: string; readonly amount: number };
}

const flexible = (
  architecture: Shape["architecture"],
  maximumOcpus: number,
  maximumMemoryGigabytes: number,
  limit: string,
): Shape => ({
  architecture,
  flexible: { maximumOcpus, maximumMemoryGigabytes },
  gpus: 0,
  limit: { name: limit, amount: 1 },
});

const gpu = (ocpus: number, memoryGigabytes: number, gpus: number, limit: string): Shape => ({
  architecture: "amd64",
  ocpus,
  memoryGigabytes,
  gpus,
  limit: { name: limit, amount: gpus },
});

export const shapes = {
  "VM.Standard3.Flex": flexible("amd64", 32, 512, "standard3-core-count"),
  "VM.Standard.E4.Flex": flexible("amd64", 64, 1024, "standard-e4-core-count"),
  "VM.Standard.E5.Flex": flexible("amd64", 94, 1049, "standard-e5-core-count"),
  "VM.Standard.A1.Flex": flexible("arm64", 80, 512, "standard-a1-core-count"),
  "VM.GPU.A10.1": gpu(15, 240, 1, "gpu-a10-count"),
  "VM.GPU.A10.2": gpu(30, 480, 2, "gpu-a10-count"),
  "BM.GPU.A10.4": gpu(64, 1024, 4, "gpu-a10-count"),
  "BM.GPU.L40S.4": gpu(112, 1024, 4, "gpu-l40s-count"),
  "BM.GPU4.8": gpu(64, 2048, 8, "gpu4-count"),
  "BM.GPU.A100-v2.8": gpu(128, 2048, 8, "gpu-a100-v2-count"),
  "BM.GPU.H100.8": gpu(112, 2048, 8, "gpu-h100-count"),
  "BM.GPU.H200.8": gpu(112, 3072, 8, "gpu-h200-count"),
} as const satisfies Record<string, Shape>;

export type ShapeName = keyof typeof shapes;

export const shapeNames = Object.keys(shapes) as [ShapeName, ...ShapeName[]];

export function shapeOf(name: ShapeName): Shape {
  return shapes[name];
}

/**
 * Pods that a node can have with VCN-native networking: 31 for each VNIC but the node's own, at most 110.
 * Source: OCI documentation, "Using the OCI VCN-Native Pod Networking CNI plugin".
 */
export function maximumPods(ocpus: number): number {
  return Math.min(110, ocpus <= 2 ? 31 : (ocpus - 1) * 31);
}
