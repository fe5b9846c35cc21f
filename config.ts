import { z } from "zod";
import { carve, rangeOf } from "./config/cidr.ts";
import type { Immutable } from "./config/immutable.ts";
import { ConfigurationError, mistakesOf, type Mistake } from "./config/mistakes.ts";
import { crossFieldMistakes } from "./config/rules.ts";
import { schema, type RawConfiguration } from "./config/schema.ts";

/** The configuration of one stack with every default filled in: the only form that the program reads. */
export type StackConfiguration = Immutable<
  Omit<RawConfiguration, "homeRegion" | "network"> & {
    homeRegion: string;
    network: Omit<RawConfiguration["network"], "subnets"> & { subnets: Record<SubnetName, string> };
  }
>;

export type SubnetName = keyof RawConfiguration["network"]["subnets"];

/** How the VCN is cut where the stack file does not say: prefix lengths for a /16, longer by as much as it is smaller. */
export const subnetPrefixes = {
  pods: 18,
  workers: 20,
  loadBalancer: 27,
  storage: 28,
  database: 28,
  controlPlane: 29,
} as const;

/**
 * Checks the stack's configuration and fills in its defaults.
 * @param raw the keys of the stack file without `speech:`
 * @throws ConfigurationError with every mistake: path, what was given, what would be right
 */
export function parseConfiguration(raw: Readonly<Record<string, unknown>>): StackConfiguration {
  const parsed = schema.safeParse(raw);
  if (!parsed.success) throw new ConfigurationError(mistakesOf(parsed.error, raw, keysAt));
  const { data } = parsed;
  const { subnets, mistakes } = withDefaultSubnets(data.network);
  if (mistakes.length > 0) throw new ConfigurationError(mistakes);
  const configuration: StackConfiguration = {
    ...data,
    homeRegion: data.homeRegion ?? data.region,
    network: { ...data.network, subnets },
  };
  const crossField = crossFieldMistakes(configuration);
  if (crossField.length > 0) throw new ConfigurationError(crossField);
  return configuration;
}

function withDefaultSubnets({ cidr, subnets }: RawConfiguration["network"]): {
  subnets: Record<SubnetName, string>;
  mistakes: Mistake[];
} {
  const longer = Math.max(0, Math.round(16 - Math.log2(rangeOf(cidr).size)));
  const prefixes = Object.fromEntries(
    Object.entries(subnetPrefixes).map(([name, prefix]) => [name, Math.min(30, prefix + longer)]),
  ) as Record<keyof typeof subnetPrefixes, number>;
  try {
    return {
      subnets: { ...carve(cidr, prefixes), ...(subnets as Partial<Record<SubnetName, string>>) },
      mistakes: [],
    };
  } catch {
    const right = "is too small to be cut into subnets: use /24 or larger, or give network.subnets";
    return {
      subnets: {
        controlPlane: cidr,
        loadBalancer: cidr,
        workers: cidr,
        pods: cidr,
        storage: cidr,
        database: cidr,
      },
      mistakes: [{ path: "network.cidr", given: cidr, right }],
    };
  }
}

/** The keys that the schema knows at a path: for "did you mean". */
function keysAt(path: readonly PropertyKey[]): readonly string[] {
  let node: JsonSchemaNode | undefined = z.toJSONSchema(schema, {
    io: "input",
    unrepresentable: "any",
  }) as JsonSchemaNode;
  for (const step of path) {
    const next: JsonSchemaNode | undefined =
      node?.properties?.[String(step)] ?? node?.items ?? additional(node);
    node = next;
  }
  return Object.keys(node?.properties ?? {});
}

interface JsonSchemaNode {
  readonly properties?: Readonly<Record<string, JsonSchemaNode>>;
  readonly items?: JsonSchemaNode;
  readonly additionalProperties?: JsonSchemaNode | boolean;
}

function additional(node: JsonSchemaNode | undefined): JsonSchemaNode | undefined {
  return typeof node?.additionalProperties === "object" ? node.additionalProperties : undefined;
}

/**
 * The raw configuration of the running program's project: structured values are JSON there.
 * @param all every key of the stack, as the Pulumi runtime holds them
 */
export function rawConfiguration(
  all: Readonly<Record<string, string>>,
  project: string,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(all)
      .filter(([key]) => key.startsWith(`${project}:`))
      .map(([key, value]) => [key.slice(project.length + 1), plainOrJson(value)]),
  );
}

function plainOrJson(value: string): unknown {
  if (!/^(\{|\[|true$|false$|-?\d+(\.\d+)?$)/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
