import { logicalNameTag } from "../components/logical-name.ts";
import { listResources, type ListedResource } from "./cloud-client.ts";
import { pulumi } from "./pulumi.ts";
import type { LocalSession } from "./session.ts";

/** What a run that was cut off left open in the state. */
interface PendingOperation {
  readonly type: "creating" | "updating" | "deleting" | "reading";
  readonly resource: { readonly urn: string };
}

export interface Deployment {
  readonly pending_operations?: readonly PendingOperation[];
  readonly resources?: readonly { readonly id?: string }[];
}

/** A creation that nobody saw end, and the identifier to import what it made by, if it made something. */
export interface CutOffCreation {
  readonly urn: string;
  readonly importId?: string;
}

/** Resources that take no tags, by type: at most one of their kind is made at a time without being in the state. */
const kindsWithoutTags: Readonly<Record<string, string>> = { "oci:FileStorage/export:Export": "export" };

/**
 * Finds for each creation that was cut off the resource that it made: it carries its logical name as a tag, and its
 * identifier is not in the state yet.
 */
export function findCreated(
  deployment: Deployment,
  existing: readonly ListedResource[],
): readonly CutOffCreation[] {
  const known = (deployment.resources ?? []).flatMap(({ id }) => id ?? []);
  const unknown = existing.filter(
    ({ id, importId }) => !known.some((one) => one === importId || one.includes(id)),
  );
  const pending = deployment.pending_operations?.filter(({ type }) => type === "creating") ?? [];
  return pending.map(({ resource: { urn } }) => {
    const name = logicalName(urn);
    const kind = kindsWithoutTags[name.split("::")[0] ?? ""];
    const made = unknown.find(
      (resource) =>
        resource.freeformTags?.[logicalNameTag] === name || (kind !== undefined && resource.kind === kind),
    );
    return made ? { urn, importId: made.importId } : { urn };
  });
}

/** Type and name at the end of a URN: unique in a stack, and short enough for a tag. */
export function logicalName(urn: string): string {
  const [, , types = "", name = ""] = urn.split("::");
  return `${types.split("$").at(-1)}::${name}`;
}

/**
 * Brings the state of a stack in line with the cloud after a run was cut off: what was made is taken into the state,
 * what was not is made by the next `up`. Does nothing when no operation is open.
 */
export async function recover(session: LocalSession): Promise<void> {
  const exported = await pulumi(session, ["stack", "export"], { stdout: "pipe" });
  const { deployment } = JSON.parse(String(exported.stdout)) as { deployment: Deployment | null };
  if (!deployment?.pending_operations?.length) return;
  const created = findCreated(deployment, await listResources(session.cloud));
  const made = created.filter(({ importId }) => importId !== undefined);
  console.log(
    `The last run was cut off. What it made and had not written down is taken over: ${made.length} resources.`,
  );
  if (made.length > 0) {
    const pairs = made.flatMap(({ urn, importId = "" }) => [
      "--import-pending-creates",
      urn,
      "--import-pending-creates",
      importId,
    ]);
    await refresh(session, pairs);
  }
  if (made.length < deployment.pending_operations.length) await refresh(session, ["--clear-pending-creates"]);
}

async function refresh(session: LocalSession, arguments_: readonly string[]): Promise<void> {
  const result = await pulumi(session, ["refresh", "--yes", "--skip-preview", ...arguments_], {
    stdout: "pipe",
    stderr: "pipe",
    all: true,
  });
  if (result.exitCode !== 0) {
    throw new Error(`The state could not be brought in line with the cloud:\n${String(result.all)}`);
  }
}
