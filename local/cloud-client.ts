import type { CloudProcess } from "./cloud-process.ts";

/** A resource as the local cloud lists it. */
export interface ListedResource {
  readonly kind: string;
  readonly id: string;
  readonly name: string;
  readonly parent?: string;
  readonly state: string;
  /** Identifier as the provider has it in the state. */
  readonly importId: string;
  readonly freeformTags?: Readonly<Record<string, string>>;
}

/** What exists in the local cloud, whoever made it. Deleted resources are not listed. */
export async function listResources(cloud: CloudProcess): Promise<readonly ListedResource[]> {
  const response = await fetch(`${cloud.endpoint}/local/resources`);
  if (!response.ok)
    throw new Error(`The local cloud answered ${response.status} to a request for its resources`);
  return (await response.json()) as ListedResource[];
}
