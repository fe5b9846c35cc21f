import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { withLock } from "./lock.ts";
import { toolchainPaths, type ToolchainPaths } from "./paths.ts";
import { programs, sharedFiles, type Program } from "./programs.ts";
import { startProgress } from "./progress.ts";
import { inputsOf, isInstalled, writeRecord, type InstallRecord } from "./record.ts";

const modulesDirectory = join(dirname(fileURLToPath(import.meta.url)), "modules");
const projectDirectory = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Where the programs are once they are there. */
export interface Toolchain {
  readonly pulumiHome: string;
  /** The Pulumi command. */
  readonly pulumi: string;
  readonly binaries: { readonly kube: string; readonly etcd: string; readonly kwok: string };
  /** kwok's stages: what makes simulated nodes and pods ready. */
  readonly kwokStages: readonly string[];
}

export interface ToolchainOptions {
  readonly paths?: ToolchainPaths;
  readonly programs?: readonly Program[];
  /** How a program is had. @default the official release, else a build */
  readonly obtain?: (program: Program, target: string) => Promise<InstallRecord["origin"]>;
}

/**
 * Puts every program in place that is not there yet, and says where they are. A call that finds all of them takes
 * milliseconds; an interrupted one is gone on with by the next.
 * @throws Error that names the program, the reason and the way out
 */
export async function ensureToolchain(options: ToolchainOptions = {}): Promise<Toolchain> {
  const paths = options.paths ?? toolchainPaths();
  const wanted = options.programs ?? programs;
  const missing = await missingOf(wanted, paths);
  if (missing.length > 0) {
    mkdirSync(join(paths.cache, "records"), { recursive: true });
    await withLock(join(paths.cache, "lock"), async () => {
      // Another checkout may have made them while this one waited.
      const left = await missingOf(wanted, paths);
      const obtain = options.obtain ?? (await releaseOrBuild(paths));
      for (const program of left) await install(program, paths, obtain);
    });
  }
  const place = (name: string): string =>
    wanted.find((program) => program.name === name)?.destination(paths) ?? "";
  return {
    pulumiHome: paths.pulumiHome,
    pulumi: place("pulumi"),
    binaries: { kube: place("kube"), etcd: place("etcd"), kwok: place("kwok") },
    kwokStages: wanted.flatMap((program) => sharedFiles(program, paths)),
  };
}

async function missingOf(wanted: readonly Program[], paths: ToolchainPaths): Promise<Program[]> {
  const installed = await Promise.all(
    wanted.map((program) =>
      isInstalled(
        recordPath(program, paths),
        program.destination(paths),
        inputsOf(program, modulesDirectory),
      ),
    ),
  );
  return wanted.filter(
    (program, index) => !installed[index] || sharedFiles(program, paths).some((file) => !existsSync(file)),
  );
}

function recordPath(program: Program, paths: ToolchainPaths): string {
  return join(paths.cache, "records", `${program.name}-${program.version}.json`);
}

async function install(
  program: Program,
  paths: ToolchainPaths,
  obtain: NonNullable<ToolchainOptions["obtain"]>,
): Promise<void> {
  const destination = program.destination(paths);
  const part = `${destination}.part`;
  mkdirSync(dirname(destination), { recursive: true });
  rmSync(part, { recursive: true, force: true });
  const progress = startProgress(`${program.name} ${program.version}`, program.expectedSeconds);
  try {
    const origin = await obtain(program, part);
    renameSync(part, destination);
    await writeRecord(recordPath(program, paths), destination, inputsOf(program, modulesDirectory), origin);
    progress.done(origin === "release" ? "official release" : "built");
  } catch (error) {
    progress.failed();
    throw error;
  } finally {
    rmSync(part, { recursive: true, force: true });
  }
}

/** The first release that cannot be had decides for the rest of the run: hosts out of reach are not asked again. */
async function releaseOrBuild(paths: ToolchainPaths): Promise<NonNullable<ToolchainOptions["obtain"]>> {
  const [{ build }, { download }] = await Promise.all([import("./build.ts"), import("./release.ts")]);
  let reachable = true;
  return async (program, target) => {
    if (program.release && reachable) {
      try {
        await download(program, target);
        return "release";
      } catch (error) {
        reachable = false;
        const why = error instanceof Error ? error.message : String(error);
        console.error(`The official releases cannot be had (${why}): building from the pinned Go modules.`);
      }
    }
    const ociPackage = join(projectDirectory, "node_modules", "@pulumi", "oci");
    if (!existsSync(ociPackage)) throw new Error(`${ociPackage} is missing: run npm ci first`);
    await build(program, target, { paths, modulesDirectory, ociPackage });
    return "build";
  };
}
