import type { Document, ResourceType, Service } from "../engine/resource-type.ts";
import { softDeletion } from "./key-management.ts";

const base = "/20180608";

const secret: ResourceType = {
  kind: "vaultsecret",
  path: `${base}/secrets`,
  lifecycle: softDeletion("ACTIVE", 5),
  required: ["compartmentId", "secretName", "vaultId", "keyId", "secretContent.content"],
  references: ["compartmentId", "vaultId", "keyId"],
  // The name of a secret that waits for its deletion is still taken.
  unique: ["vaultId", "secretName"],
  uniqueAmongDeleted: true,
  writeOnly: ["secretContent"],
  scheduledDeletion: true,
  complete: () => ({ currentVersionNumber: 1 }),
  revise: (document, change) =>
    change["secretContent"] === undefined
      ? {}
      : { currentVersionNumber: Number(document["currentVersionNumber"]) + 1 },
};

export const vaultSecrets: Service = {
  name: "Vault secrets",
  clients: ["oci_vault.VaultsClient", "oci_secrets.SecretsClient"],
  types: [secret],
  operations: [
    {
      method: "GET",
      path: `/20190301/secretbundles/{secretId}`,
      answer: ({ context, parameters }) => {
        const { id, document } = context.get(parameters["secretId"] ?? "");
        const content = document["secretContent"] as Document;
        return {
          body: {
            secretId: id,
            versionNumber: document["currentVersionNumber"],
            stages: ["CURRENT", "LATEST"],
            secretBundleContent: { contentType: "BASE64", content: content["content"] },
          },
        };
      },
    },
  ],
};
