import type { ResourceType, Service } from "../engine/resource-type.ts";
import { lifecycle } from "./lifecycles.ts";

const base = "/20200909";

const serviceConnector: ResourceType = {
  kind: "serviceconnector",
  path: `${base}/serviceConnectors`,
  lifecycle: lifecycle("ACTIVE", "DELETED", { create: 20, delete: 10, update: 10 }),
  required: ["compartmentId", "displayName", "source", "target"],
  references: ["compartmentId", "source.logSources.logGroupId", "target.topicId"],
  list: "items",
  workRequests: {
    entityType: "serviceConnector",
    create: "CREATE_SERVICE_CONNECTOR",
    update: "UPDATE_SERVICE_CONNECTOR",
    delete: "DELETE_SERVICE_CONNECTOR",
    emptyReply: true,
  },
};

export const connectorHub: Service = {
  name: "Connector Hub",
  clients: ["oci_sch.ServiceConnectorClient"],
  types: [serviceConnector],
  workRequestPath: `${base}/workRequests`,
};
