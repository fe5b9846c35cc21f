/** One alarm: a query of the Monitoring Query Language and what it means. */
export interface AlarmSpec {
  /** Names the alarm: stable, unique. Also the anchor of its section in the runbook. */
  readonly name: string;
  readonly tier: "cluster" | "nodes" | "storage" | "load balancer" | "database";
  readonly namespace: string;
  readonly query: string;
  /** ISO 8601: how long the query must hold. */
  readonly pendingDuration: string;
  readonly severity: "CRITICAL" | "ERROR" | "WARNING";
  /** What a person woken at night reads first. */
  readonly body: string;
}

/** What the queries are narrowed to. */
export interface AlarmSubjects {
  readonly clusterId: string;
}

/**
 * The alarms of every tier. Sources: OCI documentation, the pages of metrics of Kubernetes Engine, Compute, File
 * Storage, Object Storage, Load Balancer and Database with PostgreSQL. A misspelt metric is accepted and never fires:
 * names are copied, not remembered.
 */
export const alarms: readonly (Omit<AlarmSpec, "query"> & {
  readonly query: (subjects: AlarmSubjects) => string;
})[] = [
  {
    name: "unschedulable-pods",
    tier: "cluster",
    namespace: "oci_oke",
    query: ({ clusterId }) => `UnschedulablePods[5m]{resourceId = "${clusterId}"}.max() > 0`,
    pendingDuration: "PT15M",
    severity: "CRITICAL",
    body: "Pods find no node. Tasks wait in their queues, none is lost. Look at GPU capacity and at the pools' maximum sizes.",
  },
  {
    name: "failed-nodes",
    tier: "cluster",
    namespace: "oci_oke",
    query: ({ clusterId }) => `NodeState[5m]{resourceId = "${clusterId}", nodeState = "FAILED"}.count() > 0`,
    pendingDuration: "PT10M",
    severity: "ERROR",
    body: "A node did not join or was lost. Its pods run elsewhere if there is room.",
  },
  {
    name: "api-server-errors",
    tier: "cluster",
    namespace: "oci_oke",
    query: ({ clusterId }) =>
      `APIServerResponseCount[5m]{resourceId = "${clusterId}", responseGroup = "5xx"}.sum() > 50`,
    pendingDuration: "PT10M",
    severity: "ERROR",
    body: "The Kubernetes API answers with errors. What runs goes on; nothing new starts.",
  },
  {
    name: "node-processor",
    tier: "nodes",
    namespace: "oci_computeagent",
    query: () => "CpuUtilization[5m].mean() > 90",
    pendingDuration: "PT30M",
    severity: "WARNING",
    body: "Nodes have been busy for half an hour. Light models run there: consider a larger maximum for the CPU pool.",
  },
  {
    name: "node-memory",
    tier: "nodes",
    namespace: "oci_computeagent",
    query: () => "MemoryUtilization[5m].max() > 92",
    pendingDuration: "PT10M",
    severity: "ERROR",
    body: "A node is short of memory. Pods will be evicted; RabbitMQ stops taking messages before that.",
  },
  {
    name: "node-health",
    tier: "nodes",
    namespace: "oci_compute_infrastructure_health",
    query: () => "instance_status[1m].max() > 0",
    pendingDuration: "PT5M",
    severity: "CRITICAL",
    body: "The hardware below a node has failed. Delete the node: its pool replaces it.",
  },
  {
    name: "model-store-health",
    tier: "storage",
    namespace: "oci_filestorage",
    query: () => "MountTargetHealth[5m].mean() < 99",
    pendingDuration: "PT5M",
    severity: "CRITICAL",
    body: "The model store is not reachable. Inference that runs goes on; new pods cannot load their models.",
  },
  {
    name: "object-storage-errors",
    tier: "storage",
    namespace: "oci_objectstorage",
    query: () => "ClientErrors[5m].sum() > 100",
    pendingDuration: "PT10M",
    severity: "WARNING",
    body: "Requests to the buckets are refused. Often a policy or a key: look at the bucket's write log.",
  },
  {
    name: "object-storage-latency",
    tier: "storage",
    namespace: "oci_objectstorage",
    query: () => "FirstByteLatency[5m].mean() > 1000",
    pendingDuration: "PT15M",
    severity: "WARNING",
    body: "Object Storage is slow. Workers hold tasks longer; raise nothing, wait, look at the region's status.",
  },
  {
    name: "unhealthy-backends",
    tier: "load balancer",
    namespace: "oci_lbaas",
    query: () => `unhealthyBackendServers[1m]{lbComponent = "backendSet"}.max() > 0`,
    pendingDuration: "PT5M",
    severity: "ERROR",
    body: "The load balancer sees gateways that do not answer. Look at the gateway's readiness.",
  },
  {
    name: "server-errors",
    tier: "load balancer",
    namespace: "oci_lbaas",
    query: () => "httpResponses5xx[5m].sum() > 20",
    pendingDuration: "PT5M",
    severity: "CRITICAL",
    body: "Users see errors. Look at the gateway's log and at the database.",
  },
  {
    name: "database-processor",
    tier: "database",
    namespace: "oci_postgresql",
    query: () => "CpuUtilization[5m].mean() > 85",
    pendingDuration: "PT15M",
    severity: "WARNING",
    body: "The database is busy. Progress in the page lags; no task is lost.",
  },
];
