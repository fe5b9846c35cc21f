import type { CloudContext } from "./engine/context.ts";
import { errors } from "./engine/errors.ts";
import type { FaultPlan } from "./engine/faults.ts";
import { limitKey } from "./engine/limits.ts";
import type { Document, Resource } from "./engine/resource-type.ts";
import { patternOf, type Route } from "./engine/routes.ts";
import { workRequestKind } from "./engine/work-requests.ts";
import { reviewToken } from "./token-review.ts";

/** A resource as listings show it. */
export interface Listed {
  readonly kind: string;
  readonly id: string;
  readonly name: string;
  readonly parent?: string;
  readonly state: string;
  readonly freeformTags?: unknown;
  /** Identifier as the provider has it in the state. */
  readonly importId: string;
}

/** What somebody made and has not deleted: without what was given, and what came with something else. */
export function listed(context: CloudContext): Listed[] {
  return context
    .all()
    .filter(
      ({ kind, document }) =>
        kind !== workRequestKind && document["$given"] !== true && document["$ownedBy"] === undefined,
    )
    .filter(({ kind, state }) => !context.type(kind).scheduledDeletion || state !== "PENDING_DELETION")
    .map((resource) => listedOne(context, resource));
}

function listedOne(context: CloudContext, { id, kind, document, state }: Resource): Listed {
  const name =
    document["displayName"] ??
    document["name"] ??
    document["secretName"] ??
    document["addonName"] ??
    document["description"];
  const parent = context
    .type(kind)
    .references?.map((field) => document[field])
    .find((value) => typeof value === "string" && context.find(value));
  return {
    kind,
    id,
    importId: importIdOf({ id, kind, document }),
    name: typeof name === "string" ? name : id,
    state,
    ...(typeof parent === "string" ? { parent } : {}),
    ...(document["freeformTags"] === undefined ? {} : { freeformTags: document["freeformTags"] }),
  };
}

/** Most resources are known to the provider by their OCID; these are not. */
const importIds: Readonly<Record<string, (document: Document) => string>> = {
  bucket: ({ namespace, name }) => `n/${String(namespace)}/b/${String(name)}`,
};

function importIdOf({ id, kind, document }: Pick<Resource, "id" | "kind" | "document">): string {
  return importIds[kind]?.(document) ?? id;
}

/** The listing as a tree, for a person. */
export function tree(resources: readonly Listed[]): string {
  const ids = new Set(resources.map(({ id }) => id));
  const below = (parent: string | undefined, depth: number): string[] =>
    resources
      .filter(
        (resource) =>
          (resource.parent !== undefined && ids.has(resource.parent) ? resource.parent : undefined) ===
          parent,
      )
      .toSorted((one, other) => one.kind.localeCompare(other.kind) || one.name.localeCompare(other.name))
      .flatMap((resource) => [
        `${"  ".repeat(depth)}${resource.kind} ${resource.name} ${resource.state}`.trimEnd(),
        ...(depth < 8 ? below(resource.id, depth + 1) : []),
      ]);
  return below(undefined, 0).join("\n");
}

/** The paths under /local, and the page at /: they take no signature and answer this machine only. */
export function controlRoutes(
  context: CloudContext,
  options: { readonly control: boolean; readonly setFaults: (plan: FaultPlan) => void },
): readonly Route[] {
  const route = (method: string, path: string, handle: Route["handle"]): Route => ({
    method,
    path,
    pattern: patternOf(path),
    handle,
  });
  const page = (): string => {
    const calls = context.store
      .calls(50)
      .map(({ at, method, path, status }) => `${at} ${status} ${method} ${path}`);
    return `Resources\n\n${tree(listed(context))}\n\nNewest calls\n\n${calls.join("\n")}\n`;
  };
  return [
    route("GET", "/", () => ({ body: page(), headers: { "content-type": "text/plain; charset=utf-8" } })),
    route("GET", "/local/resources", () => ({ body: listed(context) })),
    route("GET", "/local/calls", ({ query }) => ({
      body: context.store.calls(Number(query.get("limit") ?? 1000)),
    })),
    route("POST", "/local/token-review", ({ body }) => ({
      body: reviewToken(body, context.identity, context),
    })),
    ...(options.control
      ? [
          route("POST", "/local/faults", ({ body }) => {
            options.setFaults(body as unknown as FaultPlan);
            return {};
          }),
          route("POST", "/local/limits", ({ body }) => {
            const { service, name, scope, value } = body as {
              service: string;
              name: string;
              scope: string;
              value: number;
            };
            context.limits.set(limitKey(service, name, scope), value);
            return {};
          }),
          route("DELETE", "/local/resources/{id}", ({ parameters }) => {
            const resource = context.find(parameters["id"] ?? "");
            if (!resource) throw errors.notFound("There is no such resource");
            context.remove(resource);
            return {};
          }),
        ]
      : []),
  ];
}
