import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { execa } from "execa";
import type { ToolchainPaths } from "./paths.ts";
import { sharedFiles, type Patch, type Program } from "./programs.ts";
import { tokensOf } from "./tokens.ts";

/** The oldest Go that the modules build with. */
const oldestGo = [1, 26] as const;

/** Modules that Go's checksum database does not know; their digests are in the committed go.sum files. */
const unknownToChecksumDatabase = [
  "github.com/pulumi/pulumi-kubernetes/provider/v4",
  "github.com/pulumi/pulumi-kubernetes/sdk/v4",
  "github.com/pulumi/cloud-ready-checks",
].join(",");

/** @throws Error that says what was found, what is needed and how to get it */
export async function requireGo(): Promise<void> {
  const result = await execa("go", ["env", "GOVERSION"], { reject: false, env: { GOTOOLCHAIN: "local" } });
  const version = /^go(\d+)\.(\d+)/.exec(result.stdout ?? "");
  const found = version ? [Number(version[1]), Number(version[2])] : undefined;
  if (found && (found[0]! > oldestGo[0] || (found[0] === oldestGo[0] && found[1]! >= oldestGo[1]))) return;
  throw new Error(
    `The official releases cannot be downloaded here, and a build needs Go ${oldestGo.join(".")} or newer; found ${found ? `Go ${found.join(".")}` : "none"}. ` +
      "Install it from https://go.dev/doc/install, then run the command again.",
  );
}

/**
 * Builds a program into a file. Go's own cache makes an interrupted build go on where it stopped.
 * @throws Error with the last lines of the build and the path of its log
 */
export async function build(
  program: Program,
  target: string,
  options: { readonly paths: ToolchainPaths; readonly modulesDirectory: string; readonly ociPackage: string },
): Promise<void> {
  await requireGo();
  const log = join(options.paths.cache, "logs", `${program.name}.log`);
  mkdirSync(join(options.paths.cache, "logs"), { recursive: true });
  const directory = await moduleDirectory(program, options);
  const result = await execa(
    "go",
    [
      "build",
      ...["-trimpath", "-buildvcs=false", "-ldflags", program.linkerFlags, "-o", target],
      program.package,
    ],
    {
      cwd: directory,
      reject: false,
      all: true,
      buffer: false,
      env: { GONOSUMDB: [process.env["GONOSUMDB"], unknownToChecksumDatabase].filter(Boolean).join(",") },
      stdin: "ignore",
      stdout: { file: log },
      stderr: { file: log },
    },
  );
  if (result.exitCode === 0) {
    if (program.share) await copyShared(program.share, directory, sharedFiles(program, options.paths));
    return;
  }
  const end = readFileSync(log, "utf8").trimEnd().split("\n").slice(-8).join("\n");
  throw new Error(`The build of ${program.name} ${program.version} failed. The end of ${log}:\n${end}`);
}

/** The module to build in: the committed one, or a copy in the cache where something is generated or patched. */
async function moduleDirectory(
  program: Program,
  options: { readonly paths: ToolchainPaths; readonly modulesDirectory: string; readonly ociPackage: string },
): Promise<string> {
  const committed = join(options.modulesDirectory, program.module);
  if (!program.needsTokens && !program.patch) return committed;
  const copy = join(options.paths.cache, "build", program.module);
  rmSync(copy, { recursive: true, force: true });
  cpSync(committed, copy, { recursive: true });
  if (program.needsTokens)
    writeFileSync(join(copy, "tokens.json"), JSON.stringify(tokensOf(options.ociPackage)));
  if (program.patch) await copyPatched(program.patch, copy);
  return copy;
}

async function copyShared(
  { module, files }: NonNullable<Program["share"]>,
  directory: string,
  targets: readonly string[],
): Promise<void> {
  const source = await moduleSource(module, directory);
  for (const [index, target] of targets.entries()) {
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, readFileSync(join(source, files[index] ?? "")));
  }
}

/** Where Go keeps a module's source. */
async function moduleSource(module: string, directory: string): Promise<string> {
  await execa("go", ["mod", "download", module], { cwd: directory });
  const { stdout } = await execa("go", ["list", "-m", "-f", "{{.Dir}}", module], { cwd: directory });
  return stdout.trim();
}

/** @throws Error when the file no longer has what is to be replaced */
async function copyPatched(
  { module, directory, file, find, replacement }: Patch,
  copy: string,
): Promise<void> {
  const original = join(await moduleSource(module, copy), directory);
  for (const name of readdirSync(original)) {
    if (!name.endsWith(".go") || name.endsWith("_test.go")) continue;
    const source = readFileSync(join(original, name), "utf8");
    if (name === file && !source.includes(find))
      throw new Error(`${module}/${directory}/${file} has no ${find}: its patch is out of date`);
    writeFileSync(join(copy, name), name === file ? source.replace(find, replacement) : source);
  }
}
