import { Bucket } from "@pulumi/oci/objectstorage/bucket.js";
import { getNamespaceOutput } from "@pulumi/oci/objectstorage/getNamespace.js";
import { ObjectLifecyclePolicy } from "@pulumi/oci/objectstorage/objectLifecyclePolicy.js";
import * as pulumi from "@pulumi/pulumi";
import { protection } from "../protection.ts";
import { tagsFor, type Tags } from "../tags.ts";

/** Documents that users sent, audio that was made of them, model archives, and audit events beyond Oracle's year. */
export type BucketName = "documents" | "audio" | "models" | "audit";

/** What becomes of a bucket's objects with time. Days. */
export interface Retention {
  readonly archiveAfterDays?: number | undefined;
  readonly deleteAfterDays?: number | undefined;
  /** An overwritten or deleted object can be had back for so long. */
  readonly deletePreviousVersionsAfterDays: number;
}

export interface BucketsArgs {
  readonly compartmentId: pulumi.Input<string>;
  readonly displayName: string;
  readonly keyId: pulumi.Input<string>;
  readonly buckets: Readonly<Record<BucketName, Retention>>;
  readonly protect: boolean;
  readonly tags: Tags;
}

/** One rule of a lifecycle policy. */
export interface LifecycleRule {
  readonly name: string;
  readonly action: "ARCHIVE" | "DELETE" | "ABORT";
  readonly target: "objects" | "previous-object-versions" | "multipart-uploads";
  readonly timeAmount: string;
  readonly timeUnit: "DAYS";
  readonly isEnabled: true;
}

/** The lifecycle rules of a bucket. Abandoned uploads are always removed: they cost and nobody sees them. */
export function lifecycleRules(retention: Retention): readonly LifecycleRule[] {
  const rule = (
    name: string,
    action: LifecycleRule["action"],
    target: LifecycleRule["target"],
    days: number | undefined,
  ): LifecycleRule[] =>
    days === undefined
      ? []
      : [{ name, action, target, timeAmount: String(days), timeUnit: "DAYS", isEnabled: true }];
  return [
    ...rule("abort-uploads", "ABORT", "multipart-uploads", 7),
    ...rule("archive", "ARCHIVE", "objects", retention.archiveAfterDays),
    ...rule("delete", "DELETE", "objects", retention.deleteAfterDays),
    ...rule(
      "delete-previous",
      "DELETE",
      "previous-object-versions",
      retention.deletePreviousVersionsAfterDays,
    ),
  ];
}

/** The private, versioned, customer-encrypted buckets. Their events are on: who watches need not poll. */
export class Buckets extends pulumi.ComponentResource {
  readonly namespace: pulumi.Output<string>;
  readonly names: Readonly<Record<BucketName, pulumi.Output<string>>>;

  constructor(name: string, args: BucketsArgs, options?: pulumi.ComponentResourceOptions) {
    super("speech:storage:Buckets", name, {}, options);
    this.namespace = getNamespaceOutput({}, { parent: this }).namespace;
    const make = (bucket: BucketName): pulumi.Output<string> => this.#bucket(name, bucket, args);
    this.names = {
      documents: make("documents"),
      audio: make("audio"),
      models: make("models"),
      audit: make("audit"),
    };
    this.registerOutputs({ namespace: this.namespace, names: this.names });
  }

  #bucket(name: string, bucketName: BucketName, args: BucketsArgs): pulumi.Output<string> {
    const bucket = new Bucket(
      `${name}-${bucketName}`,
      {
        compartmentId: args.compartmentId,
        namespace: this.namespace,
        name: `${args.displayName}-${bucketName}`,
        accessType: "NoPublicAccess",
        versioning: "Enabled",
        objectEventsEnabled: true,
        kmsKeyId: args.keyId,
        freeformTags: tagsFor(args.tags, "storage"),
      },
      { parent: this, ...protection(args.protect) },
    );
    new ObjectLifecyclePolicy(
      `${name}-${bucketName}-lifecycle`,
      {
        namespace: this.namespace,
        bucket: bucket.name,
        rules: [...lifecycleRules(args.buckets[bucketName])],
      },
      { parent: this },
    );
    return bucket.name;
  }
}
