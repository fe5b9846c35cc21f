import { randomUUID } from "node:crypto";
import type { Document, ResourceType, Service } from "../engine/resource-type.ts";
import { lifecycle } from "./lifecycles.ts";

const rule: ResourceType = {
  kind: "eventrule",
  path: "/20181201/rules",
  lifecycle: lifecycle("ACTIVE", "DELETED", { create: 2, delete: 2 }),
  required: ["compartmentId", "displayName", "isEnabled", "condition", "actions"],
  references: ["compartmentId", "actions.actions.topicId"],
  complete: withActionIds,
  revise: (_, change) => (change["actions"] === undefined ? {} : withActionIds(change)),
};

function withActionIds(given: Document): Document {
  const { actions } = given["actions"] as { actions: Document[] };
  return {
    actions: {
      actions: actions.map((action) => ({ id: randomUUID(), lifecycleState: "ACTIVE", ...action })),
    },
  };
}

export const events: Service = { name: "Events", clients: ["oci_events.EventsClient"], types: [rule] };
