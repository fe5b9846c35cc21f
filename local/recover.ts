import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { logicalNameTag } from "../components/logical-name.ts";
import { listResources, type ListedResource } from "./cloud-client.ts";
import { pulumi } from "./pulumi.ts";
import type { LocalSession } from "./session.ts";

/** A resource of the state, as far as it is read here. */
export interface StateResource {
  readonly urn: string;
  readonly id?: string;
}

export interface Deployment {
  /** What a run that was cut off left open. */
  readonly pending_operations?: readonly { readonly type: string; readonly resource: StateResource }[];
  readonly resources?: readonly StateResource[];
}

/** A resource that the state lacks, and the identifier to import what was made of it by. */
export interface Adoption {
  readonly resource: StateResource;
  readonly importId: string;
}

/** Resources that take no tags, by type: at most one of their kind is made without being in the state. */
const kindsWithoutTags: Readonly<Record<string, string>> = { "oci:FileStorage/export:Export": "export" };

/** What exists in the cloud, was made by a stack, and is not in the state. */
export function orphans(
  deployment: Deployment,
  existing: readonly ListedResource[],
): readonly ListedResource[] {
  const known = (deployment.resources ?? []).flatMap(({ id }) => id ?? []);
  const untagged = Object.values(kindsWithoutTags);
  return existing.filter(
    ({ id, importId, kind, freeformTags }) =>
      (freeformTags?.[logicalNameTag] !== undefined || untagged.includes(kind)) &&
      !known.some((one) => one === importId || one.includes(id)),
  );
}

/** For each resource that is to be created, the orphan that it is, if there is one. */
export function adoptions(
  wanted: readonly StateResource[],
  found: readonly ListedResource[],
): readonly Adoption[] {
  return wanted.flatMap((resource) => {
    const name = logicalName(resource.urn);
    const kind = kindsWithoutTags[name.split("::")[0] ?? ""];
    const made = found.find(
      (one) => one.freeformTags?.[logicalNameTag] === name || (kind !== undefined && one.kind === kind),
    );
    return made ? [{ resource, importId: made.importId }] : [];
  });
}

/** Type and name at the end of a URN: unique in a stack, and short enough for a tag. */
export function logicalName(urn: string): string {
  const [, , types = "", name = ""] = urn.split("::");
  return `${types.split("$").at(-1)}::${name}`;
}

/**
 * Brings the state of a stack in line with the cloud after a run was cut off, or an answer was lost: what was made is
 * taken into the state, what was not is made by the next `up`. Does nothing when nothing is open.
 */
export async function recover(session: LocalSession): Promise<void> {
  const exported = JSON.parse(await output(session, ["stack", "export"])) as {
    deployment: Deployment | null;
  };
  const { deployment } = exported;
  if (!deployment) return;
  const found = orphans(deployment, await listResources(session.cloud));
  const isOpen = (deployment.pending_operations ?? []).length > 0;
  if (found.length === 0 && !isOpen) return;

  const adopted = found.length === 0 ? [] : adoptions(await toBeCreated(session), found);
  console.log(`The last run was cut off: ${adopted.length} resources that it made are taken over.`);
  const file = join(session.home.directory, "recovered-state.json");
  const recovered = {
    ...exported,
    deployment: {
      ...deployment,
      // What was open and made nothing is forgotten: the next `up` makes it.
      pending_operations: [],
      resources: [...(deployment.resources ?? []), ...adopted.map(inState)],
    },
  };
  writeFileSync(file, JSON.stringify(recovered), { mode: 0o600 });
  await output(session, ["stack", "import", "--file", file]);
  // The refresh fills in what the service computed.
  if (adopted.length > 0) await output(session, ["refresh", "--yes", "--skip-preview"]);
}

/** An adopted resource as the state holds it. What it depends on comes with the next `up`. */
function inState({
  resource,
  importId,
}: Adoption): StateResource & { readonly inputs: object; readonly outputs: object } {
  const {
    dependencies: _,
    propertyDependencies: __,
    ...rest
  } = resource as StateResource & {
    readonly dependencies?: unknown;
    readonly propertyDependencies?: unknown;
    readonly inputs?: object;
  };
  const inputs = withoutMasked(rest.inputs ?? {});
  // What the service never shows again is known from the program only.
  return { ...rest, inputs, id: importId, outputs: { ...inputs } };
}

/** A preview shows `[secret]` where a value is one: the next `up` puts it in. */
function withoutMasked(inputs: object): object {
  return Object.fromEntries(
    Object.entries(inputs).filter(([, value]) => !JSON.stringify(value).includes('"[secret]"')),
  );
}

/** What the program wants and the state lacks, as the engine would register it. */
async function toBeCreated(session: LocalSession): Promise<readonly StateResource[]> {
  const planned = JSON.parse(await output(session, ["preview", "--json"])) as {
    steps?: readonly { op: string; newState?: StateResource }[];
  };
  return (planned.steps ?? []).flatMap(({ op, newState }) => (op === "create" && newState ? [newState] : []));
}

async function output(session: LocalSession, arguments_: readonly string[]): Promise<string> {
  const result = await pulumi(session, arguments_, { stdout: "pipe", stderr: "pipe", all: true });
  if (result.exitCode === 0) return String(result.stdout);
  throw new Error(
    `The state could not be brought in line with the cloud:\npulumi ${arguments_[0]}: ${String(result.all)}`,
  );
}
