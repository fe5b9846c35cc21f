import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ClusterDriver, ClusterNode } from "../../local/cloud/cluster-driver.ts";
import { apiClient, type ApiClient } from "../../local/kubernetes/api-client.ts";
import { createKubernetesDriver } from "../../local/kubernetes/driver.ts";
import { ensureToolchain } from "../../local/toolchain/index.ts";

const minutes = 60_000;
const clusterId = "ocid1.cluster.oc1.test";
let directory: string;
let reviews: Server;
let driver: ClusterDriver;
let api: ApiClient;
let asUser: ApiClient;

function node(name: string, gpus: number): ClusterNode {
  return {
    name,
    labels: { "speech/pool-class": gpus > 0 ? "gpu" : "cpu" },
    taints: gpus > 0 ? [{ key: "nvidia.com/gpu", value: "present", effect: "NoSchedule" }] : [],
    capacity: {
      cpu: "8",
      memory: "32Gi",
      pods: "110",
      ...(gpus > 0 ? { "nvidia.com/gpu": String(gpus) } : {}),
    },
    providerId: `ocid1.instance.${name}`,
    internalIp: "10.0.64.10",
  };
}

/** A pod as the restricted standard wants it. */
function pod(name: string, gpus: number): object {
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name, namespace: "speech" },
    spec: {
      automountServiceAccountToken: false,
      tolerations: gpus > 0 ? [{ key: "nvidia.com/gpu", operator: "Exists" }] : [],
      securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
      containers: [
        {
          name: "main",
          image: "registry.example/image:1",
          securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } },
          ...(gpus > 0 ? { resources: { limits: { "nvidia.com/gpu": String(gpus) } } } : {}),
        },
      ],
    },
  };
}

interface PodObject {
  readonly spec: { readonly nodeName?: string };
  readonly status: { readonly phase: string };
}
const podNamed = async (name: string): Promise<PodObject> =>
  (await api.get(`/api/v1/namespaces/speech/pods/${name}`)) as PodObject;

async function connect(): Promise<void> {
  const { endpoint, certificateAuthorityPem } = await driver.create({
    id: clusterId,
    kubernetesVersion: "v1.36.3",
  });
  const port = Number(new URL(endpoint).port);
  const [home = ""] = readdirSync(directory);
  const { tokens } = JSON.parse(readFileSync(join(directory, home, "prepared.json"), "utf8")) as {
    tokens: Record<string, string>;
  };
  api = apiClient(port, tokens["administrator"] ?? "", certificateAuthorityPem);
  asUser = apiClient(port, "token-of-oracle", certificateAuthorityPem);
}

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), "clusters-"));
  // Stands for the local cloud, which has tests of its own.
  reviews = createServer((request, response) => {
    let body = "";
    request.on("data", (part: Buffer) => (body += part.toString()));
    request.on("end", () => {
      const { spec } = JSON.parse(body) as { spec: { token: string } };
      const status =
        spec.token === "token-of-oracle"
          ? { authenticated: true, user: { username: "ocid1.user", groups: ["system:masters"] } }
          : { authenticated: false };
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify({ apiVersion: "authentication.k8s.io/v1", kind: "TokenReview", status }));
    });
  });
  await new Promise<void>((resolve) => reviews.listen(0, "127.0.0.1", resolve));
  const { port } = reviews.address() as AddressInfo;
  driver = createKubernetesDriver({
    ...(await ensureToolchain()),
    directory,
    tokenReviewUrl: () => `http://127.0.0.1:${port}`,
  });
  await connect();
}, 3 * minutes);

afterAll(async () => {
  await driver.close();
  reviews.close();
  rmSync(directory, { recursive: true, force: true });
}, minutes);

describe("a cluster of the local cloud", () => {
  test("takes the tokens that the cloud vouches for, and no others", async () => {
    await expect(asUser.get("/api/v1/namespaces")).resolves.toHaveProperty("items");
    const { endpoint, certificateAuthorityPem } = await driver.create({
      id: clusterId,
      kubernetesVersion: "v1.36.3",
    });
    const stranger = apiClient(Number(new URL(endpoint).port), "another", certificateAuthorityPem);
    await expect(stranger.get("/api/v1/namespaces")).rejects.toThrow("401");
  });

  test(
    "runs a GPU pod on a GPU node, another on none, and a careless one not at all",
    { timeout: minutes },
    async () => {
      await driver.setNodes(clusterId, "ocid1.nodepool.gpu", [node("gpu-0", 1)]);
      await driver.setNodes(clusterId, "ocid1.nodepool.cpu", [node("cpu-0", 0)]);
      await api.apply("/api/v1/namespaces/speech", {
        apiVersion: "v1",
        kind: "Namespace",
        metadata: { name: "speech", labels: { "pod-security.kubernetes.io/enforce": "restricted" } },
      });
      await expect
        .poll(
          async () =>
            api.get("/api/v1/namespaces/speech/serviceaccounts/default").then(
              () => true,
              () => false,
            ),
          { timeout: 20_000 },
        )
        .toBe(true);
      await api.apply("/api/v1/namespaces/speech/pods/heavy", pod("heavy", 1));
      await api.apply("/api/v1/namespaces/speech/pods/light", pod("light", 0));
      await api.apply("/api/v1/namespaces/speech/pods/greedy", pod("greedy", 2));
      const careless = {
        ...pod("careless", 0),
        spec: { containers: [{ name: "main", image: "registry.example/image:1" }] },
      };
      await expect(api.apply("/api/v1/namespaces/speech/pods/careless", careless)).rejects.toThrow(
        /violates PodSecurity/,
      );

      await expect
        .poll(async () => (await podNamed("heavy")).status.phase, { timeout: 30_000 })
        .toBe("Running");
      await expect
        .poll(async () => (await podNamed("light")).status.phase, { timeout: 30_000 })
        .toBe("Running");
      expect((await podNamed("heavy")).spec.nodeName).toBe("gpu-0");
      expect((await podNamed("light")).spec.nodeName).toBe("cpu-0");
      expect((await podNamed("greedy")).status.phase).toBe("Pending");
    },
  );

  test("makes a pool's nodes exactly the given ones", async () => {
    await driver.setNodes(clusterId, "ocid1.nodepool.cpu", [node("cpu-1", 0)]);
    const { items } = (await api.get("/api/v1/nodes")) as { items: { metadata: { name: string } }[] };
    expect(items.map(({ metadata }) => metadata.name).toSorted()).toEqual(["cpu-1", "gpu-0"]);
  });

  test("has what it had after a stop and a start", { timeout: 2 * minutes }, async () => {
    await driver.close();
    await connect();
    expect((await podNamed("heavy")).spec.nodeName).toBe("gpu-0");
  });

  test("starts a component again that was killed", { timeout: minutes }, async () => {
    const [home = ""] = readdirSync(directory);
    const file = join(directory, home, "kube-scheduler.pid");
    const before = Number(readFileSync(file, "utf8"));
    process.kill(before, "SIGKILL");
    await expect.poll(() => Number(readFileSync(file, "utf8")), { timeout: 20_000 }).not.toBe(before);
  });

  test("leaves no process and no file when it is deleted", { timeout: minutes }, async () => {
    const [home = ""] = readdirSync(directory);
    const pids = readdirSync(join(directory, home))
      .filter((name) => name.endsWith(".pid"))
      .map((name) => readFileSync(join(directory, home, name), "utf8"));
    expect(pids).toHaveLength(5);
    await driver.delete(clusterId);
    expect(pids.filter((pid) => existsSync(`/proc/${pid}`))).toEqual([]);
    expect(readdirSync(directory)).toEqual([]);
  });
});
