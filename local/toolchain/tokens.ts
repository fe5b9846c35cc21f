import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Type tokens of an npm package of Pulumi's, as the bridge maps Terraform's names to them. */
export interface Tokens {
  readonly Resources: readonly string[];
  readonly Functions: readonly string[];
}

/** Reads the tokens from the package's own sources: `__pulumiType` of each resource, the `invoke` of each function. */
export function tokensOf(packageDirectory: string): Tokens {
  const resources = new Set<string>();
  const functions = new Set<string>();
  for (const file of readdirSync(packageDirectory, { recursive: true, encoding: "utf8" })) {
    if (!file.endsWith(".js") || file.includes("node_modules")) continue;
    const source = readFileSync(join(packageDirectory, file), "utf8");
    for (const [, token = ""] of source.matchAll(/__pulumiType = '(\w+:[^']+)'/g)) resources.add(token);
    for (const [, token = ""] of source.matchAll(/invoke\("([^"]+)"/g)) functions.add(token);
  }
  return { Resources: [...resources].toSorted(), Functions: [...functions].toSorted() };
}
