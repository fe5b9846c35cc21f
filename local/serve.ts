/** The process of the local cloud: the OCI API and the clusters' control planes. Started by `npm run up`. */
import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { Command } from "commander";
import { startCloud } from "./cloud/server.ts";
import { ensureCredentials } from "./credentials.ts";
import { createKubernetesDriver } from "./kubernetes/driver.ts";
import { ensureToolchain } from "./toolchain/index.ts";
import { localHome } from "./home.ts";
import { rememberedPort } from "./port.ts";
import type { CloudProcess } from "./cloud-process.ts";

const options = new Command("serve")
  .requiredOption("--home <directory>")
  .requiredOption("--tenancy <ocid>")
  .requiredOption("--compartment <ocid>")
  .requiredOption("--region <identifier>")
  .option("--delay-scale <factor>", "share of Oracle's waiting times", Number, 0)
  .option("--control", "open the endpoints that inject faults and set limits", false)
  .parse()
  .opts<{
    home: string;
    tenancy: string;
    compartment: string;
    region: string;
    delayScale: number;
    control: boolean;
  }>();

const home = localHome(options.home);
const { userId, fingerprint, publicKeyPem } = ensureCredentials(home);
mkdirSync(dirname(home.cloudState), { recursive: true, mode: 0o700 });
const toolchain = await ensureToolchain();
const port = await rememberedPort(home);
const cloud = await startCloud({
  port,
  stateFile: home.cloudState,
  identity: { tenancyId: options.tenancy, userId, fingerprint, publicKeyPem, region: options.region },
  compartments: [options.compartment],
  delayScale: options.delayScale,
  control: options.control,
  clusterDriver: createKubernetesDriver({
    ...toolchain,
    directory: home.clusters,
    tokenReviewUrl: () => `http://127.0.0.1:${port}/local/token-review`,
  }),
});

const self: CloudProcess = {
  pid: process.pid,
  endpoint: cloud.endpoint,
  clientHostOverrides: cloud.clientHostOverrides,
};
writeFileSync(`${home.cloudProcess}.part`, JSON.stringify(self), { mode: 0o600 });
renameSync(`${home.cloudProcess}.part`, home.cloudProcess);

let stopping = false;
const stop = (): void => {
  if (stopping) return;
  stopping = true;
  rmSync(home.cloudProcess, { force: true });
  void cloud.close().then(() => process.exit(0));
};
process.once("SIGTERM", stop);
process.once("SIGINT", stop);
