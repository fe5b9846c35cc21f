import type { Lifecycle, ResourceType, Service } from "../engine/resource-type.ts";

/** Vaults, keys and secrets are not deleted but scheduled for it. */
export const softDeletion = (active: string, createSeconds: number): Lifecycle => ({
  creating: "CREATING",
  active,
  deleting: "SCHEDULING_DELETION",
  deleted: "PENDING_DELETION",
  createSeconds,
  deleteSeconds: 5,
});

const base = "/20180608";

const vault: ResourceType = {
  kind: "vault",
  path: `${base}/vaults`,
  lifecycle: softDeletion("ACTIVE", 60),
  required: ["compartmentId", "displayName", "vaultType"],
  references: ["compartmentId"],
  scheduledDeletion: true,
  complete: (_, context) => ({
    // A vault has endpoints of its own; here they are the same server's.
    managementEndpoint: context.endpoint,
    cryptoEndpoint: context.endpoint,
    wrappingkeyId: context.newId("key"),
    isPrimary: true,
  }),
};

const key: ResourceType = {
  kind: "key",
  path: `${base}/keys`,
  lifecycle: softDeletion("ENABLED", 10),
  required: ["compartmentId", "displayName", "keyShape.algorithm", "keyShape.length"],
  references: ["compartmentId"],
  scheduledDeletion: true,
  complete: (given, context) => ({
    currentKeyVersion: context.newId("keyversion"),
    vaultId: context.live("vault").at(-1)?.id,
    protectionMode: given["protectionMode"] ?? "HSM",
    isPrimary: true,
    isAutoRotationEnabled: given["isAutoRotationEnabled"] ?? false,
  }),
};

export const keyManagement: Service = {
  name: "Key management",
  clients: ["oci_kms.KmsVaultClient", "oci_kms.KmsManagementClient", "oci_kms.KmsCryptoClient"],
  types: [vault, key],
};
