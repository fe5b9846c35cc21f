import { closest, distance } from "fastest-levenshtein";
import type { z } from "zod";

/** One mistake in a stack file. */
export interface Mistake {
  /** Below `speech:`, with dots. */
  readonly path: string;
  readonly given: unknown;
  /** What would be right, continuing the sentence. */
  readonly right: string;
}

/** All mistakes of a stack's configuration in one error. */
export class ConfigurationError extends Error {
  readonly mistakes: readonly Mistake[];

  constructor(mistakes: readonly Mistake[]) {
    const count = mistakes.length === 1 ? "1 mistake" : `${mistakes.length} mistakes`;
    super(
      `The stack's configuration has ${count}:\n${mistakes.map((mistake) => `  ${describe(mistake)}`).join("\n")}`,
    );
    this.name = "ConfigurationError";
    this.mistakes = mistakes;
  }
}

/** `speech:network.cidr must lie …; given "10.0.0.1/16"` */
export function describe({ path, given, right }: Mistake): string {
  return `speech:${path} ${right}; given ${given === undefined ? "nothing" : JSON.stringify(given)}`;
}

/** How far a misspelt key may be from a known one to be taken for it. */
const nearEnough = 4;

function didYouMean(key: string, known: readonly string[]): string {
  if (known.length === 0) return "";
  const nearest = closest(key, [...known]);
  return distance(key, nearest) <= nearEnough
    ? `; did you mean ${nearest}?`
    : `; known are ${known.join(", ")}`;
}

/**
 * The mistakes that the schema found, in this project's words.
 * @param keysAt the keys that the schema knows at a path
 */
export function mistakesOf(
  error: z.ZodError,
  raw: unknown,
  keysAt: (path: readonly PropertyKey[]) => readonly string[],
): Mistake[] {
  return error.issues.flatMap((issue): Mistake[] => {
    const path = issue.path.map(String).join(".");
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) => ({
        path: path === "" ? key : `${path}.${key}`,
        given: valueAt(raw, [...issue.path, key]),
        right: `is not a known key${didYouMean(key, keysAt(issue.path))}`,
      }));
    }
    const given = valueAt(raw, issue.path);
    return [{ path, given, right: given === undefined ? `is needed and ${rightOf(issue)}` : rightOf(issue) }];
  });
}

function rightOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return `must be ${article(issue.expected)}`;
    case "invalid_value":
      return `must be one of ${issue.values.map(String).join(", ")}`;
    case "too_small":
      return `must be at least ${issue.minimum}${issue.origin === "array" || issue.origin === "string" ? " long" : ""}`;
    case "too_big":
      return `must be at most ${issue.maximum}`;
    case "not_multiple_of":
      return `must be a multiple of ${issue.divisor}`;
    case "invalid_key":
      return issue.issues.map(({ message }) => message).join("; ");
    default:
      return issue.message;
  }
}

function article(expected: string): string {
  const word = expected === "int" ? "integer" : expected === "record" ? "object" : expected;
  return `${/^[aeiou]/.test(word) ? "an" : "a"} ${word}`;
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, step) =>
      typeof at === "object" && at !== null ? (at as Record<PropertyKey, unknown>)[step] : undefined,
    value,
  );
}
