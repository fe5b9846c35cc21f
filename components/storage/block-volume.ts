/** Performance of a block volume in volume performance units per GB. Source: OCI documentation, "Block Volume Performance". */
export const volumePerformance = { lowerCost: 0, balanced: 10, higher: 20 } as const;

/** Parameters of a Kubernetes StorageClass of the driver `blockvolume.csi.oraclecloud.com`. */
export function blockVolumeParameters(
  performance: keyof typeof volumePerformance,
  keyId: string,
): Readonly<Record<string, string>> {
  return {
    vpusPerGB: String(volumePerformance[performance]),
    "attachment-type": "paravirtualized",
    "kms-key-id": keyId,
  };
}
