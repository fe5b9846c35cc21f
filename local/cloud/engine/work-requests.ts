import { randomUUID } from "node:crypto";
import type { CloudContext } from "./context.ts";
import type { Document, Operation, Resource, ResourceType, Service } from "./resource-type.ts";

/** Work requests are kept beside the resources, under a kind that no listing shows. */
export const workRequestKind = "workrequest";

const actionTypes = { create: "CREATED", update: "UPDATED", delete: "DELETED" } as const;

/** Opens the work request of a change. @returns its OCID, for the header `opc-work-request-id` */
export function openWorkRequest(
  context: CloudContext,
  type: ResourceType,
  change: "create" | "update" | "delete",
  resource: Resource,
): string {
  const id = context.newId(workRequestKind);
  const now = new Date().toISOString();
  context.store.put({
    id,
    kind: workRequestKind,
    document: {
      id,
      operationType: type.workRequests?.[change],
      compartmentId: resource.document["compartmentId"] ?? context.identity.tenancyId,
      timeAccepted: now,
      timeStarted: now,
      $resource: resource.id,
      $actionType: actionTypes[change],
      $entityType: type.workRequests?.entityType,
      $identifier: type.nameAsId === undefined ? resource.id : resource.document[type.nameAsId],
      $until: resource.next?.at,
    },
    state: "ACCEPTED",
    etag: randomUUID(),
    deleted: false,
  });
  return id;
}

/** The operations on a service's work requests: one, all, their errors and logs. */
export function workRequestOperations(service: Service): Operation[] {
  const path = service.workRequestPath;
  if (path === undefined) return [];
  return [
    {
      method: "GET",
      path: `${path}/{workRequestId}`,
      answer: ({ context, parameters }) => ({ body: show(context, parameters["workRequestId"] ?? "") }),
    },
    {
      method: "GET",
      path: `${path}/{workRequestId}/errors`,
      answer: ({ context, parameters }) => ({ body: failures(context, parameters["workRequestId"] ?? "") }),
    },
    { method: "GET", path: `${path}/{workRequestId}/logs`, answer: () => ({ body: [] }) },
  ];
}

function show(context: CloudContext, id: string): Document {
  const { document } = context.get(id);
  const resource = context.find(String(document["$resource"]));
  const status = statusOf(document, resource, context);
  const finished = status === "SUCCEEDED" || status === "FAILED";
  return {
    ...Object.fromEntries(Object.entries(document).filter(([name]) => !name.startsWith("$"))),
    status,
    percentComplete: finished ? 100 : 50,
    ...(finished ? { timeFinished: new Date().toISOString() } : {}),
    resources: [
      {
        actionType: finished ? document["$actionType"] : "IN_PROGRESS",
        entityType: document["$entityType"],
        identifier: document["$identifier"],
      },
    ],
  };
}

function statusOf(document: Document, resource: Resource | undefined, context: CloudContext): string {
  if (resource?.state === "FAILED") return "FAILED";
  const until = document["$until"];
  if (typeof until === "number" && until > Date.now()) return "IN_PROGRESS";
  const lifecycle = resource && context.type(resource.kind).lifecycle;
  return resource && !resource.deleted && resource.state === lifecycle?.creating
    ? "IN_PROGRESS"
    : "SUCCEEDED";
}

function failures(context: CloudContext, id: string): Document[] {
  const resource = context.find(String(context.get(id).document["$resource"]));
  return resource?.state === "FAILED"
    ? [{ code: "InternalError", message: resource.document["$failure"], timestamp: new Date().toISOString() }]
    : [];
}
