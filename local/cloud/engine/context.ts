import { randomBytes, randomUUID } from "node:crypto";
import type { ClusterDriver } from "../cluster-driver.ts";
import { matches, referencesOf } from "./documents.ts";
import { errors } from "./errors.ts";
import { limitKey, type Limits } from "./limits.ts";
import type { Document, Resource, ResourceType, Service } from "./resource-type.ts";
import type { CloudIdentity } from "./signature.ts";
import type { Store } from "./store.ts";

/** Work requests are kept beside the resources, but nothing refers to them and no listing shows them. */
const workRequestType: ResourceType = { kind: "workrequest", path: "", required: [] };

export interface CloudContextOptions {
  readonly identity: CloudIdentity;
  readonly store: Store;
  readonly services: readonly Service[];
  readonly limits: Limits;
  /** Share of the realistic seconds that passing states take: 0 none, 1 all of them. */
  readonly delayScale: number;
  readonly clusterDriver?: ClusterDriver;
}

/** What the tables' functions see of the cloud: its resources, its clock, itself. */
export class CloudContext {
  readonly identity: CloudIdentity;
  readonly store: Store;
  readonly limits: Limits;
  readonly delayScale: number;
  readonly clusterDriver: ClusterDriver | undefined;
  /** The server's own address; per-vault endpoints are there too. */
  endpoint = "";
  readonly #types: ReadonlyMap<string, ResourceType>;

  constructor(options: CloudContextOptions) {
    this.identity = options.identity;
    this.store = options.store;
    this.limits = options.limits;
    this.delayScale = options.delayScale;
    this.clusterDriver = options.clusterDriver;
    const types = [...options.services.flatMap((service) => service.types), workRequestType];
    this.#types = new Map(types.map((type) => [type.kind, type]));
  }

  /** A fresh OCID. Source: OCI documentation, "Resource Identifiers". Tenancy-wide kinds have no region. */
  newId(kind: string): string {
    const region = ["compartment", "policy", "dynamicgroup", "tenancy"].includes(kind)
      ? ""
      : this.identity.region;
    return `ocid1.${kind}.oc1.${region}.${randomBytes(30).toString("hex")}`;
  }

  /** The table row of a kind. Work requests have none: they are nobody's resource. */
  type(kind: string): ResourceType {
    const type = this.#types.get(kind);
    if (!type) throw new Error(`No service has a resource type ${kind}`);
    return type;
  }

  /** Milliseconds that so many realistic seconds take here. */
  delay(seconds: number): number {
    return Math.round(seconds * 1000 * this.delayScale);
  }

  /** A resource in the state that the clock says, deleted ones included. */
  find(id: string): Resource | undefined {
    const resource = this.store.get(id);
    return resource === undefined ? undefined : this.#settle(resource);
  }

  /** A resource that lives. @throws ServiceError 404 */
  get(id: string): Resource {
    const resource = this.find(id);
    if (!resource || resource.deleted)
      throw errors.notFound(`Authorization failed or requested resource not found: ${id}`);
    return resource;
  }

  live(kind: string, query: URLSearchParams = new URLSearchParams()): Resource[] {
    return this.store
      .live(kind)
      .map((resource) => this.#settle(resource))
      .filter((resource) => !resource.deleted && matches(resource.document, query));
  }

  /** Everything that lives. */
  all(): Resource[] {
    return this.store
      .live()
      .map((resource) => this.#settle(resource))
      .filter((resource) => !resource.deleted);
  }

  /** Puts a resource that nobody asked for in place: one that comes with another. */
  insert(kind: string, document: Document): Resource {
    const type = this.type(kind);
    const id = this.newId(kind);
    const resource: Resource = {
      id,
      kind,
      document: { [type.idField ?? "id"]: id, timeCreated: new Date().toISOString(), ...document },
      state: type.lifecycle?.active ?? "",
      etag: randomUUID(),
      deleted: false,
    };
    this.store.put(resource);
    return resource;
  }

  /** Changes a resource's fields outside of a request. */
  change(resource: Resource, fields: Document): Resource {
    const changed = { ...resource, document: { ...resource.document, ...fields }, etag: randomUUID() };
    this.store.put(changed);
    return changed;
  }

  /** Removes what came with another resource, or what somebody deletes behind the engine's back. */
  remove(resource: Resource): void {
    const lifecycle = this.type(resource.kind).lifecycle;
    const { next: _, ...rest } = resource;
    if (lifecycle) this.store.put({ ...rest, state: lifecycle.deleted, deleted: true });
    else this.store.forget(resource.id);
    for (const owned of this.ownedBy(resource.id)) this.remove(owned);
  }

  ownedBy(id: string): Resource[] {
    return this.all().filter((resource) => resource.document["$ownedBy"] === id);
  }

  /** Who names this resource and would break without it. */
  dependents(id: string): { resource: Resource; field: string }[] {
    return this.all().flatMap((resource) =>
      resource.document["$ownedBy"] === id
        ? []
        : referencesOf(this.type(resource.kind), resource.document)
            .filter((reference) => reference.id === id && !reference.weak)
            .map(({ field }) => ({ resource, field })),
    );
  }

  /** What the living resources use of a limit. */
  used(service: string, name: string, scope: string): number {
    return this.all()
      .map((resource) => this.type(resource.kind).limit?.(resource.document))
      .filter(
        (use) =>
          use !== undefined && limitKey(use.service, use.name, use.scope) === limitKey(service, name, scope),
      )
      .reduce((sum, use) => sum + (use?.amount ?? 0), 0);
  }

  #settle(resource: Resource): Resource {
    const { next, ...rest } = resource;
    if (!next || next.at > Date.now()) return resource;
    const deleted = next.state === this.#types.get(resource.kind)?.lifecycle?.deleted;
    const settled = { ...rest, state: next.state, deleted };
    this.store.put(settled);
    return settled;
  }
}
