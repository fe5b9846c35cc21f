import { homedir } from "node:os";
import { join } from "node:path";

/** Where the toolchain lies. Checkouts share it. */
export interface ToolchainPaths {
  /** `$PULUMI_HOME`: where the npm launcher and the engine look for the command and its plugins. */
  readonly pulumiHome: string;
  /** Programs that are not Pulumi's, logs, locks and records. */
  readonly cache: string;
}

/** Source of the default: XDG Base Directory Specification 0.8, `XDG_CACHE_HOME`. */
export function toolchainPaths(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): ToolchainPaths {
  return {
    pulumiHome: environment["PULUMI_HOME"] || join(homedir(), ".pulumi"),
    cache: join(environment["XDG_CACHE_HOME"] || join(homedir(), ".cache"), "speech-stack", "toolchain"),
  };
}
