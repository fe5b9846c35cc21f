import { listResources, type ListedResource } from "./cloud-client.ts";
import { pulumi } from "./pulumi.ts";
import type { LocalSession } from "./session.ts";

/** What a run that was cut off left open in the state. */
interface PendingOperation {
  readonly type: "creating" | "updating" | "deleting" | "reading";
  readonly resource: { readonly urn: string };
}

interface Deployment {
  readonly pending_operations?: readonly PendingOperation[];
  readonly resources?: readonly { readonly id?: string }[];
}

/** What is to be done about a creation that nobody saw end. */
export type Finding = { readonly urn: string; readonly id: string } | { readonly urn: string };

/**
 * Finds for each creation that was cut off the resource that it made, if it made one: the resource carries its
 * logical name as a tag and its identifier is not in the state yet.
 */
export function findCreated(deployment: Deployment, existing: readonly ListedResource[]): readonly Finding[] {
  const known = new Set(deployment.resources?.map(({ id }) => id));
  const pending = deployment.pending_operations?.filter(({ type }) => type === "creating") ?? [];
  return pending.map(({ resource: { urn } }) => {
    const found = existing.find(
      ({ id, freeformTags }) => freeformTags?.["pulumi"] === logicalName(urn) && !known.has(id),
    );
    return found ? { urn, id: found.id } : { urn };
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
  const findings = findCreated(deployment, await listResources(session.cloud));
  const made = findings.filter((finding) => "id" in finding);
  console.log(`The last run was cut off: ${made.length} resources that it made are taken over.`);
  const imports = made.flatMap(({ urn, id }) => [
    "--import-pending-creates",
    urn,
    "--import-pending-creates",
    id,
  ]);
  const result = await pulumi(
    session,
    [
      "refresh",
      "--yes",
      "--skip-preview",
      ...imports,
      ...(imports.length > 0 ? [] : ["--clear-pending-creates"]),
    ],
    {
      stdout: "pipe",
      stderr: "pipe",
      all: true,
    },
  );
  if (result.exitCode !== 0)
    throw new Error(`The state could not be brought in line with the cloud:\n${String(result.all)}`);
}
