import { DynamicGroup } from "@pulumi/oci/identity/dynamicGroup.js";
import { Policy } from "@pulumi/oci/identity/policy.js";
import * as pulumi from "@pulumi/pulumi";
import {
  auditStatements,
  clusterStatements,
  keyStatements,
  lifecycleStatements,
  nodeStatements,
  workloadStatements,
  type ServiceAccount,
} from "./identity/statements.ts";
import { tagsFor, type Tags } from "./tags.ts";

export interface StoragePoliciesArgs {
  readonly compartmentId: string;
  readonly displayName: string;
  readonly region: string;
  readonly keyId: pulumi.Input<string>;
  readonly tags: Tags;
}

/**
 * What OCI's own services need before anything encrypted or with a lifecycle can be made. Give it a provider of the
 * home region: identity is written there only.
 */
export class StoragePolicies extends pulumi.ComponentResource {
  readonly policyId: pulumi.Output<string>;

  constructor(name: string, args: StoragePoliciesArgs, options?: pulumi.ComponentResourceOptions) {
    super("speech:identity:StoragePolicies", name, {}, options);
    const { compartmentId, region, displayName } = args;
    this.policyId = new Policy(
      name,
      {
        compartmentId,
        name: `${displayName}-services`,
        description: "What OCI's services may do with the environment's key and objects",
        statements: pulumi
          .output(args.keyId)
          .apply((keyId) => [
            ...keyStatements(region, compartmentId, keyId),
            ...lifecycleStatements(region, compartmentId),
          ]),
        freeformTags: tagsFor(args.tags, "identity"),
      },
      { parent: this },
    ).id;
    this.registerOutputs({ policyId: this.policyId });
  }
}

export interface ClusterPoliciesArgs {
  readonly tenancyId: string;
  readonly compartmentId: string;
  readonly displayName: string;
  readonly clusterId: pulumi.Input<string>;
  readonly serviceAccounts: pulumi.Input<readonly ServiceAccount[]>;
  readonly auditBucket: pulumi.Input<string>;
  readonly tags: Tags;
}

/** What the cluster, its nodes and the pods of its service accounts may do. Home region, as above. */
export class ClusterPolicies extends pulumi.ComponentResource {
  readonly nodeGroupId: pulumi.Output<string>;

  constructor(name: string, args: ClusterPoliciesArgs, options?: pulumi.ComponentResourceOptions) {
    super("speech:identity:ClusterPolicies", name, {}, options);
    const { compartmentId, displayName } = args;
    const nodes = new DynamicGroup(
      `${name}-nodes`,
      {
        // Dynamic groups live in the tenancy's root, whatever compartment they speak of.
        compartmentId: args.tenancyId,
        name: `${displayName}-nodes`,
        description: "The nodes of the environment's cluster",
        matchingRule: `ALL {instance.compartment.id = '${compartmentId}'}`,
        freeformTags: tagsFor(args.tags, "identity"),
      },
      { parent: this },
    );
    const policy = (part: string, description: string, statements: pulumi.Input<string[]>): Policy =>
      new Policy(
        `${name}-${part}`,
        {
          compartmentId,
          name: `${displayName}-${part}`,
          description,
          statements,
          freeformTags: tagsFor(args.tags, "identity"),
        },
        { parent: this },
      );
    policy(
      "nodes",
      "What the nodes may do",
      nodes.name.apply((group) => [...nodeStatements(group, compartmentId)]),
    );
    policy(
      "cluster",
      "What the cluster may do",
      pulumi.output(args.clusterId).apply((id) => [...clusterStatements(compartmentId, id)]),
    );
    policy(
      "audit",
      "What the export of audit events may do",
      pulumi.output(args.auditBucket).apply((bucket) => [...auditStatements(compartmentId, bucket)]),
    );
    policy(
      "workloads",
      "What the pods of each service account may do",
      pulumi
        .all([args.clusterId, args.serviceAccounts])
        .apply(([id, accounts]) =>
          (accounts as readonly ServiceAccount[]).flatMap((account) => [
            ...workloadStatements(account, id, compartmentId),
          ]),
        ),
    );
    this.nodeGroupId = nodes.id;
    this.registerOutputs({ nodeGroupId: this.nodeGroupId });
  }
}
