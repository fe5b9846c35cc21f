import type { ResourceType, Service } from "../engine/resource-type.ts";

const containerRepository: ResourceType = {
  kind: "containerrepo",
  path: "/20160918/container/repositories",
  lifecycle: {
    creating: "AVAILABLE",
    active: "AVAILABLE",
    deleting: "DELETING",
    deleted: "DELETED",
    createSeconds: 0,
    deleteSeconds: 2,
  },
  required: ["compartmentId", "displayName"],
  references: ["compartmentId"],
  // Names of repositories are unique in the tenancy.
  unique: ["displayName"],
  list: "items",
  complete: (given, context) => ({
    namespace: "speechlocal",
    createdBy: context.identity.userId,
    imageCount: 0,
    layerCount: 0,
    layersSizeInBytes: 0,
    billableSizeInGBs: 0,
    isImmutable: given["isImmutable"] ?? false,
    isPublic: given["isPublic"] ?? false,
  }),
};

export const artifacts: Service = {
  name: "Container Registry",
  clients: ["oci_artifacts.ArtifactsClient"],
  types: [containerRepository],
};
