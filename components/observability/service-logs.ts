/** A log that an OCI service writes about one resource. */
export interface ServiceLog {
  /** Names the log: stable, unique. */
  readonly name: string;
  readonly service: "oke-k8s-cp-prod" | "flowlogs" | "objectstorage" | "filestorage";
  readonly category: "all-service-logs" | "all" | "read" | "write" | "nfslogs";
  /** What the log is about, in the service's own way: an OCID, or a bucket's name. */
  readonly resource: string;
}

/** What there is to write logs about. */
export interface LoggedResources {
  readonly clusterId: string;
  readonly subnetIds: Readonly<Record<string, string>>;
  readonly bucketNames: Readonly<Record<string, string>>;
  readonly mountTargetId: string;
}

/** The resources' kinds, for names that are known before the resources are. */
export interface LoggedNames {
  readonly subnets: readonly string[];
  readonly buckets: readonly string[];
}

/** Every service log. Source: OCI documentation, "Details for Service Logs". */
export function serviceLogs(names: LoggedNames): readonly (Omit<ServiceLog, "resource"> & {
  readonly resource: (resources: LoggedResources) => string;
})[] {
  return [
    {
      name: "control-plane",
      service: "oke-k8s-cp-prod",
      category: "all-service-logs",
      resource: ({ clusterId }) => clusterId,
    },
    ...names.subnets.map((subnet) => ({
      name: `flow-${subnet}`,
      service: "flowlogs" as const,
      category: "all" as const,
      resource: ({ subnetIds }: LoggedResources) => subnetIds[subnet] ?? "",
    })),
    ...names.buckets.flatMap((bucket) =>
      (["read", "write"] as const).map((category) => ({
        name: `bucket-${bucket}-${category}`,
        service: "objectstorage" as const,
        category,
        resource: ({ bucketNames }: LoggedResources) => bucketNames[bucket] ?? "",
      })),
    ),
    {
      name: "model-store",
      service: "filestorage",
      category: "nfslogs",
      resource: ({ mountTargetId }) => mountTargetId,
    },
  ];
}
