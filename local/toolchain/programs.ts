import { basename, join } from "node:path";
import type { ToolchainPaths } from "./paths.ts";

/** A gzipped tar, the program's path in it, and where its SHA-256 is published. */
export interface Release {
  readonly url: string;
  readonly member: string;
  readonly checksums: string;
}

/** One replacement in a copy of a module's main package, made before it is built. */
export interface Patch {
  readonly why: string;
  /** Import path of the module, the main package's directory in it, and the file there. */
  readonly module: string;
  readonly directory: string;
  readonly file: string;
  readonly find: string;
  readonly replacement: string;
}

/** A program of the toolchain: where it goes, and the two ways to have it. */
export interface Program {
  readonly name: string;
  readonly version: string;
  readonly destination: (paths: ToolchainPaths) => string;
  /** The official release. */
  readonly release?: Release;
  /** The build from Go modules: the directory below `modules/`, its main package, linker flags. */
  readonly module: string;
  readonly package: string;
  readonly linkerFlags: string;
  /** What a build takes on 2 cores with an empty cache, in seconds. */
  readonly expectedSeconds: number;
  /** The bridge's token table, made from the npm package. */
  readonly needsTokens?: boolean;
  readonly patch?: Patch;
  /** Files of the module that the program reads at run time, copied beside it. */
  readonly share?: { readonly module: string; readonly files: readonly string[] };
}

export const pulumiVersion = "3.259.0";
const languageHostModuleVersion = "3.60.0";
const stripped = "-s -w";

const architecture = process.arch === "arm64" ? "arm64" : "amd64";
const system = process.platform === "darwin" ? "darwin" : "linux";
const pulumiRelease = (member: string): Release => ({
  url: `https://get.pulumi.com/releases/sdk/pulumi-v${pulumiVersion}-${system}-${architecture === "amd64" ? "x64" : "arm64"}.tar.gz`,
  member: `pulumi/${member}`,
  checksums: `https://github.com/pulumi/pulumi/releases/download/v${pulumiVersion}/pulumi-${pulumiVersion}-checksums.txt`,
});

const command = (name: string) => (paths: ToolchainPaths) =>
  join(paths.pulumiHome, "versions", pulumiVersion, "bin", name);

function plugin(
  name: string,
  version: string,
  expectedSeconds: number,
  more: Partial<Program> = {},
): Program {
  const file = `pulumi-resource-${name}`;
  return {
    name: file,
    version,
    destination: (paths) => join(paths.pulumiHome, "plugins", `resource-${name}-v${version}`, file),
    release: {
      url: `https://get.pulumi.com/releases/plugins/${file}-v${version}-${system}-${architecture}.tar.gz`,
      member: file,
      checksums: `https://github.com/pulumi/pulumi-${name}/releases/download/v${version}/pulumi-${name}_${version}_checksums.txt`,
    },
    module: file,
    package: ".",
    linkerFlags: stripped,
    expectedSeconds,
    ...more,
  };
}

function controlPlane(
  name: string,
  version: string,
  package_: string,
  expectedSeconds: number,
  more: Partial<Program> = {},
): Program {
  return {
    name,
    version,
    destination: (paths) => join(paths.cache, "bin", `${name}-${version}`),
    module: name,
    package: package_,
    linkerFlags: stripped,
    expectedSeconds,
    ...more,
  };
}

/**
 * The whole toolchain. Order: what `pulumi up` needs first. The control plane's programs are always built: one binary
 * holds the three of Kubernetes, which no release does.
 */
export const programs: readonly Program[] = [
  {
    name: "pulumi",
    version: pulumiVersion,
    destination: command("pulumi"),
    release: pulumiRelease("pulumi"),
    module: "pulumi",
    package: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
    linkerFlags: `${stripped} -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${pulumiVersion}`,
    expectedSeconds: 220,
  },
  {
    name: "pulumi-language-nodejs",
    version: pulumiVersion,
    destination: command("pulumi-language-nodejs"),
    release: pulumiRelease("pulumi-language-nodejs"),
    module: "pulumi-language-nodejs",
    package: ".",
    linkerFlags: `${stripped} -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${languageHostModuleVersion}`,
    expectedSeconds: 35,
    patch: {
      why: "this older host expects the project's options as flags, which the newer command no longer passes",
      module: "github.com/pulumi/pulumi/sdk/v3",
      directory: "nodejs/cmd/pulumi-language-nodejs",
      file: "main.go",
      find: '"typescript", true,',
      replacement:
        '"typescript", func() bool { project, _ := os.ReadFile("Pulumi.yaml"); return !strings.Contains(string(project), "typescript: false") }(),',
    },
  },
  plugin("oci", "4.20.0", 300, { needsTokens: true }),
  plugin("random", "4.21.2", 70),
  plugin("kubernetes", "4.34.2", 400),
  controlPlane("kube", "1.36.3", ".", 220),
  controlPlane("etcd", "3.6.5", "go.etcd.io/etcd/server/v3", 25),
  controlPlane("kwok", "0.8.0", "sigs.k8s.io/kwok/cmd/kwok", 60, {
    share: {
      module: "sigs.k8s.io/kwok",
      files: [
        "kustomize/stage/node/fast/node-initialize.yaml",
        "kustomize/stage/node/heartbeat/node-heartbeat.yaml",
        "kustomize/stage/pod/fast/pod-complete.yaml",
        "kustomize/stage/pod/fast/pod-delete.yaml",
        "kustomize/stage/pod/fast/pod-ready.yaml",
      ],
    },
  }),
];

/** Where a program's shared files are once it is in place. */
export function sharedFiles(program: Program, paths: ToolchainPaths): readonly string[] {
  const directory = `${program.destination(paths)}.share`;
  return (program.share?.files ?? []).map((file) => join(directory, basename(file)));
}
