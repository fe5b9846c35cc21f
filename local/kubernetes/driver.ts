import { createHash } from "node:crypto";
import { rmSync } from "node:fs";
import { join } from "node:path";
import type { ClusterDriver } from "../cloud/cluster-driver.ts";
import type { ControlPlaneOptions } from "./components.ts";
import { startControlPlane, type ControlPlane } from "./control-plane.ts";
import { applyNodes } from "./nodes.ts";

export type KubernetesDriverOptions = Pick<ControlPlaneOptions, "binaries" | "kwokStages" | "directory"> & {
  /** Where API servers ask whose a token is. */
  readonly tokenReviewUrl: () => string;
};

/** Real control planes for the local cloud's clusters, one directory and one set of processes each. */
export function createKubernetesDriver(options: KubernetesDriverOptions): ClusterDriver {
  const running = new Map<string, Promise<ControlPlane>>();
  const directoryOf = (clusterId: string): string =>
    join(options.directory, createHash("sha256").update(clusterId).digest("hex").slice(0, 16));
  const started = (clusterId: string): Promise<ControlPlane> => {
    const known = running.get(clusterId);
    if (known) return known;
    const starting = startControlPlane({
      ...options,
      directory: directoryOf(clusterId),
      tokenReviewUrl: options.tokenReviewUrl(),
    });
    running.set(clusterId, starting);
    starting.catch(() => running.delete(clusterId));
    return starting;
  };
  const stop = async (clusterId: string): Promise<void> => {
    const controlPlane = running.get(clusterId);
    running.delete(clusterId);
    await (await controlPlane)?.stop();
  };
  return {
    create: ({ id }) => started(id),
    setNodes: async (clusterId, poolId, nodes) => applyNodes((await started(clusterId)).api, poolId, nodes),
    async delete(clusterId) {
      await stop(clusterId);
      rmSync(directoryOf(clusterId), { recursive: true, force: true });
    },
    async close() {
      await Promise.all([...running.keys()].map(stop));
    },
  };
}
