import { spawn, type ChildProcess } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { ControlPlaneComponent } from "./components.ts";

/** How long a component may take to end when asked to. The API server waits for its watches. */
const stopMilliseconds = 15_000;
/** A component that falls again and again is started again no faster than this. */
const restartMilliseconds = 1_000;

/** A component that runs until it is stopped: when it falls it is started again. */
export interface Supervised {
  readonly name: string;
  readonly log: string;
  /** How often it had to be started again. */
  restarts(): number;
  /** Asks it to end and waits for that; in the end forces it. */
  stop(): Promise<void>;
}

/**
 * Starts a component and watches over it. A process of the same component that an earlier, killed parent left behind
 * is ended first.
 */
export async function supervise(component: ControlPlaneComponent, directory: string): Promise<Supervised> {
  const log = join(directory, `${component.name}.log`);
  const pidFile = join(directory, `${component.name}.pid`);
  await endLeftOver(pidFile, component);
  let child: ChildProcess;
  let stopping = false;
  let restarts = 0;
  let ended: Promise<void>;
  const start = (): void => {
    const output = openSync(log, "a", 0o600);
    child = spawn(component.command, component.arguments, {
      stdio: ["ignore", output, output],
      cwd: directory,
    });
    closeSync(output);
    writeFileSync(pidFile, String(child.pid ?? ""));
    ended = new Promise((resolve) => {
      child.once("exit", () => resolve());
      child.once("error", () => resolve());
    });
    void restartAfter(ended);
  };
  const restartAfter = async (end: Promise<void>): Promise<void> => {
    await end;
    if (!stopping) await delay(restartMilliseconds);
    if (stopping) return;
    restarts++;
    start();
  };
  start();
  return {
    name: component.name,
    log,
    restarts: () => restarts,
    async stop() {
      stopping = true;
      child.kill("SIGTERM");
      const force = setTimeout(() => child.kill("SIGKILL"), stopMilliseconds);
      await ended;
      clearTimeout(force);
      rmSync(pidFile, { force: true });
    },
  };
}

async function endLeftOver(pidFile: string, component: ControlPlaneComponent): Promise<void> {
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, "utf8"));
  if (pid > 0 && isComponent(pid, component)) process.kill(pid, "SIGKILL");
  while (isComponent(pid, component)) await delay(20);
  rmSync(pidFile, { force: true });
}

/** Whether a process is this component and not another that got its number. */
function isComponent(pid: number, component: ControlPlaneComponent): boolean {
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
    return command[0] === component.command && command[1] === component.arguments[0];
  } catch {
    return false;
  }
}
