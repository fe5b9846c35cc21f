import { linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";

/**
 * Holds a lock file while the work runs, so that two checkouts do not build at once. A lock whose process is gone
 * is taken over.
 */
export async function withLock<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  if (!take(path)) {
    console.error(`Another run has ${path}: waiting for it.`);
    while (!take(path)) await delay(200);
  }
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}

/** The holder's number is in the file before the file has the lock's name: an empty lock cannot be. */
function take(path: string): boolean {
  const mine = `${path}.${process.pid}`;
  writeFileSync(mine, String(process.pid));
  try {
    linkSync(mine, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    rmSync(mine, { force: true });
  }
  if (!holderLives(path)) rmSync(path, { force: true });
  return false;
}

function holderLives(path: string): boolean {
  try {
    const pid = Number(readFileSync(path, "utf8"));
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
