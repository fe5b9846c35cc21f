import { createWriteStream, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { execa } from "execa";
import type { Program } from "./programs.ts";
import { sha256Of } from "./record.ts";

/** How long a release host may take to answer before it counts as out of reach. */
const connectMilliseconds = 5_000;
const downloadMilliseconds = 600_000;

/** The SHA-256 that a published list of checksums gives for a file. @throws Error when it gives none */
export function checksumFor(list: string, file: string): string {
  const line = list
    .split("\n")
    .find((candidate) => candidate.trim().split(/\s+/)[1]?.replace(/^\*/, "") === file);
  const digest = line?.trim().split(/\s+/)[0];
  if (digest === undefined || !/^[0-9a-f]{64}$/.test(digest))
    throw new Error(`The list of checksums has no SHA-256 for ${file}`);
  return digest;
}

/**
 * Downloads a program's official release into a file, checked against the publisher's list of checksums.
 * @throws Error when the host cannot be reached, the archive is not the published one, or it lacks the program
 */
export async function download(program: Program, target: string): Promise<void> {
  const { release } = program;
  if (!release) throw new Error(`${program.name} has no release`);
  const list = await fetch(release.checksums, { signal: AbortSignal.timeout(connectMilliseconds) });
  if (!list.ok) throw new Error(`${release.checksums} answered ${list.status}`);
  const expected = checksumFor(await list.text(), basename(new URL(release.url).pathname));
  const directory = mkdtempSync(`${target}.download-`);
  try {
    const archive = join(directory, "archive.tar.gz");
    const response = await fetch(release.url, { signal: AbortSignal.timeout(downloadMilliseconds) });
    if (!response.ok || !response.body) throw new Error(`${release.url} answered ${response.status}`);
    await pipeline(Readable.fromWeb(response.body), createWriteStream(archive));
    const actual = await sha256Of(archive);
    if (actual !== expected)
      throw new Error(`${release.url} has the SHA-256 ${actual}, published is ${expected}`);
    await execa("tar", ["-xzf", archive, "-C", directory, release.member]);
    mkdirSync(dirname(target), { recursive: true });
    renameSync(join(directory, release.member), target);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
