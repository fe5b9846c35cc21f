import type { CloudContext } from "./context.ts";

/** A JSON object as it goes over the wire. */
export type Document = Record<string, unknown>;

/** A resource as the store keeps it. */
export interface Resource {
  readonly id: string;
  readonly kind: string;
  /** What GET answers, without the state. */
  readonly document: Document;
  readonly state: string;
  /** The state that follows, and when (milliseconds since the epoch). */
  readonly next?: { readonly state: string; readonly at: number };
  readonly etag: string;
  /** Gone for everybody but a GET that asks for its tombstone. */
  readonly deleted: boolean;
}

/**
 * The states of a resource's life and the seconds that Oracle's service typically spends in the passing ones.
 * A type without a life (a bucket, a container repository's configuration) has none.
 */
export interface Lifecycle {
  readonly creating: string;
  readonly active: string;
  readonly updating?: string;
  readonly deleting: string;
  readonly deleted: string;
  readonly createSeconds: number;
  readonly updateSeconds?: number;
  readonly deleteSeconds: number;
}

/** A request once its path is understood. */
export interface RoutedRequest {
  readonly context: CloudContext;
  /** The JSON body; empty where there is none. */
  readonly body: Document;
  /** The body as it came. */
  readonly bytes: Uint8Array;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The named parts of the path, decoded. */
  readonly parameters: Readonly<Record<string, string>>;
}

export interface Reply {
  /** @default 200, and 204 without a body */
  readonly status?: number;
  /** Bytes go out as they are, all else as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One row of a service's table: what a kind of resource looks like on the wire and how it behaves. */
export interface ResourceType {
  /** The part of the OCID after `ocid1.`, and the name in listings. */
  readonly kind: string;
  /** Collection, with the API's version: `/20160918/vcns`, `/20200531/logGroups/{logGroupId}/logs`. */
  readonly path: string;
  readonly lifecycle?: Lifecycle;
  /** Fields without which a creation is refused. Dots lead into objects. */
  readonly required: readonly string[];
  /**
   * Fields that hold OCIDs of other resources. A creation that names one that does not exist is refused; deleting
   * the other while this one lives is refused too, unless the field is listed in `weakReferences`.
   */
  readonly references?: readonly string[];
  readonly weakReferences?: readonly string[];
  /** Fields that together must be unique among what lives. */
  readonly unique?: readonly string[];
  /** Whether the names of what is deleted stay taken. @default false */
  readonly uniqueAmongDeleted?: boolean;
  /** Whether GET answers 404 as soon as it is deleted, instead of showing its last state. @default false */
  readonly vanishes?: boolean;
  /** Fields that the API takes and never shows again. */
  readonly writeOnly?: readonly string[];
  /** The list answer's form. @default "array" */
  readonly list?: "array" | "items";
  /** Field that holds the identifier in documents. @default "id" */
  readonly idField?: string;
  /** Field that holds the state. @default "lifecycleState" */
  readonly stateField?: string;
  /** Where the identifier is not an OCID but a name (a bucket, an add-on): the field that it is. */
  readonly nameAsId?: string;
  /** HTTP method of an update. @default "PUT" */
  readonly updateMethod?: "PUT" | "POST";
  /** Deletion is asked for with POST actions/scheduleDeletion instead of DELETE. */
  readonly scheduledDeletion?: boolean;
  /** Changes are work requests: the operation types by change. */
  readonly workRequests?: {
    readonly entityType: string;
    readonly create: string;
    readonly update: string;
    readonly delete: string;
    /** Creation answers nothing but the work request. */
    readonly emptyReply?: boolean;
  };
  /** The limit that a creation counts against: service and limit name, and how much. */
  readonly limit?: (
    document: Document,
  ) => { service: string; name: string; amount: number; scope: string; shape?: string } | undefined;
  /** What the service adds: computed fields, defaults. Called on creation. */
  readonly complete?: (document: Document, context: CloudContext) => Document;
  /** What an update changes beside the given fields. */
  readonly revise?: (document: Document, change: Document, context: CloudContext) => Document;
  /** What else happens: other resources that come and go with this one, processes. */
  readonly created?: (resource: Resource, context: CloudContext) => void | Promise<void>;
  readonly updated?: (resource: Resource, context: CloudContext) => void | Promise<void>;
  /** @throws ServiceError to refuse. */
  readonly deleting?: (resource: Resource, context: CloudContext) => void | Promise<void>;
  readonly removed?: (resource: Resource, context: CloudContext) => void | Promise<void>;
  /** POST actions: `/{id}/actions/NAME`. */
  readonly actions?: Readonly<
    Record<string, (resource: Resource, request: RoutedRequest) => Reply | Promise<Reply>>
  >;
  /** What GET shows, when that is more than the document. */
  readonly show?: (resource: Resource, context: CloudContext) => Document;
}

/** A path that is not a resource type's: look-ups, content. */
export interface Operation {
  readonly method: "GET" | "POST" | "PUT" | "DELETE" | "HEAD";
  readonly path: string;
  readonly answer: (request: RoutedRequest) => Reply | Promise<Reply>;
}

export interface Service {
  /** The name in listings: "Core networking". */
  readonly name: string;
  /** The provider's clients that speak to this service: keys of `CLIENT_HOST_OVERRIDES`. */
  readonly clients: readonly string[];
  readonly types: readonly ResourceType[];
  readonly operations?: readonly Operation[];
  /** Version prefix under which the service's work requests lie, when it has them. */
  readonly workRequestPath?: string;
}
