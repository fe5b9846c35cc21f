import { randomUUID } from "node:crypto";
import type { Document, ResourceType, Service } from "../engine/resource-type.ts";
import { lifecycle } from "./lifecycles.ts";

const base = "/20220915";

const dbSystem: ResourceType = {
  kind: "postgresqldbsystem",
  path: `${base}/dbSystems`,
  lifecycle: lifecycle("ACTIVE", "DELETED", { create: 900, delete: 300, update: 60 }),
  required: [
    "compartmentId",
    "displayName",
    "dbVersion",
    "shape",
    "storageDetails.systemType",
    "networkDetails.subnetId",
  ],
  references: [
    "compartmentId",
    "networkDetails.subnetId",
    "networkDetails.nsgIds",
    "credentials.passwordDetails.secretId",
  ],
  weakReferences: ["credentials.passwordDetails.secretId"],
  writeOnly: ["credentials"],
  list: "items",
  workRequests: {
    entityType: "dbsystem",
    create: "CREATE_DB_SYSTEM",
    update: "UPDATE_DB_SYSTEM",
    delete: "DELETE_DB_SYSTEM",
  },
  complete: (given, context) => {
    const network = given["networkDetails"] as Document;
    const storage = given["storageDetails"] as Document;
    return {
      // Asked for by its full name, shown by its family: sizes have fields of their own.
      shape: String(given["shape"]).replaceAll(/^PostgreSQL\.|\.\d+\.\d+GB$/g, ""),
      systemType: given["systemType"] ?? "OCI_OPTIMIZED_STORAGE",
      adminUsername: (given["credentials"] as Document | undefined)?.["username"],
      configId: given["configId"] ?? context.newId("postgresqldefaultconfiguration"),
      instanceCount: given["instanceCount"] ?? 1,
      networkDetails: { primaryDbEndpointPrivateIp: "10.0.80.10", ...network },
      storageDetails: { iops: 75_000, ...storage },
      managementPolicy: given["managementPolicy"] ?? {
        backupPolicy: { kind: "NONE" },
        maintenanceWindowStart: "MON 02:00",
      },
      instances: Array.from({ length: Number(given["instanceCount"] ?? 1) }, (_, index) => ({
        id: randomUUID(),
        displayName: `instance-${index + 1}`,
        availabilityDomain: "LOCL:AD-1",
        lifecycleState: "ACTIVE",
        timeCreated: new Date().toISOString(),
      })),
    };
  },
};

export const postgresql: Service = {
  name: "Database with PostgreSQL",
  clients: ["oci_psql.PostgresqlClient"],
  types: [dbSystem],
  workRequestPath: `${base}/workRequests`,
  operations: [
    {
      method: "GET",
      path: `${base}/defaultConfigurations/{defaultConfigurationId}`,
      answer: ({ parameters }) => ({
        body: {
          id: parameters["defaultConfigurationId"],
          displayName: "default",
          lifecycleState: "ACTIVE",
          isFlexible: true,
        },
      }),
    },
  ],
};
