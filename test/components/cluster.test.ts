import { createVerify, generateKeyPairSync } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { Cluster } from "../../components/cluster.ts";
import { addOnsFor } from "../../components/cluster/add-ons.ts";
import { cloudInit } from "../../components/cluster/cloud-init.ts";
import { apiKey } from "../../components/cluster/credentials.ts";
import { withTokenCommand } from "../../components/cluster/kubeconfig.ts";
import { autoscalerNodes, type PoolSpec } from "../../components/cluster/pools.ts";
import { clusterToken } from "../../components/cluster/token.ts";
import { one, recordRegistrations, settled } from "./mocks.ts";

const base: PoolSpec = {
  class: "system",
  shape: "VM.Standard.E5.Flex",
  ocpus: 2,
  memoryGigabytes: 16,
  bootVolumeGigabytes: 100,
  scaling: { fixed: 2 },
  availabilityDomains: [1, 2],
  labels: {},
  taints: [],
  preemptible: false,
  evictionGraceMinutes: 30,
};
const pools: Record<string, PoolSpec> = {
  system: base,
  cpu: { ...base, class: "cpu", scaling: { minimum: 1, maximum: 4 }, availabilityDomains: [1] },
  gpu: {
    ...base,
    class: "gpu",
    shape: "VM.GPU.A10.1",
    ocpus: undefined,
    memoryGigabytes: undefined,
    bootVolumeGigabytes: 512,
    scaling: { minimum: 0, maximum: 3 },
    availabilityDomains: [3],
    labels: { team: "voice" },
    taints: [{ key: "dedicated", value: "voice", effect: "NoSchedule" }],
    preemptible: true,
    evictionGraceMinutes: 45,
  },
};

async function cluster(podNetworking: "flannel" | "vcn-native") {
  const registered = await recordRegistrations();
  const made = new Cluster("cluster", {
    compartmentId: "compartment",
    displayName: "speech-test",
    region: "eu-frankfurt-1",
    vcnId: "vcn",
    podNetworking,
    subnetIds: {
      controlPlane: "api-subnet",
      loadBalancer: "lb-subnet",
      workers: "worker-subnet",
      pods: "pod-subnet",
    },
    groupIds: { controlPlane: "api-group", workers: "worker-group", pods: "pod-group" },
    kubernetesVersion: "v1.34.1",
    nodeImages: { amd64: "image-amd64", gpu: "image-gpu" },
    imageKind: (spec) => (spec.class === "gpu" ? "gpu" : "amd64"),
    keyId: "key",
    pools,
    gpuResourceOwner: "plugin",
    protect: true,
    tags: { environment: "test", costCentre: "7" },
  });
  const kubeconfig = await settled(made.kubeconfig);
  await settled(pulumi.all(made.ready.map(({ urn }) => urn)));
  return { registered, kubeconfig, secret: await pulumi.isSecret(made.kubeconfig) };
}

describe("Cluster", () => {
  test("is enhanced, private, and encrypted with the customer's key", async () => {
    const { registered } = await cluster("vcn-native");
    expect(one(registered, "oci:ContainerEngine/cluster:Cluster", "cluster")).toMatchObject({
      type: "ENHANCED_CLUSTER",
      kmsKeyId: "key",
      endpointConfig: { isPublicIpEnabled: false, subnetId: "api-subnet", nsgIds: ["api-group"] },
      clusterPodNetworkOptions: [{ cniType: "OCI_VCN_IP_NATIVE" }],
    });
  });

  test("spreads a flexible pool over its availability domains", async () => {
    const { registered } = await cluster("vcn-native");
    expect(one(registered, "oci:ContainerEngine/nodePool:NodePool", "cluster-system")).toMatchObject({
      nodeShapeConfig: { ocpus: 2, memoryInGbs: 16 },
      nodeSourceDetails: { imageId: "image-amd64", bootVolumeSizeInGbs: "100" },
      nodeConfigDetails: {
        size: 2,
        placementConfigs: [
          { availabilityDomain: "X:AD-1", subnetId: "worker-subnet" },
          { availabilityDomain: "X:AD-2", subnetId: "worker-subnet" },
        ],
        nsgIds: ["worker-group"],
        kmsKeyId: "key",
        isPvEncryptionInTransitEnabled: true,
        nodePoolPodNetworkOptionDetails: {
          cniType: "OCI_VCN_IP_NATIVE",
          maxPodsPerNode: 31,
          podSubnetIds: ["pod-subnet"],
          podNsgIds: ["pod-group"],
        },
      },
    });
  });

  test("gives a preemptible GPU pool of a fixed shape its taints, labels and grace", async () => {
    const { registered } = await cluster("flannel");
    const pool = one(registered, "oci:ContainerEngine/nodePool:NodePool", "cluster-gpu");
    expect(pool).not.toHaveProperty("nodeShapeConfig");
    expect(pool).toMatchObject({
      nodeShape: "VM.GPU.A10.1",
      nodeSourceDetails: { imageId: "image-gpu", bootVolumeSizeInGbs: "512" },
      nodeConfigDetails: {
        size: 0,
        placementConfigs: [
          {
            availabilityDomain: "X:AD-3",
            preemptibleNodeConfig: { preemptionAction: { type: "TERMINATE", isPreserveBootVolume: false } },
          },
        ],
        nodePoolPodNetworkOptionDetails: { cniType: "FLANNEL_OVERLAY" },
      },
      nodeMetadata: {
        areLegacyImdsEndpointsDisabled: "true",
        "kubelet-extra-args": "--register-with-taints=dedicated=voice:NoSchedule",
      },
      initialNodeLabels: [
        { key: "speech/pool-class", value: "gpu" },
        { key: "team", value: "voice" },
      ],
      nodeEvictionNodePoolSettings: { evictionGraceDuration: "PT45M" },
      freeformTags: { "cluster-autoscaler/node-ephemeral-storage": "409Gi", component: "cluster" },
    });
  });

  test("tells the autoscaler its pools by their OCIDs", async () => {
    const { registered } = await cluster("flannel");
    expect(
      one(registered, "oci:ContainerEngine/addon:Addon", "cluster-ClusterAutoscaler")["configurations"],
    ).toContainEqual({
      key: "nodes",
      value: "1:4:cluster-cpu-id, 0:3:cluster-gpu-id",
    });
  });

  test("keeps its kubeconfig secret, and no key in it", async () => {
    const { kubeconfig, secret } = await cluster("flannel");
    expect(secret).toBe(true);
    expect(kubeconfig).toContain("components/cluster/token.ts");
    expect(kubeconfig).not.toMatch(/PRIVATE KEY|command: oci/);
  });
});

describe("addOnsFor()", () => {
  test.each(["plugin", "operator"] as const)("puts each add-on after what it needs, with the %s", (owner) => {
    const specs = addOnsFor(true, owner, "1:2:pool");
    for (const [index, { after }] of specs.entries()) {
      const before = specs.slice(0, index).map(({ name }) => name);
      for (const name of after) expect(before).toContain(name);
    }
    expect(specs.at(-1)?.name).toBe("ClusterAutoscaler");
    const owners = specs.filter(({ name }) => ["NvidiaGpuPlugin", "NvidiaGpuOperator"].includes(name));
    expect(owners).toHaveLength(1);
  });

  test("leaves GPU and autoscaler out where there is neither", () => {
    expect(addOnsFor(false, "plugin", "").map(({ name }) => name)).toEqual([
      "CertManager",
      "KubernetesMetricsServer",
      "NodeProblemDetector",
    ]);
  });
});

test("autoscalerNodes() leaves fixed pools out", () => {
  expect(
    autoscalerNodes([
      { spec: base, id: "fixed" },
      { spec: pools["cpu"] ?? base, id: "auto" },
    ]),
  ).toBe("1:4:auto");
});

test("the first start of a node grows the disk before the node joins", () => {
  expect(cloudInit.indexOf("oci-growfs")).toBeGreaterThan(0);
  expect(cloudInit.indexOf("oci-growfs")).toBeLessThan(cloudInit.indexOf("bash /var/run/oke-init.sh"));
});

test("withTokenCommand() replaces the oci command and nothing else", () => {
  const given =
    "users:\n- name: a\n  user:\n    exec:\n      command: oci\n- name: b\n  user:\n    token: t\n";
  expect(parse(withTokenCommand(given, "cluster", "region"))).toEqual({
    kind: "Config",
    users: [
      {
        name: "a",
        user: {
          exec: {
            apiVersion: "client.authentication.k8s.io/v1beta1",
            command: "node",
            args: ["components/cluster/token.ts", "--cluster-id", "cluster", "--region", "region"],
            interactiveMode: "Never",
          },
        },
      },
      { name: "b", user: { token: "t" } },
    ],
  });
});

describe("clusterToken()", () => {
  test("is a signed URL of the cluster that the public key confirms", () => {
    const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const privateKeyPem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
    const now = new Date("2026-01-02T03:04:05Z");
    const token = clusterToken(
      "ocid1.cluster.x",
      "eu-frankfurt-1",
      { tenancyId: "T", userId: "U", fingerprint: "F", privateKeyPem },
      now,
    );
    const url = new URL(Buffer.from(token, "base64url").toString());
    expect(url.origin + url.pathname).toBe(
      "https://containerengine.eu-frankfurt-1.oraclecloud.com/cluster_request/ocid1.cluster.x",
    );
    expect(url.searchParams.get("date")).toBe("Fri, 02 Jan 2026 03:04:05 GMT");
    const authorization = url.searchParams.get("authorization") ?? "";
    expect(authorization).toContain('keyId="T/U/F"');
    const signature = /signature="([^"]+)"/.exec(authorization)?.[1] ?? "";
    const text =
      "date: Fri, 02 Jan 2026 03:04:05 GMT\n(request-target): get /cluster_request/ocid1.cluster.x\nhost: containerengine.eu-frankfurt-1.oraclecloud.com";
    expect(createVerify("RSA-SHA256").update(text).verify(publicKey, signature, "base64")).toBe(true);
  });

  test("asks for everything that is missing at once", () => {
    expect(() => apiKey({ OCI_CLI_CONFIG_FILE: "/nowhere", OCI_TENANCY_OCID: "T" })).toThrow(
      "No API key of OCI: missing are userId, fingerprint, privateKeyPem. Looked for TF_VAR_* and OCI_* variables and for the profile DEFAULT in /nowhere.",
    );
  });
});
