import type { ResourceType, Service } from "../engine/resource-type.ts";

const topic: ResourceType = {
  kind: "onstopic",
  path: "/20181201/topics",
  lifecycle: {
    creating: "CREATING",
    active: "ACTIVE",
    deleting: "DELETING",
    deleted: "DELETED",
    createSeconds: 2,
    deleteSeconds: 2,
  },
  required: ["compartmentId", "name"],
  references: ["compartmentId"],
  unique: ["name"],
  vanishes: true,
  idField: "topicId",
  complete: (_, context) => ({
    apiEndpoint: `https://cell1.notification.${context.identity.region}.oci.oraclecloud.com`,
    shortTopicId: "speech",
  }),
};

const subscription: ResourceType = {
  kind: "onssubscription",
  path: "/20181201/subscriptions",
  // An address counts once its owner has confirmed.
  lifecycle: {
    creating: "PENDING",
    active: "PENDING",
    deleting: "DELETED",
    deleted: "DELETED",
    createSeconds: 0,
    deleteSeconds: 0,
  },
  required: ["compartmentId", "topicId", "protocol", "endpoint"],
  references: ["compartmentId", "topicId"],
  unique: ["topicId", "protocol", "endpoint"],
  complete: () => ({
    deliveryPolicy: '{"backoffRetryPolicy":{"maxRetryDuration":7200000,"policyType":"EXPONENTIAL"}}',
    createdTime: Date.now(),
  }),
  show: ({ document }) => {
    const { timeCreated: _, deliveryPolicy, ...shown } = document;
    return { ...shown, deliverPolicy: deliveryPolicy };
  },
};

export const notifications: Service = {
  name: "Notifications",
  clients: ["oci_ons.NotificationControlPlaneClient", "oci_ons.NotificationDataPlaneClient"],
  types: [topic, subscription],
};
