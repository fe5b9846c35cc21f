/** What a pod of a service account may do. */
export interface Grant {
  readonly verb: "inspect" | "read" | "use" | "manage";
  /** Resource type or family in IAM's words: `objects`, `secret-bundles`. */
  readonly resource: string;
  /** Further conditions, each as IAM writes it: `target.bucket.name = 'speech-dev-audio'`. */
  readonly conditions?: readonly string[];
}

/** A Kubernetes service account that calls OCI, and what for. */
export interface ServiceAccount {
  readonly namespace: string;
  readonly name: string;
  readonly grants: readonly Grant[];
}

/**
 * The policy statements of a service account through workload identity. Each names the namespace, the account and
 * the cluster: nothing else of the tenancy gets the right. Source: OCI documentation, "Granting Workloads Access to
 * OCI Resources".
 */
export function workloadStatements(
  account: ServiceAccount,
  clusterId: string,
  compartmentId: string,
): readonly string[] {
  return account.grants.map(({ verb, resource, conditions = [] }) => {
    const all = [
      "request.principal.type = 'workload'",
      `request.principal.namespace = '${account.namespace}'`,
      `request.principal.service_account = '${account.name}'`,
      `request.principal.cluster_id = '${clusterId}'`,
      ...conditions,
    ];
    return `Allow any-user to ${verb} ${resource} in compartment id ${compartmentId} where all {${all.join(", ")}}`;
  });
}

/** The services of OCI that use the customer's key for what they store, and the right that each needs. */
export function keyStatements(region: string, compartmentId: string, keyId: string): readonly string[] {
  const where = `in compartment id ${compartmentId} where target.key.id = '${keyId}'`;
  return [
    ...["blockstorage", `objectstorage-${region}`, "oke", "FssOc1Prod"].map(
      (service) => `Allow service ${service} to use keys ${where}`,
    ),
    // Node pools attach encrypted boot volumes in the cluster's name.
    `Allow service oke to use key-delegates ${where}`,
    `Allow service blockstorage to use key-delegates ${where}`,
    `Allow any-user to use key-delegates in compartment id ${compartmentId} where all {request.principal.type = 'nodepool', target.key.id = '${keyId}'}`,
  ];
}

/** Object Storage carries out lifecycle policies itself, in the customer's name. */
export function lifecycleStatements(region: string, compartmentId: string): readonly string[] {
  return [`Allow service objectstorage-${region} to manage object-family in compartment id ${compartmentId}`];
}

/** What a cluster needs for load balancers whose rules are kept in network security groups. */
export function clusterStatements(compartmentId: string, clusterId: string): readonly string[] {
  return [
    `Allow any-user to manage network-security-groups in compartment id ${compartmentId} where all {request.principal.type = 'cluster', request.principal.id = '${clusterId}'}`,
  ];
}

/** What the connector that exports audit events needs. Source: OCI documentation, "Access to Target Services". */
export function auditStatements(compartmentId: string, bucket: string): readonly string[] {
  const where = `where all {request.principal.type = 'serviceconnector', request.principal.compartment.id = '${compartmentId}', target.bucket.name = '${bucket}'}`;
  return [`Allow any-user to manage objects in compartment id ${compartmentId} ${where}`];
}

/** What nodes need: to pull images and to send logs. */
export function nodeStatements(dynamicGroup: string, compartmentId: string): readonly string[] {
  return [
    `Allow dynamic-group ${dynamicGroup} to read repos in compartment id ${compartmentId}`,
    `Allow dynamic-group ${dynamicGroup} to use log-content in compartment id ${compartmentId}`,
  ];
}

/** The cluster autoscaler's account. Source: OCI documentation, "Working with the Cluster Autoscaler as a Cluster Add-on". */
export const clusterAutoscaler: ServiceAccount = {
  namespace: "kube-system",
  name: "cluster-autoscaler",
  grants: [
    { verb: "manage", resource: "cluster-node-pools" },
    { verb: "manage", resource: "instance-family" },
    { verb: "use", resource: "subnets" },
    { verb: "read", resource: "virtual-network-family" },
    { verb: "use", resource: "vnics" },
    { verb: "inspect", resource: "compartments" },
  ],
};
