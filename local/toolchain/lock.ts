import { closeSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";

/**
 * Holds a lock file while the work runs, so that two checkouts do not build at once. A lock whose process is gone
 * is taken over.
 */
export async function withLock<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  while (!take(path)) await delay(200);
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}

function take(path: string): boolean {
  try {
    const file = openSync(path, "wx");
    writeSync(file, String(process.pid));
    closeSync(file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  if (!holderLives(path)) rmSync(path, { force: true });
  return false;
}

function holderLives(path: string): boolean {
  try {
    const pid = Number(readFileSync(path, "utf8"));
    // Between its creation and its first byte the file says nothing yet.
    if (!(pid > 0)) return true;
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
