import { z } from "zod";
import { schema } from "./schema.ts";

/** The JSON Schema of a whole stack file: what editors check and complete `Pulumi.<stack>.yaml` by. */
export function stackFileSchema(): Record<string, unknown> {
  const { $schema, properties, required, $defs } = z.toJSONSchema(schema, {
    io: "input",
    unrepresentable: "any",
  });
  const namespaced = (key: string): string => `speech:${key}`;
  return {
    $schema,
    title: "Stack file of the speech stack",
    type: "object",
    required: ["config"],
    properties: {
      encryptionsalt: { type: "string" },
      secretsprovider: { type: "string" },
      config: {
        type: "object",
        required: (required ?? []).map(namespaced),
        properties: Object.fromEntries(
          Object.entries(properties ?? {}).map(([key, value]) => [namespaced(key), value]),
        ),
        // Keys of other namespaces are other programs'; an unknown one of this namespace is a mistake.
        propertyNames: {
          anyOf: [{ enum: Object.keys(properties ?? {}).map(namespaced) }, { not: { pattern: "^speech:" } }],
        },
      },
    },
    ...($defs === undefined ? {} : { $defs }),
  };
}
