import { randomUUID } from "node:crypto";
import type { CloudContext } from "./context.ts";
import { referencesOf, valuesAt } from "./documents.ts";
import { errors } from "./errors.ts";
import { limitKey, unsetLimit } from "./limits.ts";
import type { Document, Resource, ResourceType } from "./resource-type.ts";

/** Creates a resource as its table row says. @throws ServiceError 400, 404 or 409 */
export function create(context: CloudContext, type: ResourceType, given: Document): Resource {
  refuseMissing(type, given);
  refuseUnknownReferences(context, type, given);
  refuseDuplicate(context, type, given);
  refuseOverLimit(context, type, given);
  const id = type.nameAsId === undefined ? context.newId(type.kind) : nameId(type, given);
  const identified = {
    freeformTags: {},
    definedTags: {},
    systemTags: {},
    timeCreated: new Date().toISOString(),
    ...given,
    ...(type.nameAsId === undefined ? { [type.idField ?? "id"]: id } : {}),
  };
  const { lifecycle } = type;
  const wait = lifecycle ? context.delay(lifecycle.createSeconds) : 0;
  const resource: Resource = {
    id,
    kind: type.kind,
    document: { ...identified, ...type.complete?.(identified, context) },
    state: wait > 0 ? (lifecycle?.creating ?? "") : (lifecycle?.active ?? ""),
    ...(lifecycle && wait > 0 ? { next: { state: lifecycle.active, at: Date.now() + wait } } : {}),
    etag: randomUUID(),
    deleted: false,
  };
  context.store.put(resource);
  return follow(context, resource, type.created);
}

/** Changes the given fields of a resource. @throws ServiceError 400, 409 or 412 */
export function update(
  context: CloudContext,
  type: ResourceType,
  resource: Resource,
  change: Document,
  ifMatch?: string,
): Resource {
  refuseOtherEtag(resource, ifMatch);
  refuseWhileChanging(type, resource);
  refuseUnknownReferences(context, type, change);
  const document = {
    ...resource.document,
    ...change,
    timeUpdated: new Date().toISOString(),
    ...type.revise?.(resource.document, change, context),
  };
  refuseDuplicate(context, type, document, resource.id);
  const { lifecycle } = type;
  const wait = context.delay(lifecycle?.updateSeconds ?? 0);
  const changed: Resource = {
    ...resource,
    document,
    etag: randomUUID(),
    ...(lifecycle?.updating !== undefined && wait > 0
      ? { state: lifecycle.updating, next: { state: lifecycle.active, at: Date.now() + wait } }
      : {}),
  };
  context.store.put(changed);
  return follow(context, changed, type.updated);
}

/** Deletes a resource that nothing needs any more. @throws ServiceError 409 or 412 */
export async function remove(
  context: CloudContext,
  type: ResourceType,
  resource: Resource,
  ifMatch?: string,
): Promise<Resource> {
  refuseOtherEtag(resource, ifMatch);
  if (type.lifecycle && resource.state === type.lifecycle.deleting) return resource;
  await type.deleting?.(resource, context);
  const [dependent] = context.dependents(resource.id);
  if (dependent) {
    throw errors.conflict(
      `The ${type.kind} ${resource.id} cannot be deleted: ${dependent.field} of the ${dependent.resource.kind} ${dependent.resource.id} refers to it`,
    );
  }
  const { next: _, ...rest } = resource;
  const wait = type.lifecycle ? context.delay(type.lifecycle.deleteSeconds) : 0;
  for (const owned of context.ownedBy(resource.id)) context.remove(owned);
  let removed: Resource = rest;
  if (type.lifecycle && wait > 0) {
    removed = {
      ...rest,
      state: type.lifecycle.deleting,
      next: { state: type.lifecycle.deleted, at: Date.now() + wait },
    };
    context.store.put(removed);
  } else {
    context.remove(resource);
    removed = context.find(resource.id) ?? { ...rest, deleted: true };
  }
  await type.removed?.(resource, context);
  return removed;
}

/**
 * Runs what a change brings with it. While that takes time the resource stays in its creating state; when it fails
 * the resource is FAILED, as a cluster whose control plane does not come up.
 */
function follow(context: CloudContext, resource: Resource, work: ResourceType["created"]): Resource {
  const running = work?.(resource, context);
  if (!(running instanceof Promise)) return context.find(resource.id) ?? resource;
  const { lifecycle } = context.type(resource.kind);
  if (!lifecycle) throw new Error(`${resource.kind} has no states to wait in`);
  const { next, ...rest } = resource;
  const waiting = {
    ...rest,
    state: resource.state === lifecycle.active ? (lifecycle.updating ?? lifecycle.creating) : resource.state,
  };
  if (waiting.state === lifecycle.active) return resource;
  context.store.put({ ...waiting, state: lifecycle.creating });
  void running.then(
    () => finish(context, resource.id, lifecycle.active, next?.at),
    (error: unknown) => {
      const failed = context.find(resource.id);
      if (failed)
        context.store.put({ ...context.change(failed, { $failure: String(error) }), state: "FAILED" });
    },
  );
  return { ...waiting, state: lifecycle.creating };
}

function finish(context: CloudContext, id: string, state: string, at = Date.now()): void {
  const resource = context.find(id);
  if (!resource || resource.deleted) return;
  const { next: _, ...rest } = resource;
  context.store.put(at > Date.now() ? { ...rest, next: { state, at } } : { ...rest, state });
}

function nameId(type: ResourceType, given: Document): string {
  const scope = [...type.path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => String(given[name] ?? ""));
  return [type.kind, ...scope, String(given[type.nameAsId ?? ""])].join("/");
}

function refuseMissing(type: ResourceType, given: Document): void {
  const missing = type.required.filter((field) => valuesAt(given, field).length === 0);
  if (missing.length > 0) throw errors.missingParameter(`Missing: ${missing.join(", ")}`);
}

function refuseUnknownReferences(context: CloudContext, type: ResourceType, given: Document): void {
  const unknown = referencesOf(type, given).filter(({ id }) => {
    const found = context.find(id);
    return id !== context.identity.tenancyId && (!found || found.deleted);
  });
  if (unknown.length > 0) {
    throw errors.invalidParameter(
      unknown.map(({ field, id }) => `${field}: ${id} does not exist`).join("; "),
    );
  }
}

function refuseDuplicate(context: CloudContext, type: ResourceType, document: Document, self?: string): void {
  const { unique } = type;
  if (!unique) return;
  const others = [
    ...context.live(type.kind),
    ...(type.uniqueAmongDeleted ? context.store.tombstones(type.kind) : []),
  ];
  const twin = others.find(
    (other) => other.id !== self && unique.every((field) => other.document[field] === document[field]),
  );
  if (twin) throw errors.conflict(`A ${type.kind} with this ${unique.join(" and ")} exists: ${twin.id}`);
}

function refuseOverLimit(context: CloudContext, type: ResourceType, given: Document): void {
  const use = type.limit?.(given);
  if (!use) return;
  const limit = context.limits.get(limitKey(use.service, use.name, use.scope)) ?? unsetLimit;
  const used = context.used(use.service, use.name, use.scope);
  if (used + use.amount > limit) {
    throw errors.limitExceeded(
      `The following service limits were exceeded: ${use.name} in ${use.scope}: limit ${limit}, in use ${used}, asked for ${use.amount}${use.shape === undefined ? "" : ` (shape ${use.shape})`}. Request a service limit increase from the service limits page.`,
    );
  }
}

function refuseOtherEtag(resource: Resource, ifMatch?: string): void {
  if (ifMatch !== undefined && ifMatch !== "*" && ifMatch !== resource.etag) {
    throw errors.noEtagMatch(`The resource has the etag ${resource.etag}, not ${ifMatch}`);
  }
}

function refuseWhileChanging(type: ResourceType, resource: Resource): void {
  const { lifecycle } = type;
  if (
    lifecycle &&
    [lifecycle.creating, lifecycle.deleting].includes(resource.state) &&
    lifecycle.creating !== lifecycle.active
  ) {
    throw errors.incorrectState(
      `The ${type.kind} is ${resource.state}: it can be changed once it is ${lifecycle.active}`,
    );
  }
}
