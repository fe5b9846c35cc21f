import type * as pulumi from "@pulumi/pulumi";

/**
 * Types whose names OCI takes once only: a replacement cannot be made before the old one is gone. Everything that
 * holds data among them is protected.
 */
const uniquelyNamed: ReadonlySet<string> = new Set([
  "oci:Artifacts/containerRepository:ContainerRepository",
  "oci:Core/subnet:Subnet",
  "oci:FileStorage/export:Export",
  "oci:Identity/dynamicGroup:DynamicGroup",
  "oci:Identity/policy:Policy",
  "oci:Logging/log:Log",
  "oci:Logging/logGroup:LogGroup",
  "oci:ObjectStorage/bucket:Bucket",
  "oci:Ons/notificationTopic:NotificationTopic",
  "oci:Ons/subscription:Subscription",
]);

/** Deletes what has a unique name before it is made again. */
export const replaceByName: pulumi.ResourceTransformation = ({ type, props, opts }) =>
  uniquelyNamed.has(type)
    ? { props, opts: { ...opts, deleteBeforeReplace: true } as pulumi.CustomResourceOptions }
    : undefined;
