import { StorageClass } from "@pulumi/kubernetes/storage/v1/storageClass.js";
import { Provider as KubernetesProvider } from "@pulumi/kubernetes/provider.js";
import { getAvailabilityDomainsOutput } from "@pulumi/oci/identity/getAvailabilityDomains.js";
import { Provider } from "@pulumi/oci/provider.js";
import * as pulumi from "@pulumi/pulumi";
import { Budget } from "./components/budget.ts";
import { Cluster } from "./components/cluster.ts";
import { Database } from "./components/database.ts";
import { ClusterPolicies, StoragePolicies } from "./components/identity.ts";
import { speechNamespace, speechServiceAccounts } from "./components/identity/service-accounts.ts";
import { clusterAutoscaler } from "./components/identity/statements.ts";
import { tagWithLogicalName } from "./components/logical-name.ts";
import { Network } from "./components/network.ts";
import { Observability } from "./components/observability.ts";
import { replaceByName } from "./components/replacement.ts";
import { Registry } from "./components/registry.ts";
import { blockVolumeParameters } from "./components/storage/block-volume.ts";
import { Buckets } from "./components/storage/buckets.ts";
import { FileSystem } from "./components/storage/file-system.ts";
import { Vault } from "./components/vault.ts";
import { parseConfiguration, rawConfiguration } from "./config.ts";
import { shapeOf, type ShapeName } from "./config/shapes.ts";

pulumi.runtime.registerStackTransformation(tagWithLogicalName);
pulumi.runtime.registerStackTransformation(replaceByName);

const configuration = parseConfiguration(rawConfiguration(pulumi.runtime.allConfig(), pulumi.getProject()));
const { environment, region, homeRegion, tenancyId, compartmentId, protect } = configuration;
const displayName = `speech-${environment}`;
const tags = { environment, ...configuration.tags };
const common = { compartmentId, displayName, tags };

const regional = new Provider("regional", { region });
/** Identity is written in the tenancy's home region only. */
const home = new Provider("home", { region: homeRegion });

const network = new Network("network", { ...common, ...configuration.network }, { provider: regional });
const { subnetIds, groupIds } = network;

const vault = new Vault(
  "vault",
  { ...common, ...configuration.vault, protect, secrets: ["database", "rabbitmq", "webhook-signing"] },
  { provider: regional },
);

const storagePolicies = new StoragePolicies(
  "service-policies",
  { ...common, region, keyId: vault.keyId },
  { provider: home },
);

const registry = new Registry(
  "registry",
  { ...common, prefix: displayName, repositories: configuration.registry.repositories },
  { provider: regional },
);

const buckets = new Buckets(
  "buckets",
  { ...common, keyId: vault.keyId, buckets: configuration.storage, protect },
  // Encryption and lifecycle rules are refused until the services may use the key.
  { provider: regional, dependsOn: [storagePolicies] },
);

const availabilityDomain = getAvailabilityDomainsOutput(
  { compartmentId },
  { provider: regional },
).availabilityDomains.apply(([first]) => first?.name ?? "");
const modelStore = new FileSystem(
  "model-store",
  {
    ...common,
    availabilityDomain,
    subnetId: present(subnetIds.storage),
    groupId: present(groupIds.storage),
    keyId: vault.keyId,
    clientCidr: configuration.network.subnets.workers,
    protect,
  },
  { provider: regional, dependsOn: [storagePolicies] },
);

const database = new Database(
  "database",
  {
    ...common,
    ...configuration.database,
    subnetId: present(subnetIds.database),
    groupId: present(groupIds.database),
    passwordSecretId: present(vault.secretIds["database"]),
    passwordSecretVersion: present(vault.secretVersions["database"]),
    protect,
  },
  { provider: regional },
);

const cluster = new Cluster(
  "cluster",
  {
    ...common,
    region,
    vcnId: network.vcnId,
    podNetworking: configuration.network.podNetworking,
    subnetIds,
    groupIds,
    kubernetesVersion: configuration.kubernetes.version,
    nodeImages: configuration.kubernetes.nodeImages,
    imageKind: (spec) => (spec.class === "gpu" ? "gpu" : shapeOf(spec.shape as ShapeName).architecture),
    keyId: vault.keyId,
    pools: configuration.kubernetes.pools,
    gpuResourceOwner: configuration.kubernetes.gpuResourceOwner,
    protect,
  },
  { provider: regional, dependsOn: [storagePolicies] },
);

const clusterPolicies = new ClusterPolicies(
  "cluster-policies",
  {
    ...common,
    tenancyId,
    clusterId: cluster.clusterId,
    auditBucket: buckets.names.audit,
    serviceAccounts: pulumi
      .output(buckets.names)
      .apply((names) => [clusterAutoscaler, ...speechServiceAccounts({ buckets: names })]),
  },
  { provider: home },
);

new Observability(
  "observability",
  {
    ...common,
    ...configuration.observability,
    clusterId: cluster.clusterId,
    subnetIds: subnetIds,
    bucketNames: buckets.names,
    namespace: buckets.namespace,
    mountTargetId: modelStore.mountTargetId,
    nodeGroupId: clusterPolicies.nodeGroupId,
    containerNamespace: speechNamespace,
  },
  { provider: regional },
);

if (configuration.budget) {
  new Budget(
    "budget",
    { ...common, ...configuration.budget, tenancyId, recipients: configuration.observability.alarmEmails },
    { provider: home },
  );
}

const kubernetes = new KubernetesProvider("kubernetes", { kubeconfig: cluster.kubeconfig });
new StorageClass(
  "queue-volumes",
  {
    metadata: { name: "speech-queue-volumes" },
    provisioner: "blockvolume.csi.oraclecloud.com",
    parameters: vault.keyId.apply((keyId) => blockVolumeParameters("balanced", keyId)),
    reclaimPolicy: "Retain",
    volumeBindingMode: "WaitForFirstConsumer",
    allowVolumeExpansion: true,
  },
  { provider: kubernetes, dependsOn: [...cluster.ready] },
);

/** A value that every networking has. */
function present<Value>(value: Value | undefined): Value {
  if (value === undefined)
    throw new Error("The stack is put together wrongly: a part that always exists is missing");
  return value;
}

/** OCID of the VCN: for a stack that peers with it. */
export const vcnId = network.vcnId;
/** OCID of the cluster. */
export const clusterId = cluster.clusterId;
/** Access to the cluster; signs its own tokens. `pulumi stack output kubeconfig --show-secrets > kubeconfig` */
export const kubeconfig = cluster.kubeconfig;
/** Repositories to push images to, by image. */
export const repositories = registry.repositories;
/** Namespace of Object Storage, and the buckets in it. */
export const objectStorageNamespace = buckets.namespace;
export const bucketNames = buckets.names;
/** Address of the database, port 5432. Its password is in the vault's secret. */
export const databaseAddress = database.address;
/** OCIDs of the generated secrets, by use. */
export const secretIds = vault.secretIds;
/** Handle of the model store's persistent volume. */
export const modelStoreVolume = modelStore.volumeHandle;
