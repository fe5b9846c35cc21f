import { createHash } from "node:crypto";
import { errors } from "../engine/errors.ts";
import type { Document, ResourceType, RoutedRequest, Service } from "../engine/resource-type.ts";

const namespace = "speechlocal";
const bucketPath = "/n/{namespaceName}/b";

const bucket: ResourceType = {
  kind: "bucket",
  path: bucketPath,
  required: ["compartmentId", "name"],
  references: ["compartmentId", "kmsKeyId"],
  weakReferences: ["kmsKeyId"],
  nameAsId: "name",
  unique: ["name"],
  updateMethod: "POST",
  complete: (given, context) => ({
    id: context.newId("bucket"),
    namespace: given["namespaceName"],
    createdBy: context.identity.userId,
    etag: context.newId("etag"),
    publicAccessType: given["publicAccessType"] ?? "NoPublicAccess",
    storageTier: given["storageTier"] ?? "Standard",
    objectEventsEnabled: given["objectEventsEnabled"] ?? false,
    versioning: given["versioning"] ?? "Disabled",
    autoTiering: given["autoTiering"] ?? "Disabled",
    isReadOnly: false,
    replicationEnabled: false,
  }),
  deleting(resource, context) {
    const [object] = context.live("object").filter(({ document }) => document["bucket"] === resource.id);
    if (object)
      throw errors.conflict(
        `Bucket named '${String(resource.document["name"])}' is not empty. Delete all objects first.`,
      );
  },
  show: ({ document }, context) => ({
    ...document,
    approximateCount: context
      .live("object")
      .filter(
        ({ document: object }) => object["bucket"] === `bucket/${namespace}/${String(document["name"])}`,
      ).length,
    objectLifecyclePolicyEtag: document["$lifecycle"] === undefined ? undefined : "set",
  }),
};

const object: ResourceType = { kind: "object", path: "/local-objects", required: [], nameAsId: "key" };

function bucketOf({ context, parameters }: RoutedRequest) {
  return context.get(`bucket/${parameters["namespaceName"]}/${parameters["bucketName"]}`);
}

function objectId({ parameters }: RoutedRequest): string {
  return `object/${parameters["bucketName"]}/${parameters["objectName"]}`;
}

const objectPath = `${bucketPath}/{bucketName}/o/{objectName}`;

export const objectStorage: Service = {
  name: "Object Storage",
  clients: ["oci_object_storage.ObjectStorageClient"],
  types: [bucket, object],
  operations: [
    {
      method: "GET",
      path: "/n",
      answer: () => ({ body: JSON.stringify(namespace), headers: { "content-type": "application/json" } }),
    },
    {
      method: "GET",
      path: `${bucketPath}/{bucketName}/retentionRules`,
      answer(request) {
        bucketOf(request);
        return { body: { items: [] } };
      },
    },
    {
      method: "PUT",
      path: `${bucketPath}/{bucketName}/l`,
      answer(request) {
        const policy: Document = { ...request.body, timeCreated: new Date().toISOString() };
        request.context.change(bucketOf(request), { $lifecycle: policy });
        return { body: policy };
      },
    },
    {
      method: "GET",
      path: `${bucketPath}/{bucketName}/l`,
      answer(request) {
        const policy = bucketOf(request).document["$lifecycle"];
        if (policy === undefined) throw errors.notFound("The bucket has no lifecycle policy");
        return { body: policy };
      },
    },
    {
      method: "DELETE",
      path: `${bucketPath}/{bucketName}/l`,
      answer(request) {
        request.context.change(bucketOf(request), { $lifecycle: undefined });
        return {};
      },
    },
    {
      method: "GET",
      path: `${bucketPath}/{bucketName}/o`,
      answer(request) {
        const { id } = bucketOf(request);
        const prefix = request.query.get("prefix") ?? "";
        const objects = request.context
          .live("object")
          .filter(({ document }) => document["bucket"] === id && String(document["key"]).startsWith(prefix))
          .map(({ document }) => ({
            name: document["key"],
            size: document["size"],
            md5: document["md5"],
            etag: document["md5"],
          }));
        return { body: { objects } };
      },
    },
    {
      method: "PUT",
      path: objectPath,
      answer(request) {
        const { id: bucketId } = bucketOf(request);
        const id = objectId(request);
        const existing = request.context.find(id);
        if (existing && !existing.deleted && request.headers["if-none-match"] === "*") {
          throw errors.noEtagMatch("The object exists");
        }
        const md5 = createHash("md5").update(request.bytes).digest("base64");
        const given = request.headers["content-md5"];
        if (given !== undefined && given !== md5)
          throw errors.invalidParameter("content-md5 is not the digest of the body");
        request.context.store.put({
          id,
          kind: "object",
          document: {
            bucket: bucketId,
            key: request.parameters["objectName"],
            size: request.bytes.length,
            md5,
            contentType: request.headers["content-type"],
          },
          state: "",
          etag: md5,
          deleted: false,
        });
        request.context.store.putContent(id, request.bytes);
        return { status: 200, headers: { etag: md5, "opc-content-md5": md5 } };
      },
    },
    {
      method: "GET",
      path: objectPath,
      answer(request) {
        const { id, document, etag } = request.context.get(objectId(request));
        return {
          body: request.context.store.content(id) ?? new Uint8Array(),
          headers: {
            etag,
            "content-md5": String(document["md5"]),
            "content-type": String(document["contentType"] ?? "application/octet-stream"),
          },
        };
      },
    },
    {
      method: "HEAD",
      path: objectPath,
      answer(request) {
        const { document, etag } = request.context.get(objectId(request));
        return {
          status: 200,
          headers: {
            etag,
            "content-length": String(document["size"]),
            "content-md5": String(document["md5"]),
          },
        };
      },
    },
    {
      method: "DELETE",
      path: objectPath,
      answer(request) {
        request.context.remove(request.context.get(objectId(request)));
        return {};
      },
    },
  ],
};
