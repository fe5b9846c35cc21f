import { errors } from "../engine/errors.ts";
import type { Document, ResourceType, Service } from "../engine/resource-type.ts";

/** metric[interval]{dimensions}.statistic() operator value. Source: OCI documentation, "Monitoring Query Language". */
const queryForm =
  /^\s*\w+\s*\[\d+[mhd]\]\s*(\{[^}]*\})?(\.\w+\([^)]*\))+\s*(>|>=|<|<=|==|!=)\s*-?[\d.]+\s*$|\.absent\(/;

const alarm: ResourceType = {
  kind: "alarm",
  path: "/20180401/alarms",
  lifecycle: {
    creating: "ACTIVE",
    active: "ACTIVE",
    deleting: "DELETING",
    deleted: "DELETED",
    createSeconds: 0,
    deleteSeconds: 1,
  },
  required: [
    "compartmentId",
    "metricCompartmentId",
    "displayName",
    "namespace",
    "query",
    "severity",
    "destinations",
    "isEnabled",
  ],
  references: ["compartmentId", "metricCompartmentId", "destinations"],
  complete: (given) => ({
    ...checked(given),
    pendingDuration: given["pendingDuration"] ?? "PT1M",
    messageFormat: given["messageFormat"] ?? "RAW",
    metricCompartmentIdInSubtree: given["metricCompartmentIdInSubtree"] ?? false,
    isNotificationsPerMetricDimensionEnabled: given["isNotificationsPerMetricDimensionEnabled"] ?? false,
    resolution: given["resolution"] ?? "1m",
    timeUpdated: new Date().toISOString(),
  }),
  revise: (_, change) => checked(change),
};

function checked({ query }: Document): Document {
  if (typeof query === "string" && !queryForm.test(query))
    throw errors.invalidParameter(`query: ${query} is not MQL`);
  return {};
}

export const monitoring: Service = {
  name: "Monitoring",
  clients: ["oci_monitoring.MonitoringClient"],
  types: [alarm],
};
