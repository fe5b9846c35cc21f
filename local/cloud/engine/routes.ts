import type { CloudContext } from "./context.ts";
import { create, remove, update } from "./changes.ts";
import { visible } from "./documents.ts";
import { errors } from "./errors.ts";
import type {
  Document,
  Operation,
  Reply,
  Resource,
  ResourceType,
  RoutedRequest,
  Service,
} from "./resource-type.ts";
import { openWorkRequest, workRequestOperations } from "./work-requests.ts";

export interface Route {
  readonly method: string;
  readonly path: string;
  readonly pattern: RegExp;
  readonly handle: (request: RoutedRequest) => Reply | Promise<Reply>;
}

/** All paths of the services. Operations come first: they are the more particular ones. */
export function routesOf(services: readonly Service[]): readonly Route[] {
  const operations = services.flatMap((service) => [
    ...(service.operations ?? []),
    ...workRequestOperations(service),
  ]);
  return [...operations.map(operationRoute), ...services.flatMap(({ types }) => types.flatMap(typeRoutes))];
}

/** `/20160918/vcns/{vcnId}` as a pattern with named groups. */
export function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replaceAll(/\{(\w+)\}/g, "(?<$1>[^/]+)")}/?$`);
}

function route(method: string, path: string, handle: Route["handle"]): Route {
  return { method, path, pattern: patternOf(path), handle };
}

function operationRoute({ method, path, answer }: Operation): Route {
  return route(method, path, answer);
}

function typeRoutes(type: ResourceType): Route[] {
  const one = `${type.path}/{$id}`.replace("{$id}", "{self}");
  const actions = Object.entries(type.actions ?? {}).map(([name, action]) =>
    route("POST", `${one}/actions/${name}`, (request) => action(living(type, request), request)),
  );
  return [
    route("POST", type.path, (request) => answerCreation(type, request)),
    route("GET", type.path, (request) => answerList(type, request)),
    ...actions,
    ...(type.scheduledDeletion
      ? [route("POST", `${one}/actions/scheduleDeletion`, (request) => answerRemoval(type, request))]
      : [route("DELETE", one, (request) => answerRemoval(type, request))]),
    route("GET", one, (request) => answerOne(type, request)),
    route(type.updateMethod ?? "PUT", one, (request) => answerUpdate(type, request)),
  ];
}

function target(type: ResourceType, { context, parameters }: RoutedRequest): Resource {
  const { self = "", ...scope } = parameters;
  const resource = context.find(
    type.nameAsId === undefined ? self : [type.kind, ...Object.values(scope), self].join("/"),
  );
  if (!resource || resource.kind !== type.kind) {
    throw errors.notFound(`Authorization failed or requested resource not found: ${self}`);
  }
  return resource;
}

function living(type: ResourceType, request: RoutedRequest): Resource {
  const resource = target(type, request);
  if (resource.deleted)
    throw errors.notFound(`Authorization failed or requested resource not found: ${resource.id}`);
  return resource;
}

/** What GET answers: the document with its state, without what is secret or the engine's own. */
export function shown(context: CloudContext, type: ResourceType, resource: Resource): Document {
  const document = type.show?.(resource, context) ?? resource.document;
  return {
    ...visible(type, document),
    ...(type.lifecycle ? { [type.stateField ?? "lifecycleState"]: resource.state } : {}),
  };
}

function answerCreation(type: ResourceType, { context, body, parameters }: RoutedRequest): Reply {
  const resource = create(context, type, { ...body, ...parameters });
  return changed(context, type, resource, "create", type.workRequests?.emptyReply ?? false);
}

function answerUpdate(type: ResourceType, request: RoutedRequest): Reply {
  const ifMatch = request.headers["if-match"];
  const resource = update(
    request.context,
    type,
    living(type, request),
    request.body,
    typeof ifMatch === "string" ? ifMatch : undefined,
  );
  return changed(request.context, type, resource, "update", type.workRequests !== undefined);
}

async function answerRemoval(type: ResourceType, request: RoutedRequest): Promise<Reply> {
  const ifMatch = request.headers["if-match"];
  const resource = await remove(
    request.context,
    type,
    living(type, request),
    typeof ifMatch === "string" ? ifMatch : undefined,
  );
  if (type.scheduledDeletion) return changed(request.context, type, resource, "delete", false);
  const reply = changed(request.context, type, resource, "delete", true);
  return { ...reply, status: type.workRequests ? 202 : 204 };
}

function changed(
  context: CloudContext,
  type: ResourceType,
  resource: Resource,
  change: "create" | "update" | "delete",
  empty: boolean,
): Reply {
  return {
    status: type.workRequests ? 202 : 200,
    headers: {
      etag: resource.etag,
      ...(type.workRequests
        ? { "opc-work-request-id": openWorkRequest(context, type, change, resource) }
        : {}),
    },
    ...(empty ? {} : { body: shown(context, type, resource) }),
  };
}

function answerOne(type: ResourceType, request: RoutedRequest): Reply {
  const resource = target(type, request);
  // Some services show what is gone for a while, in its last state; one without states has nothing to show.
  if (resource.deleted && (type.vanishes || !type.lifecycle))
    throw errors.notFound(`Not found: ${resource.id}`);
  return { body: shown(request.context, type, resource), headers: { etag: resource.etag } };
}

function answerList(type: ResourceType, { context, query, parameters }: RoutedRequest): Reply {
  const filters = new URLSearchParams([...query, ...Object.entries(parameters)]);
  const state = filters.get(type.stateField ?? "lifecycleState");
  filters.delete(type.stateField ?? "lifecycleState");
  const found = context
    .live(type.kind, filters)
    .filter((resource) => state === null || resource.state === state)
    .map((resource) => shown(context, type, resource));
  return page(found, query, type.list ?? "array");
}

/** One page of a list. Source: OCI documentation, "List Pagination": `limit`, `page`, `opc-next-page`. */
export function page(found: readonly unknown[], query: URLSearchParams, form: "array" | "items"): Reply {
  const from = Number(query.get("page") ?? 0);
  const limit = Number(query.get("limit") ?? 1000);
  if (!Number.isInteger(from) || from < 0 || !Number.isInteger(limit) || limit < 1) {
    throw errors.invalidParameter(`page or limit is not one that this service gave: ${query}`);
  }
  const items = found.slice(from, from + limit);
  const next = from + limit < found.length ? { "opc-next-page": String(from + limit) } : {};
  return { body: form === "items" ? { items } : items, headers: next };
}
