import type { ResourceType, Service } from "../engine/resource-type.ts";
import { lifecycle } from "./lifecycles.ts";

const base = "/20171215";
const life = lifecycle("ACTIVE", "DELETED", { create: 5, delete: 5 });

/** What an export set reports as free where nobody set less: a number that JSON can carry. */
const mostStatistics = Number.MAX_SAFE_INTEGER;

const fileSystem: ResourceType = {
  kind: "filesystem",
  path: `${base}/fileSystems`,
  lifecycle: life,
  required: ["compartmentId", "availabilityDomain"],
  references: ["compartmentId", "kmsKeyId"],
  weakReferences: ["kmsKeyId"],
  complete: () => ({
    meteredBytes: 0,
    isCloneParent: false,
    isHydrated: true,
    cloneAttachStatus: "DETACHED",
  }),
};

const mountTarget: ResourceType = {
  kind: "mounttarget",
  path: `${base}/mountTargets`,
  lifecycle: { ...life, createSeconds: 30 },
  required: ["compartmentId", "availabilityDomain", "subnetId"],
  references: ["compartmentId", "subnetId", "nsgIds"],
  created(resource, context) {
    const { compartmentId, availabilityDomain, subnetId, displayName } = resource.document;
    const owned = { compartmentId, availabilityDomain, displayName, $ownedBy: resource.id };
    const network = String(context.get(String(subnetId)).document["cidrBlock"])
      .split(".")
      .slice(0, 3)
      .join(".");
    const privateIp = context.insert("privateip", {
      ...owned,
      subnetId,
      ipAddress: `${network}.3`,
      isPrimary: true,
    });
    const exportSet = context.insert("exportset", {
      ...owned,
      vcnId: context.get(String(subnetId)).document["vcnId"],
    });
    context.change(resource, { privateIpIds: [privateIp.id], exportSetId: exportSet.id });
  },
};

const exportSet: ResourceType = {
  kind: "exportset",
  path: `${base}/exportSets`,
  lifecycle: life,
  required: ["displayName"],
  show: ({ document }) => ({
    ...document,
    maxFsStatBytes: mostStatistics,
    maxFsStatFiles: mostStatistics,
  }),
};

const exportType: ResourceType = {
  kind: "export",
  path: `${base}/exports`,
  lifecycle: life,
  required: ["exportSetId", "fileSystemId", "path"],
  references: ["fileSystemId"],
  unique: ["exportSetId", "path"],
  complete: (given) => ({
    isIdmapGroupsForSysAuth: given["isIdmapGroupsForSysAuth"] ?? false,
    exportOptions: given["exportOptions"] ?? [
      {
        source: "0.0.0.0/0",
        requirePrivilegedSourcePort: false,
        access: "READ_WRITE",
        identitySquash: "NONE",
        anonymousUid: 65_534,
        anonymousGid: 65_534,
      },
    ],
  }),
};

export const fileStorage: Service = {
  name: "File Storage",
  clients: ["oci_file_storage.FileStorageClient"],
  types: [fileSystem, mountTarget, exportSet, exportType],
};
