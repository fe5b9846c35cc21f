import { mkdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { execa, type Options } from "execa";
import { projectDirectory } from "./project.ts";

/** What a run of the Pulumi command needs to know of the cloud that it works on. */
export interface PulumiSession {
  /** Path of the Pulumi command. */
  readonly command: string;
  readonly stack: string;
  /** The stack's configuration file. */
  readonly stackFile: string;
  readonly environment: Readonly<Record<string, string>>;
}

export interface PulumiBackend {
  readonly pulumiHome: string;
  /** Directory of the file backend. */
  readonly directory: string;
  readonly passphraseFile: string;
}

/** The environment of a Pulumi run whose state lies in a directory, encrypted with a passphrase. */
export function backendEnvironment(backend: PulumiBackend): Record<string, string> {
  mkdirSync(backend.directory, { recursive: true, mode: 0o700 });
  return {
    PULUMI_HOME: backend.pulumiHome,
    PULUMI_BACKEND_URL: pathToFileURL(backend.directory).href,
    PULUMI_CONFIG_PASSPHRASE_FILE: backend.passphraseFile,
    PULUMI_SKIP_UPDATE_CHECK: "true",
    // The plugins are in place: a missing one is a fault to report, not a download to wait for.
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    NODE_OPTIONS: "--disable-warning=ExperimentalWarning",
  };
}

/** Runs `pulumi` in the project; output is inherited unless the options say otherwise. */
export function pulumi(session: PulumiSession, arguments_: readonly string[], options: Options = {}) {
  return execa(session.command, [...arguments_, ...stackArguments(session, arguments_)], {
    cwd: projectDirectory,
    stdin: "ignore",
    stdout: "inherit",
    stderr: "inherit",
    reject: false,
    ...options,
    env: {
      ...session.environment,
      // The Node of the lock file, wherever the call comes from.
      PATH: [join(projectDirectory, "node_modules", ".bin"), process.env["PATH"]].join(delimiter),
      ...options.env,
    },
  });
}

/** Only commands that read the stack's configuration know `--config-file`. */
function stackArguments(session: PulumiSession, arguments_: readonly string[]): string[] {
  const readsConfiguration = ["up", "preview", "refresh", "destroy", "config"].includes(arguments_[0] ?? "");
  return ["--stack", session.stack, ...(readsConfiguration ? ["--config-file", session.stackFile] : [])];
}
