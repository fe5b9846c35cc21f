import type { ServiceAccount } from "./statements.ts";

/** What the accounts' rights are narrowed to. */
export interface GrantedResources {
  readonly buckets: Readonly<Record<"documents" | "audio" | "models", string>>;
}

/** The namespace of the speech service. */
export const speechNamespace = "speech";

/** The service accounts of the speech service. Who is not here calls nothing of OCI. */
export function speechServiceAccounts({ buckets }: GrantedResources): readonly ServiceAccount[] {
  const inBucket = (name: string): string => `target.bucket.name = '${name}'`;
  return [
    {
      namespace: speechNamespace,
      name: "gateway",
      grants: [
        { verb: "manage", resource: "objects", conditions: [inBucket(buckets.documents)] },
        { verb: "read", resource: "objects", conditions: [inBucket(buckets.audio)] },
      ],
    },
    {
      namespace: speechNamespace,
      name: "synthesis",
      grants: [{ verb: "manage", resource: "objects", conditions: [inBucket(buckets.audio)] }],
    },
    {
      namespace: speechNamespace,
      name: "collector",
      grants: [{ verb: "manage", resource: "objects", conditions: [inBucket(buckets.audio)] }],
    },
    {
      namespace: speechNamespace,
      name: "model-store",
      grants: [{ verb: "read", resource: "objects", conditions: [inBucket(buckets.models)] }],
    },
  ];
}
