import type { Lifecycle, ResourceType, Service } from "../engine/resource-type.ts";

const base = "/20200531";
const life: Lifecycle = {
  creating: "CREATING",
  active: "ACTIVE",
  updating: "UPDATING",
  deleting: "DELETING",
  deleted: "DELETED",
  createSeconds: 10,
  updateSeconds: 5,
  deleteSeconds: 10,
};

const work = (entityType: string, name: string): NonNullable<ResourceType["workRequests"]> => ({
  entityType,
  create: `CREATE_${name}`,
  update: `UPDATE_${name}`,
  delete: `DELETE_${name}`,
  emptyReply: true,
});

const logGroup: ResourceType = {
  kind: "loggroup",
  path: `${base}/logGroups`,
  lifecycle: life,
  vanishes: true,
  required: ["compartmentId", "displayName"],
  references: ["compartmentId"],
  unique: ["compartmentId", "displayName"],
  workRequests: work("loggroup", "LOG_GROUP"),
};

const log: ResourceType = {
  kind: "log",
  path: `${base}/logGroups/{logGroupId}/logs`,
  lifecycle: life,
  vanishes: true,
  required: ["logGroupId", "displayName", "logType"],
  references: ["logGroupId"],
  unique: ["logGroupId", "displayName"],
  workRequests: work("log", "LOG"),
  complete: (given, context) => ({
    compartmentId: context.get(String(given["logGroupId"])).document["compartmentId"],
    tenancyId: context.identity.tenancyId,
    isEnabled: given["isEnabled"] ?? true,
    retentionDuration: given["retentionDuration"] ?? 30,
  }),
};

const unifiedAgentConfiguration: ResourceType = {
  kind: "unifiedagentconfiguration",
  path: `${base}/unifiedAgentConfigurations`,
  lifecycle: life,
  vanishes: true,
  required: ["compartmentId", "isEnabled", "serviceConfiguration"],
  references: ["compartmentId", "serviceConfiguration.destination.logObjectId", "groupAssociation.groupList"],
  workRequests: work("unifiedagentconfiguration", "CONFIGURATION"),
  complete: () => ({ configurationState: "VALID" }),
};

export const logging: Service = {
  name: "Logging",
  clients: ["oci_logging.LoggingManagementClient"],
  types: [logGroup, log, unifiedAgentConfiguration],
  workRequestPath: `${base}/workRequests`,
};
