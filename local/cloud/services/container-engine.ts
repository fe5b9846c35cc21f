import { shapes, type Shape } from "../../../config/shapes.ts";
import type { ClusterNode } from "../cluster-driver.ts";
import type { CloudContext } from "../engine/context.ts";
import { errors } from "../engine/errors.ts";
import type { Document, Lifecycle, Resource, ResourceType, Service } from "../engine/resource-type.ts";

const base = "/20180222";
const life = (createSeconds: number, updateSeconds: number, deleteSeconds: number): Lifecycle => ({
  creating: "CREATING",
  active: "ACTIVE",
  updating: "UPDATING",
  deleting: "DELETING",
  deleted: "DELETED",
  createSeconds,
  updateSeconds,
  deleteSeconds,
});

const cluster: ResourceType = {
  kind: "cluster",
  path: `${base}/clusters`,
  lifecycle: life(420, 60, 180),
  required: ["compartmentId", "name", "kubernetesVersion", "vcnId"],
  references: [
    "compartmentId",
    "vcnId",
    "endpointConfig.subnetId",
    "endpointConfig.nsgIds",
    "options.serviceLbSubnetIds",
    "kmsKeyId",
  ],
  weakReferences: ["kmsKeyId"],
  workRequests: {
    entityType: "cluster",
    create: "CLUSTER_CREATE",
    update: "CLUSTER_UPDATE",
    delete: "CLUSTER_DELETE",
    emptyReply: true,
  },
  complete: (given) => ({
    type: given["type"] ?? "BASIC_CLUSTER",
    endpoints: {},
    metadata: { timeCreated: new Date().toISOString() },
    availableKubernetesUpgrades: [],
    options: {
      ...(given["options"] as Document | undefined),
      kubernetesNetworkConfig: { podsCidr: "10.244.0.0/16", servicesCidr: "10.96.0.0/16" },
    },
  }),
  async created(resource, context) {
    const started = await context.clusterDriver?.create({
      id: resource.id,
      kubernetesVersion: String(resource.document["kubernetesVersion"]),
    });
    const current = context.find(resource.id);
    if (!current || !started) return;
    context.change(current, {
      endpoints: { privateEndpoint: started.endpoint.replace("https://", ""), kubernetes: "" },
      $endpoint: started.endpoint,
      $certificateAuthority: started.certificateAuthorityPem,
    });
  },
  removed: (resource, context) => context.clusterDriver?.delete(resource.id),
};

const nodePool: ResourceType = {
  kind: "nodepool",
  path: `${base}/nodePools`,
  lifecycle: life(150, 90, 90),
  required: [
    "compartmentId",
    "clusterId",
    "name",
    "nodeShape",
    "nodeConfigDetails.size",
    "nodeConfigDetails.placementConfigs",
    "nodeSourceDetails.imageId",
  ],
  references: [
    "compartmentId",
    "clusterId",
    "nodeConfigDetails.placementConfigs.subnetId",
    "nodeConfigDetails.nsgIds",
    "nodeConfigDetails.nodePoolPodNetworkOptionDetails.podSubnetIds",
    "nodeConfigDetails.nodePoolPodNetworkOptionDetails.podNsgIds",
  ],
  workRequests: {
    entityType: "nodepool",
    create: "NODEPOOL_CREATE",
    update: "NODEPOOL_UPDATE",
    delete: "NODEPOOL_DELETE",
    emptyReply: true,
  },
  limit(document) {
    const { size, placementConfigs } = document["nodeConfigDetails"] as NodeConfigDetails;
    const shape = shapeNamed(String(document["nodeShape"]));
    return {
      service: "compute",
      name: shape.limit.name,
      amount: shape.limit.amount * size,
      scope: placementConfigs[0]?.availabilityDomain ?? "",
      shape: String(document["nodeShape"]),
    };
  },
  complete(given) {
    const source = given["nodeSourceDetails"] as Document;
    const details = given["nodeConfigDetails"] as Document;
    return {
      subnetIds: [],
      quantityPerSubnet: 0,
      nodeImageId: source["imageId"],
      nodeSource: { sourceType: "IMAGE", imageId: source["imageId"], sourceName: String(source["imageId"]) },
      nodeMetadata: given["nodeMetadata"] ?? {},
      initialNodeLabels: given["initialNodeLabels"] ?? [],
      nodeConfigDetails: details,
    };
  },
  revise: (document, change) => ({
    ...(change["nodeConfigDetails"] === undefined
      ? {}
      : {
          nodeConfigDetails: {
            ...(document["nodeConfigDetails"] as Document),
            ...(change["nodeConfigDetails"] as Document),
          },
        }),
  }),
  created: announce,
  updated: announce,
  removed: async (resource, context) => {
    await context.clusterDriver?.setNodes(String(resource.document["clusterId"]), resource.id, []);
  },
  show: (resource, context) => ({
    ...resource.document,
    nodes: nodesOf(resource, context).map((node) => shownNode(node, resource)),
  }),
};

interface NodeConfigDetails {
  readonly size: number;
  readonly placementConfigs: readonly {
    readonly availabilityDomain: string;
    readonly subnetId: string;
    readonly preemptibleNodeConfig?: unknown;
  }[];
}

function shapeNamed(name: string): Shape {
  if (!Object.hasOwn(shapes, name))
    throw errors.invalidParameter(`nodeShape: ${name} is not offered in this region`);
  return shapes[name as keyof typeof shapes];
}

async function announce(resource: Resource, context: CloudContext): Promise<void> {
  await context.clusterDriver?.setNodes(
    String(resource.document["clusterId"]),
    resource.id,
    nodesOf(resource, context),
  );
}

/** The nodes of a pool as Kubernetes sees them, with the labels and taints that OKE gives. */
export function nodesOf({ id, document }: Resource, context: CloudContext): ClusterNode[] {
  const { size, placementConfigs } = document["nodeConfigDetails"] as NodeConfigDetails;
  const shape = shapeNamed(String(document["nodeShape"]));
  const sizes = document["nodeShapeConfig"] as { ocpus?: number; memoryInGBs?: number } | undefined;
  const metadata = document["nodeMetadata"] as Record<string, string>;
  const labels = Object.fromEntries(
    (document["initialNodeLabels"] as { key: string; value: string }[]).map(({ key, value }) => [key, value]),
  );
  const short = id.slice(-8);
  return Array.from({ length: size }, (_, index) => {
    const placement = placementConfigs[index % placementConfigs.length];
    const ocpus = sizes?.ocpus ?? shape.ocpus ?? 1;
    return {
      name: `oke-${String(document["name"])}-${short}-${index}`,
      labels: {
        ...labels,
        "kubernetes.io/os": "linux",
        "kubernetes.io/arch": shape.architecture,
        "node.kubernetes.io/instance-type": String(document["nodeShape"]),
        "topology.kubernetes.io/region": context.identity.region,
        "topology.kubernetes.io/zone": (placement?.availabilityDomain ?? "").split(":").at(-1) ?? "",
        "oci.oraclecloud.com/fault-domain": `FAULT-DOMAIN-${(index % 3) + 1}`,
        "oke.oraclecloud.com/pool.id": id.slice(-40),
        "oke.oraclecloud.com/pool.name": String(document["name"]),
      },
      taints: [
        ...(shape.gpus > 0 ? [{ key: "nvidia.com/gpu", value: "present", effect: "NoSchedule" }] : []),
        ...(placement?.preemptibleNodeConfig === undefined
          ? []
          : [{ key: "oci.oraclecloud.com/oke-is-preemptible", value: "present", effect: "NoSchedule" }]),
        ...registeredTaints(metadata["kubelet-extra-args"] ?? ""),
      ],
      capacity: {
        // One OCPU is two virtual processors on x86, one on Arm.
        cpu: String(ocpus * (shape.architecture === "amd64" ? 2 : 1)),
        memory: `${sizes?.memoryInGBs ?? shape.memoryGigabytes ?? 16}Gi`,
        pods: "110",
        "ephemeral-storage": "100Gi",
        ...(shape.gpus > 0 ? { "nvidia.com/gpu": String(shape.gpus) } : {}),
      },
      providerId: `ocid1.instance.oc1.${context.identity.region}.${short}${index}`,
      internalIp: `10.0.64.${10 + index}`,
    };
  });
}

/** `--register-with-taints=key=value:Effect,…` of the kubelet. */
export function registeredTaints(kubeletArguments: string): { key: string; value: string; effect: string }[] {
  const list = /--register-with-taints=(\S+)/.exec(kubeletArguments)?.[1] ?? "";
  return [...list.matchAll(/([^=,:]+)=?([^:,]*):(\w+)/g)].map(([, key = "", value = "", effect = ""]) => ({
    key,
    value,
    effect,
  }));
}

function shownNode(node: ClusterNode, { id, document, state }: Resource): Document {
  return {
    id: node.providerId,
    name: node.name,
    nodePoolId: id,
    kubernetesVersion: document["kubernetesVersion"],
    lifecycleState: state,
    privateIp: node.internalIp,
  };
}

const addon: ResourceType = {
  kind: "addon",
  path: `${base}/clusters/{clusterId}/addons`,
  lifecycle: { ...life(30, 20, 20), deleting: "DELETING" },
  required: ["addonName"],
  references: ["clusterId"],
  nameAsId: "addonName",
  workRequests: {
    entityType: "addon",
    create: "ADDON_INSTALL",
    update: "ADDON_UPDATE",
    delete: "ADDON_DISABLE",
    emptyReply: true,
  },
  complete: (given) => ({ name: given["addonName"], currentInstalledVersion: given["version"] ?? "v1.0.0" }),
};

/** The kubeconfig as OKE gives it: its user runs the `oci` command for a token. */
function kubeconfig({ id, document }: Resource, region: string): string {
  const short = id.slice(-11);
  return `---
apiVersion: v1
kind: ""
clusters:
- name: cluster-${short}
  cluster:
    server: ${String(document["$endpoint"] ?? "")}
    certificate-authority-data: ${Buffer.from(String(document["$certificateAuthority"] ?? "")).toString("base64")}
users:
- name: user-${short}
  user:
    exec:
      apiVersion: client.authentication.k8s.io/v1beta1
      command: oci
      args:
      - ce
      - cluster
      - generate-token
      - --cluster-id
      - ${id}
      - --region
      - ${region}
      env: []
contexts:
- name: context-${short}
  context:
    cluster: cluster-${short}
    user: user-${short}
current-context: context-${short}
`;
}

export const containerEngine: Service = {
  name: "Container Engine",
  clients: ["oci_containerengine.ContainerEngineClient"],
  types: [cluster, nodePool, addon],
  workRequestPath: `${base}/workRequests`,
  operations: [
    {
      method: "POST",
      path: `${base}/clusters/{clusterId}/kubeconfig/content`,
      answer: ({ context, parameters }) => ({
        body: kubeconfig(context.get(parameters["clusterId"] ?? ""), context.identity.region),
        headers: { "content-type": "application/x-yaml" },
      }),
    },
  ],
};
