import { readStackFile } from "../../local/stack-file.ts";

/** The configuration of a committed stack file, without `speech:`. */
export function stackConfiguration(stack: string): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(readStackFile(`Pulumi.${stack}.yaml`).config).map(([key, value]) => [
      key.replace("speech:", ""),
      value,
    ]),
  );
}

/** A copy of a value with something else at a dotted path; `undefined` removes what is there. */
export function changed(value: unknown, path: string, replacement: unknown): Record<string, unknown> {
  const copy = structuredClone(value) as Record<string, unknown>;
  const steps = path.split(".");
  const last = steps.pop() ?? "";
  let at = copy;
  for (const step of steps) at = (at[step] ??= {}) as Record<string, unknown>;
  if (replacement === undefined) delete at[last];
  else at[last] = replacement;
  return copy;
}
