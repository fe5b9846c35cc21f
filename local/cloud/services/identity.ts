import { errors } from "../engine/errors.ts";
import type { Document, ResourceType, Service } from "../engine/resource-type.ts";
import { lifecycle } from "./lifecycles.ts";

const base = "/20160918";
const identityLife = lifecycle("ACTIVE", "DELETED", { create: 2, delete: 2 });

const compartment: ResourceType = {
  kind: "compartment",
  path: `${base}/compartments`,
  lifecycle: { ...identityLife, deleteSeconds: 30 },
  required: ["compartmentId", "name", "description"],
  unique: ["compartmentId", "name"],
};

const dynamicGroup: ResourceType = {
  kind: "dynamicgroup",
  path: `${base}/dynamicGroups`,
  lifecycle: identityLife,
  required: ["compartmentId", "name", "description", "matchingRule"],
  unique: ["name"],
};

/** The beginning of every statement that IAM accepts. Source: OCI documentation, "Policy Syntax". */
const statementForm =
  /^(allow|endorse|admit|define|deny)\s+(any-user|any-group|service|group|dynamic-group|tenancy|compartment)\b.*\bto\b/i;

const policy: ResourceType = {
  kind: "policy",
  path: `${base}/policies`,
  lifecycle: identityLife,
  required: ["compartmentId", "name", "description", "statements"],
  references: ["compartmentId"],
  unique: ["compartmentId", "name"],
  complete: refuseMalformed,
  revise: (_, change) => refuseMalformed(change),
};

function refuseMalformed(given: Document): Document {
  const malformed = ((given["statements"] as string[] | undefined) ?? []).filter(
    (statement) => !statementForm.test(statement),
  );
  if (malformed.length > 0) throw errors.invalidParameter(`No policy statements: ${malformed.join("; ")}`);
  return {};
}

export const identity: Service = {
  name: "Identity",
  clients: ["oci_identity.IdentityClient"],
  types: [compartment, dynamicGroup, policy],
  operations: [
    {
      method: "GET",
      path: `${base}/availabilityDomains`,
      answer: ({ context }) => ({
        body: availabilityDomains(context.identity.region).map((name) => ({
          name,
          id: `ocid1.availabilitydomain.oc1..${name.toLowerCase()}`,
          compartmentId: context.identity.tenancyId,
        })),
      }),
    },
    {
      method: "GET",
      path: `${base}/tenancies/{tenancyId}/regionSubscriptions`,
      answer: ({ context }) => ({
        body: [
          { regionName: context.identity.region, regionKey: "FRA", status: "READY", isHomeRegion: true },
        ],
      }),
    },
  ],
};

/** Names of a region's availability domains: a tenancy-specific prefix, the region, a number. */
export function availabilityDomains(region: string): readonly string[] {
  return [1, 2, 3].map((number) => `LOCL:${region.toUpperCase()}-AD-${number}`);
}
