import { existsSync, readFileSync } from "node:fs";
import { request } from "node:https";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { apiClient, type ApiClient } from "./api-client.ts";
import { controlPlaneComponents, files, type ControlPlaneOptions } from "./components.ts";
import { prepare } from "./preparation.ts";
import { supervise, type Supervised } from "./process.ts";

export interface ControlPlane {
  /** `https://127.0.0.1:PORT` */
  readonly endpoint: string;
  readonly certificateAuthorityPem: string;
  readonly api: ApiClient;
  /** Stops the processes, the last started first; the data stays. */
  stop(): Promise<void>;
}

/** On a busy machine the API server has been seen to take 40 seconds. */
const readyMilliseconds = 180_000;

/**
 * Starts a cluster's etcd, API server, controller manager, scheduler and simulated kubelets.
 * @throws Error with the end of the component's log when it does not become ready
 */
export async function startControlPlane(
  options: Pick<ControlPlaneOptions, "binaries" | "kwokStages" | "directory"> & {
    readonly tokenReviewUrl: string;
  },
): Promise<ControlPlane> {
  const { ports, tokens } = await prepare(options.directory, options.tokenReviewUrl);
  const [etcd, apiServer, ...rest] = controlPlaneComponents({ ...options, ports });
  if (!etcd || !apiServer) throw new Error("A control plane has at least etcd and an API server");
  const running: Supervised[] = [];
  const stop = async (): Promise<void> => {
    for (const component of running.toReversed()) await component.stop();
  };
  try {
    running.push(await supervise(etcd, options.directory));
    running.push(await supervise(apiServer, options.directory));
    const authority = join(options.directory, files.certificates, "apiserver.crt");
    await untilReady(ports.apiServer, tokens.administrator, authority, running[1]!);
    for (const component of rest) running.push(await supervise(component, options.directory));
    const certificateAuthorityPem = readFileSync(authority, "utf8");
    return {
      endpoint: `https://127.0.0.1:${ports.apiServer}`,
      certificateAuthorityPem,
      api: apiClient(ports.apiServer, tokens.administrator, certificateAuthorityPem),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function untilReady(
  port: number,
  token: string,
  authority: string,
  apiServer: Supervised,
): Promise<void> {
  const deadline = Date.now() + readyMilliseconds;
  while (!(existsSync(authority) && (await isReady(port, token, readFileSync(authority, "utf8"))))) {
    if (Date.now() > deadline || apiServer.restarts() > 3) {
      const end = readFileSync(apiServer.log, "utf8").trimEnd().split("\n").slice(-10).join("\n");
      throw new Error(`The API server did not become ready. The end of ${apiServer.log}:\n${end}`);
    }
    await delay(100);
  }
}

function isReady(port: number, token: string, certificateAuthority: string): Promise<boolean> {
  return new Promise((resolve) => {
    const sent = request(
      {
        ...{ host: "127.0.0.1", port, path: "/readyz", ca: certificateAuthority, timeout: 2_000 },
        headers: { authorization: `Bearer ${token}` },
      },
      (response) => {
        response.resume();
        resolve(response.statusCode === 200);
      },
    );
    sent.once("error", () => resolve(false));
    sent.once("timeout", () => sent.destroy());
    sent.end();
  });
}
