import { services } from "../local/cloud/services/index.ts";

/** A resource of the state: what it waited for, and how long the cloud takes to make it. */
export interface Timed {
  readonly urn: string;
  readonly seconds: number;
  readonly after: readonly string[];
}

interface StateResource {
  readonly urn: string;
  readonly id?: string;
  readonly parent?: string;
  readonly dependencies?: readonly string[];
}

const createSeconds = new Map(
  services.flatMap(({ types }) =>
    types.map(({ kind, lifecycle }) => [kind, lifecycle?.createSeconds ?? 0] as const),
  ),
);

/**
 * What each resource of an exported state takes to be made: the cloud's own waiting time for its kind, and nothing
 * for the provider, the engine or the machine. A wall time beside the longest chain of these shows what they add.
 */
export function timesOf(exportedState: string, acceleration: number): readonly Timed[] {
  const { deployment } = JSON.parse(exportedState) as { deployment: { resources: readonly StateResource[] } };
  return deployment.resources.map(({ urn, id = "", dependencies = [] }) => ({
    urn,
    seconds: (createSeconds.get(kindOf(id)) ?? 0) * acceleration,
    after: dependencies,
  }));
}

/** The kind in an OCID; an add-on has a path instead. */
function kindOf(id: string): string {
  return id.includes("/addons/") ? "addon" : (/^ocid1\.([^.]+)\./.exec(id)?.[1] ?? "");
}

/** Seconds of the longest chain of resources that wait for each other. @throws Error on a circle */
export function criticalPath(resources: readonly Timed[]): number {
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  const known = new Map<string, number>();
  const visiting = new Set<string>();
  const longestTo = (urn: string): number => {
    const before = known.get(urn);
    if (before !== undefined) return before;
    if (visiting.has(urn)) throw new Error(`${urn} waits for itself`);
    visiting.add(urn);
    const resource = byUrn.get(urn);
    const longest = (resource?.seconds ?? 0) + Math.max(0, ...(resource?.after ?? []).map(longestTo));
    known.set(urn, longest);
    return longest;
  };
  return Math.max(0, ...resources.map(({ urn }) => longestTo(urn)));
}
