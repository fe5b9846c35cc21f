import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { listResources, type ListedResource } from "../../local/cloud-client.ts";
import { stopCloud, type CloudProcessOptions } from "../../local/cloud-process.ts";
import { localHome } from "../../local/home.ts";
import { pulumi } from "../../local/pulumi.ts";
import { openSession, type LocalSession } from "../../local/session.ts";

/** One step that the engine plans or has done, without the steps that change nothing. */
export interface Step {
  readonly operation: string;
  /** `type::name`, as at the end of the resource's URN. */
  readonly resource: string;
  /** Property paths that differ. */
  readonly properties: readonly string[];
}

interface PreviewOutput {
  readonly steps?: readonly { op: string; urn: string; detailedDiff: Record<string, unknown> | null }[];
  readonly diagnostics?: readonly { severity: string; message: string }[];
}

/** A stack of its own on a cloud of its own, driven by the real engine. */
export interface Engine {
  readonly session: LocalSession;
  up(...arguments_: string[]): Promise<string>;
  preview(...arguments_: string[]): Promise<readonly Step[]>;
  refresh(...arguments_: string[]): Promise<string>;
  destroy(): Promise<string>;
  exportState(...arguments_: string[]): Promise<string>;
  /** What exists in the cloud. */
  resources(): Promise<readonly ListedResource[]>;
  /** The same stack with another configuration. */
  reconfigure(configuration: Readonly<Record<string, unknown>>): Promise<void>;
  close(): Promise<void>;
}

export async function startEngine(
  stack: string,
  configuration: Readonly<Record<string, unknown>> = {},
  cloud: Pick<CloudProcessOptions, "control" | "delayScale"> = { control: true },
): Promise<Engine> {
  const directory = mkdtempSync(join(tmpdir(), "speech-stack-"));
  const home = localHome(directory);
  let session = await openSession(home, { stack, configuration, cloud });

  const run = async (...arguments_: string[]): Promise<string> => {
    const result = await pulumi(session, arguments_, { stdout: "pipe", stderr: "pipe", all: true });
    if (result.exitCode !== 0) throw new Error(`pulumi ${arguments_.join(" ")}:\n${String(result.all)}`);
    return String(result.stdout);
  };
  return {
    get session() {
      return session;
    },
    up: (...arguments_) => run("up", "--yes", "--skip-preview", "--color", "never", ...arguments_),
    refresh: (...arguments_) => run("refresh", "--yes", "--skip-preview", "--color", "never", ...arguments_),
    destroy: () => run("destroy", "--yes", "--skip-preview", "--color", "never"),
    exportState: (...arguments_) => run("stack", "export", ...arguments_),
    resources: () => listResources(session.cloud),
    async preview(...arguments_) {
      const output = JSON.parse(await run("preview", "--json", ...arguments_)) as PreviewOutput;
      return (output.steps ?? [])
        .filter(({ op }) => op !== "same" && op !== "read")
        .map(({ op, urn, detailedDiff }) => ({
          operation: op,
          resource: resourceOf(urn),
          properties: Object.keys(detailedDiff ?? {}).toSorted(),
        }));
    },
    async reconfigure(changed) {
      session = await openSession(home, { stack, configuration: { ...configuration, ...changed }, cloud });
    },
    async close() {
      await stopCloud(home);
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** `urn:pulumi:local::speech::speech:network:Network$oci:Core/vcn:Vcn::network` → `oci:Core/vcn:Vcn::network`. */
function resourceOf(urn: string): string {
  const [, , types = "", name = ""] = urn.split("::");
  return `${types.split("$").at(-1)}::${name}`;
}
