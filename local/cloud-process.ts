import { spawn } from "node:child_process";
import { mkdirSync, openSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { LocalHome } from "./home.ts";
import { projectDirectory } from "./project.ts";

/** The local cloud as it says of itself once it serves. */
export interface CloudProcess {
  readonly pid: number;
  readonly endpoint: string;
  /** Value of the provider's `CLIENT_HOST_OVERRIDES`. */
  readonly clientHostOverrides: string;
}

export interface CloudProcessOptions {
  readonly tenancyId: string;
  readonly compartmentId: string;
  readonly region: string;
  /** Share of the real waiting times of lifecycle states: 0 none (default), 1 as long as Oracle's. */
  readonly delayScale?: number;
  /** Opens the endpoints that inject faults and set limits. @default false */
  readonly control?: boolean;
}

/** How long a cloud may take from its start to serving; it starts the clusters that it had before. */
const startDeadlineMilliseconds = 120_000;
/** How long it may take to stop: an API server finishes its open requests first. */
const stopDeadlineMilliseconds = 60_000;

/** The running cloud of this home, or nothing. A file left by a killed process is removed. */
export function findCloud(home: LocalHome): CloudProcess | undefined {
  let found: CloudProcess;
  try {
    found = JSON.parse(readFileSync(home.cloudProcess, "utf8")) as CloudProcess;
  } catch {
    return undefined;
  }
  if (isAlive(found.pid) && serves(found.pid, home)) return found;
  rmSync(home.cloudProcess, { force: true });
  return undefined;
}

/**
 * Starts the cloud of this home in the background, or returns the one that runs.
 * @throws Error with the end of its log when it does not come up.
 */
export async function ensureCloud(home: LocalHome, options: CloudProcessOptions): Promise<CloudProcess> {
  const running = findCloud(home);
  if (running) return running;
  mkdirSync(dirname(home.cloudLog), { recursive: true, mode: 0o700 });
  const log = openSync(home.cloudLog, "a", 0o600);
  const child = spawn(
    join(projectDirectory, "node_modules", ".bin", "node"),
    [
      "--disable-warning=ExperimentalWarning",
      join(dirname(fileURLToPath(import.meta.url)), "serve.ts"),
      ...["--home", home.directory, "--tenancy", options.tenancyId, "--compartment", options.compartmentId],
      ...["--region", options.region],
      "--delay-scale",
      String(options.delayScale ?? 0),
      ...(options.control ? ["--control"] : []),
    ],
    { cwd: projectDirectory, detached: true, stdio: ["ignore", log, log] },
  );
  let exited: string | undefined;
  child.once("exit", (code, signal) => (exited = `it ended with ${signal ?? `exit code ${code}`}`));
  child.once("error", (error) => (exited = error.message));
  const deadline = Date.now() + startDeadlineMilliseconds;
  for (;;) {
    const found = findCloud(home);
    if (found) {
      child.unref();
      return found;
    }
    if (exited !== undefined || Date.now() > deadline) {
      const why = exited ?? `it did not serve within ${startDeadlineMilliseconds / 1000} seconds`;
      if (child.pid !== undefined && exited === undefined) child.kill("SIGTERM");
      throw new Error(
        `The local cloud did not start: ${why}. The end of ${home.cloudLog}:\n${logEnd(home.cloudLog)}`,
      );
    }
    await delay(50);
  }
}

/** Stops the cloud of this home and waits until its processes are gone. Its state stays. */
export async function stopCloud(home: LocalHome): Promise<boolean> {
  const running = findCloud(home);
  if (!running) return false;
  process.kill(running.pid, "SIGTERM");
  const deadline = Date.now() + stopDeadlineMilliseconds;
  while (isAlive(running.pid)) {
    if (Date.now() > deadline) {
      throw new Error(
        `The local cloud (process ${running.pid}) did not stop within ${stopDeadlineMilliseconds / 1000} seconds; its log is ${home.cloudLog}`,
      );
    }
    await delay(50);
  }
  rmSync(home.cloudProcess, { force: true });
  return true;
}

/** Whether a process exists and has not ended (a zombie that nobody has reaped yet has). */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  try {
    // Third field of /proc/PID/stat, after the name in parentheses: the state.
    return readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.[0] !== "Z";
  } catch {
    return true;
  }
}

/** Whether a process is this home's cloud, and not another that got its number after a reboot. */
function serves(pid: number, home: LocalHome): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0").includes(home.directory);
  } catch {
    // No such file system: the number has to do.
    return true;
  }
}

function logEnd(file: string): string {
  return readFileSync(file, "utf8").trimEnd().split("\n").slice(-15).join("\n");
}
