import { getPrivateIpOutput } from "@pulumi/oci/core/getPrivateIp.js";
import { Export } from "@pulumi/oci/filestorage/export.js";
import { FileSystem as OciFileSystem } from "@pulumi/oci/filestorage/fileSystem.js";
import { MountTarget } from "@pulumi/oci/filestorage/mountTarget.js";
import * as pulumi from "@pulumi/pulumi";
import { protection } from "../protection.ts";
import { tagsFor, type Tags } from "../tags.ts";

export interface FileSystemArgs {
  readonly compartmentId: pulumi.Input<string>;
  readonly displayName: string;
  readonly availabilityDomain: pulumi.Input<string>;
  readonly subnetId: pulumi.Input<string>;
  readonly groupId: pulumi.Input<string>;
  readonly keyId: pulumi.Input<string>;
  /** IPv4 range whose nodes may mount: the worker subnet's. Mounts are the kubelet's, not the pods'. */
  readonly clientCidr: string;
  readonly protect: boolean;
  readonly tags: Tags;
}

/** The file system that all inference pods share as their model store. */
export class FileSystem extends pulumi.ComponentResource {
  readonly fileSystemId: pulumi.Output<string>;
  readonly mountTargetId: pulumi.Output<string>;
  /** Address to mount from. */
  readonly ipAddress: pulumi.Output<string>;
  /** Path to mount. */
  readonly path: string;
  /** Handle of a persistent volume of the driver `fss.csi.oraclecloud.com`: `FILE-SYSTEM:ADDRESS:PATH`. */
  readonly volumeHandle: pulumi.Output<string>;

  constructor(name: string, args: FileSystemArgs, options?: pulumi.ComponentResourceOptions) {
    super("speech:storage:FileSystem", name, {}, options);
    const { compartmentId, displayName, availabilityDomain } = args;
    const common = {
      compartmentId,
      displayName,
      availabilityDomain,
      freeformTags: tagsFor(args.tags, "storage"),
    };
    const fileSystem = new OciFileSystem(
      name,
      { ...common, kmsKeyId: args.keyId },
      { parent: this, ...protection(args.protect) },
    );
    const mountTarget = new MountTarget(
      `${name}-mount-target`,
      { ...common, subnetId: args.subnetId, nsgIds: [args.groupId] },
      { parent: this },
    );
    this.path = "/models";
    new Export(
      `${name}-export`,
      {
        exportSetId: mountTarget.exportSetId,
        fileSystemId: fileSystem.id,
        path: this.path,
        exportOptions: [
          {
            source: args.clientCidr,
            access: "READ_WRITE",
            identitySquash: "ROOT",
            requirePrivilegedSourcePort: true,
            // The user that the containers run as owns what root writes.
            anonymousUid: "10001",
            anonymousGid: "10001",
          },
        ],
      },
      { parent: this },
    );
    this.fileSystemId = fileSystem.id;
    this.mountTargetId = mountTarget.id;
    this.ipAddress = getPrivateIpOutput(
      { privateIpId: mountTarget.privateIpIds.apply(([first]) => first ?? "") },
      { parent: this },
    ).ipAddress;
    this.volumeHandle = pulumi.interpolate`${fileSystem.id}:${this.ipAddress}:${this.path}`;
    this.registerOutputs({
      fileSystemId: this.fileSystemId,
      mountTargetId: this.mountTargetId,
      volumeHandle: this.volumeHandle,
    });
  }
}
