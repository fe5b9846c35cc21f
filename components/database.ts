import { DbSystem } from "@pulumi/oci/psql/dbSystem.js";
import * as pulumi from "@pulumi/pulumi";
import { protection } from "./protection.ts";
import { tagsFor, type Tags } from "./tags.ts";

export interface DatabaseArgs {
  readonly compartmentId: pulumi.Input<string>;
  readonly displayName: string;
  /** Major version of PostgreSQL. */
  readonly version: string;
  readonly shape: string;
  readonly ocpus: number;
  readonly memoryGigabytes: number;
  /** One primary and read replicas. */
  readonly instances: number;
  readonly backupRetentionDays: number;
  readonly subnetId: pulumi.Input<string>;
  readonly groupId: pulumi.Input<string>;
  /** Secret of the vault that holds the administrator's password, and its version. */
  readonly passwordSecretId: pulumi.Input<string>;
  readonly passwordSecretVersion: pulumi.Input<number>;
  readonly protect: boolean;
  readonly tags: Tags;
}

/** Who administers the database: the migrations, nobody else. */
export const administrator = "speech_administrator";

/** OCI Database with PostgreSQL in a subnet of its own. Its storage is copied to every availability domain. */
export class Database extends pulumi.ComponentResource {
  readonly databaseSystemId: pulumi.Output<string>;
  /** Address of the primary, port 5432. */
  readonly address: pulumi.Output<string>;

  constructor(name: string, args: DatabaseArgs, options?: pulumi.ComponentResourceOptions) {
    super("speech:database:Database", name, {}, options);
    const system = new DbSystem(
      name,
      {
        compartmentId: args.compartmentId,
        displayName: args.displayName,
        dbVersion: args.version,
        shape: args.shape,
        instanceOcpuCount: args.ocpus,
        instanceMemorySizeInGbs: args.memoryGigabytes,
        instanceCount: args.instances,
        storageDetails: { systemType: "OCI_OPTIMIZED_STORAGE", isRegionallyDurable: true },
        networkDetails: { subnetId: args.subnetId, nsgIds: [args.groupId] },
        credentials: {
          username: administrator,
          passwordDetails: {
            passwordType: "VAULT_SECRET",
            secretId: args.passwordSecretId,
            secretVersion: pulumi.output(args.passwordSecretVersion).apply(String),
          },
        },
        managementPolicy: {
          maintenanceWindowStart: "SUN 03:00",
          backupPolicy: { kind: "DAILY", backupStart: "01:00", retentionDays: args.backupRetentionDays },
        },
        freeformTags: tagsFor(args.tags, "database"),
      },
      // Another password would replace the whole system: it is changed in the database, not here.
      { parent: this, ignoreChanges: ["credentials"], ...protection(args.protect) },
    );
    this.databaseSystemId = system.id;
    this.address = system.networkDetails.primaryDbEndpointPrivateIp;
    this.registerOutputs({ databaseSystemId: this.databaseSystemId, address: this.address });
  }
}
