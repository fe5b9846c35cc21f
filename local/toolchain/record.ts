import { createHash } from "node:crypto";
import { createReadStream, readFileSync, readdirSync, renameSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { Program } from "./programs.ts";

/** What was installed, written after the program is in place: without it, or with another one, the program is not. */
export interface InstallRecord {
  /** Digest of everything that decides what a build gives. */
  readonly inputs: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly modifiedMilliseconds: number;
  readonly origin: "release" | "build";
}

/** Digest of a program's row and of its module's files. */
export function inputsOf(program: Program, modulesDirectory: string): string {
  const hash = createHash("sha256").update(JSON.stringify(program));
  const directory = join(modulesDirectory, program.module);
  for (const file of readdirSync(directory, { recursive: true, encoding: "utf8" }).toSorted()) {
    const path = join(directory, file);
    if (statSync(path).isFile()) hash.update(`\0${file}\0`).update(readFileSync(path));
  }
  return hash.digest("hex");
}

export async function sha256Of(file: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  return hash.digest("hex");
}

export async function writeRecord(
  path: string,
  destination: string,
  inputs: string,
  origin: InstallRecord["origin"],
): Promise<void> {
  const { size, mtimeMs } = statSync(destination);
  const record: InstallRecord = {
    inputs,
    sha256: await sha256Of(destination),
    bytes: size,
    modifiedMilliseconds: mtimeMs,
    origin,
  };
  writeFileSync(`${path}.part`, JSON.stringify(record));
  renameSync(`${path}.part`, path);
}

/**
 * Whether the program in place is the one on record. Size and time answer in microseconds; when only the time
 * differs (a copied cache), the digest decides.
 */
export async function isInstalled(path: string, destination: string, inputs: string): Promise<boolean> {
  try {
    const record = JSON.parse(readFileSync(path, "utf8")) as InstallRecord;
    const { size, mtimeMs } = statSync(destination);
    if (record.inputs !== inputs || record.bytes !== size) return false;
    return record.modifiedMilliseconds === mtimeMs || record.sha256 === (await sha256Of(destination));
  } catch {
    return false;
  }
}
