import { existsSync, readdirSync, readFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { ensureCloud, type CloudProcess, type CloudProcessOptions } from "./cloud-process.ts";
import { ensureCredentials } from "./credentials.ts";
import type { LocalHome } from "./home.ts";
import { backendEnvironment, pulumi, type PulumiSession } from "./pulumi.ts";
import { readStackFile, refreshStackFile } from "./stack-file.ts";
import { ensureToolchain } from "./toolchain/index.ts";

export interface LocalSession extends PulumiSession {
  readonly home: LocalHome;
  readonly cloud: CloudProcess;
}

export interface LocalSessionOptions {
  /** Stack whose committed file is run against the local cloud. @default "local" */
  readonly stack?: string;
  readonly cloud?: Pick<CloudProcessOptions, "delayScale" | "control">;
  /** Changes of the stack's configuration, by full key (`speech:tags`). */
  readonly configuration?: Readonly<Record<string, unknown>>;
}

/**
 * Everything that a Pulumi command needs to work on a local cloud: toolchain, credentials, a running cloud, the
 * stack in the file backend. Safe to call again at any time, also after a killed run.
 */
export async function openSession(home: LocalHome, options: LocalSessionOptions = {}): Promise<LocalSession> {
  const stack = options.stack ?? "local";
  const toolchain = await ensureToolchain();
  const credentials = ensureCredentials(home);
  const stackFile = refreshStackFile(home, stack, options.configuration);
  const { config } = readStackFile(stackFile);
  const tenancyId = String(config["speech:tenancyId"]);
  const cloud = await ensureCloud(home, {
    tenancyId,
    compartmentId: String(config["speech:compartmentId"]),
    region: String(config["speech:region"]),
    ...options.cloud,
  });
  const session: LocalSession = {
    home,
    cloud,
    stack,
    stackFile,
    command: toolchain.pulumi,
    environment: {
      ...backendEnvironment({
        pulumiHome: toolchain.pulumiHome,
        directory: home.backend,
        passphraseFile: home.passphrase,
      }),
      CLIENT_HOST_OVERRIDES: cloud.clientHostOverrides,
      TF_VAR_tenancy_ocid: tenancyId,
      TF_VAR_user_ocid: credentials.userId,
      TF_VAR_fingerprint: credentials.fingerprint,
      TF_VAR_private_key_path: credentials.privateKeyPath,
      // Proxy settings of the machine are not for the cloud on it.
      NO_PROXY: "127.0.0.1,localhost",
    },
  };
  await ensureStack(session);
  return session;
}

async function ensureStack(session: LocalSession): Promise<void> {
  if (stackExists(session)) {
    await releaseLockOfDeadRun(session);
    return;
  }
  // Written beside the copied Pulumi.yaml: the salt lands in the working copy of the stack file.
  const result = await pulumi(session, ["--cwd", session.home.directory, "stack", "init", "--no-select"], {
    stdout: "pipe",
    stderr: "pipe",
  });
  if (result.exitCode !== 0) {
    throw new Error(`The stack ${session.stack} could not be created:\n${String(result.stderr)}`);
  }
}

function stackExists(session: LocalSession): boolean {
  return existsSync(join(session.home.backend, ".pulumi", "stacks", "speech", `${session.stack}.json`));
}

/**
 * A killed engine leaves its lock behind. It is released when the process that took it is gone from this machine;
 * a living one keeps it, and Pulumi's own message says who holds it.
 */
async function releaseLockOfDeadRun(session: LocalSession): Promise<void> {
  const locks = join(session.home.backend, ".pulumi", "locks", "organization", "speech", session.stack);
  if (!existsSync(locks)) return;
  const held = readdirSync(locks)
    .filter((name) => name.endsWith(".json"))
    .map((name) => JSON.parse(readFileSync(join(locks, name), "utf8")) as { pid: number; hostname: string });
  const abandoned = held.filter((lock) => lock.hostname === hostname() && !existsSync(`/proc/${lock.pid}`));
  if (held.length > 0 && abandoned.length === held.length) {
    await pulumi(session, ["cancel", "--yes"], { stdout: "ignore", stderr: "ignore" });
  }
}
