import { listResources, type ListedResource } from "./cloud-client.ts";
import { pulumi } from "./pulumi.ts";
import type { LocalSession } from "./session.ts";

/** How many resources of each kind there are, most frequent first. */
export function countByKind(resources: readonly ListedResource[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const { kind } of resources) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].toSorted(([left, m], [right, n]) => n - m || left.localeCompare(right));
}

/** What `npm run up` ends with: what exists, the stack's outputs, and what to do next. */
export async function printSummary(session: LocalSession): Promise<void> {
  const resources = await listResources(session.cloud);
  const outputs = await pulumi(session, ["stack", "output", "--json"], { stdout: "pipe" });
  console.log(`\n${resources.length} resources in the local cloud at ${session.cloud.endpoint}`);
  for (const [kind, count] of countByKind(resources)) console.log(`  ${String(count).padStart(4)}  ${kind}`);
  console.log("\nOutputs");
  for (const [name, value] of Object.entries(JSON.parse(String(outputs.stdout)) as Record<string, unknown>)) {
    console.log(`  ${name}: ${typeof value === "string" ? value : JSON.stringify(value)}`);
  }
  console.log(`
Next
  ${session.cloud.endpoint}   what exists, as a tree, and the calls made
  npm run up     again, after a change: only the difference is made
  npm run down   removes everything`);
}
