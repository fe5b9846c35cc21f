import { z } from "zod";
import type { Immutable } from "./immutable.ts";
import { isCidr } from "./cidr.ts";
import { shapeNames } from "./shapes.ts";

const cidr = z
  .string()
  .refine(isCidr, "must be an IPv4 range such as 10.0.0.0/16, starting at a multiple of its size");
const ocid = (kind: string) =>
  z
    .string()
    .regex(
      new RegExp(`^ocid1\\.(${kind})\\.oc\\d+\\.[a-z0-9-]*\\.[a-z0-9-.]+$`),
      `must be the OCID of ${/^[aeiou]/.test(kind) ? "an" : "a"} ${kind}`,
    );
const count = z.int().min(0).max(1000);
/** Log retention goes in steps of 30 days. Source: OCI documentation, "Log Retention". */
const logDays = z.int().min(30).max(180).multipleOf(30);
const region = z
  .string()
  .regex(/^[a-z]{2,3}-[a-z]+-\d$/, "must be a region identifier such as eu-frankfurt-1");
const labelValue = z
  .string()
  .regex(/^([A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?$/, "must be a Kubernetes label value");
const labelKey = z
  .string()
  .regex(/^([a-z0-9.-]+\/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/, "must be a Kubernetes label key");

const taint = z.strictObject({
  key: labelKey,
  value: labelValue.default(""),
  effect: z.enum(["NoSchedule", "PreferNoSchedule", "NoExecute"]),
});

const scaling = z.union(
  [
    z.strictObject({ fixed: count }).describe("always so many nodes"),
    z
      .strictObject({ minimum: count, maximum: count.min(1) })
      .describe("the cluster autoscaler chooses between these"),
  ],
  { error: "must be either {fixed} or {minimum, maximum}" },
);

const pool = z.strictObject({
  class: z
    .enum(["system", "cpu", "gpu"])
    .describe("what runs on its nodes: the cluster's own pods, light models and services, heavy models"),
  shape: z.enum(shapeNames),
  ocpus: z.int().min(1).optional().describe("OCPUs of a flexible shape"),
  memoryGigabytes: z.int().min(1).optional().describe("memory of a flexible shape, in GB"),
  bootVolumeGigabytes: z
    .int()
    .min(50)
    .max(32_768)
    .default(100)
    .describe("boot volume in GB; the file system is grown to all of it"),
  scaling,
  availabilityDomains: z
    .array(z.int().min(1).max(3))
    .min(1)
    .default([1])
    .describe("numbers of the availability domains that nodes may be in"),
  labels: z.record(labelKey, labelValue).default({}),
  taints: z.array(taint).default([]),
  capacityReservationId: ocid("capacityreservation").optional(),
  preemptible: z.boolean().default(false).describe("nodes at half the price that Oracle may take back"),
  evictionGraceMinutes: z
    .int()
    .min(0)
    .max(60)
    .default(30)
    .describe("time that pods get to end when a node goes"),
  maximumPodsPerNode: z.int().min(1).max(110).optional(),
});

const subnets = z.strictObject({
  controlPlane: cidr,
  loadBalancer: cidr,
  workers: cidr,
  pods: cidr,
  storage: cidr,
  database: cidr,
});

const bucket = z.strictObject({
  archiveAfterDays: z.int().min(1).optional().describe("days until objects go to the archive tier"),
  deleteAfterDays: z.int().min(1).optional().describe("days until objects are deleted"),
  deletePreviousVersionsAfterDays: z.int().min(1).default(30),
});

/** The configuration of one stack, as it stands in its file below `speech:`. */
export const schema = z.strictObject({
  environment: z
    .string()
    .regex(
      /^[a-z][a-z0-9-]{1,11}$/,
      "must be 2 to 12 lower-case letters, digits and hyphens, and start with a letter",
    )
    .describe("name of the environment, in names and tags"),
  region,
  homeRegion: region
    .optional()
    .describe("region where identity is written; the tenancy's home region. Default: region"),
  tenancyId: ocid("tenancy"),
  compartmentId: ocid("compartment").describe(
    "where everything is made; the root compartment is not accepted",
  ),
  tags: z
    .looseObject({ costCentre: z.string().min(1) })
    .catchall(z.string())
    .describe("on every resource, with environment and component"),
  protect: z.boolean().default(true).describe("whether what holds data refuses to be deleted"),
  network: z
    .strictObject({
      cidr: cidr.default("10.0.0.0/16"),
      subnets: subnets.partial().default({}),
      podNetworking: z.enum(["flannel", "vcn-native"]).default("flannel"),
      apiAllowedCidrs: z
        .array(cidr)
        .default([])
        .describe("who reaches the Kubernetes API beside the VCN: a VPN, a bastion, a CI runner"),
      loadBalancerAllowedCidrs: z.array(cidr).default(["0.0.0.0/0"]).describe("who reaches the service"),
    })
    .prefault({}),
  vault: z
    .strictObject({
      existingVaultId: ocid("vault")
        .optional()
        .describe("a vault to share; a deleted one blocks its compartment for days"),
      keyProtection: z.enum(["SOFTWARE", "HSM"]).default("SOFTWARE"),
      keyRotationDays: z.int().min(60).max(365).default(90),
    })
    .prefault({}),
  kubernetes: z.strictObject({
    version: z.string().regex(/^v1\.\d+\.\d+$/, "must be a version such as v1.34.1"),
    nodeImages: z
      .strictObject({
        amd64: ocid("image").optional(),
        arm64: ocid("image").optional(),
        gpu: ocid("image").optional(),
      })
      .describe(
        "pinned OKE images, by architecture; `oci ce node-pool-options get --node-pool-option-id all` lists them",
      ),
    gpuResourceOwner: z
      .enum(["plugin", "operator"])
      .default("plugin")
      .describe("who announces nvidia.com/gpu: OKE's device plugin or NVIDIA's operator"),
    pools: z.record(
      z.string().regex(/^[a-z][a-z0-9-]{0,20}$/, "must be lower-case letters, digits and hyphens"),
      pool,
    ),
  }),
  registry: z
    .strictObject({
      repositories: z
        .array(
          z
            .string()
            .regex(
              /^[a-z0-9][a-z0-9/_-]*$/,
              "must be lower-case letters, digits, hyphens, underscores and slashes",
            ),
        )
        .default(["gateway", "synthesis", "collector", "torchserve-cpu", "torchserve-gpu"]),
    })
    .prefault({}),
  storage: z
    .strictObject({
      documents: bucket.prefault({}),
      audio: bucket.prefault({}),
      models: bucket.prefault({}),
      audit: bucket.prefault({ archiveAfterDays: 30 }),
    })
    .prefault({}),
  database: z
    .strictObject({
      version: z.enum(["14", "15", "16"]).default("15"),
      shape: z.string().default("PostgreSQL.VM.Standard.E4.Flex"),
      ocpus: z.int().min(2).default(2),
      memoryGigabytes: z.int().min(32).default(32),
      instances: z.int().min(1).max(8).default(1),
      backupRetentionDays: z.int().min(1).max(35).default(7),
    })
    .prefault({}),
  observability: z
    .strictObject({
      logRetentionDays: logDays.default(30),
      alarmEmails: z
        .array(z.email("must be an e-mail address"))
        .default([])
        .describe("who is told; each address must confirm"),
    })
    .prefault({}),
  budget: z
    .strictObject({
      monthlyAmount: z.int().min(1),
      alertPercentages: z.array(z.int().min(1).max(10_000)).min(1).default([50, 80, 100]),
    })
    .optional()
    .describe("monthly, in the tenancy's currency"),
});

export type RawConfiguration = z.output<typeof schema>;
export type Pool = Immutable<RawConfiguration["kubernetes"]["pools"][string]>;
