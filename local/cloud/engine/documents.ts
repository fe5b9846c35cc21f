import type { Document, ResourceType } from "./resource-type.ts";

/** All values at a dotted path; arrays on the way are gone into: `routeRules.networkEntityId`. */
export function valuesAt(document: unknown, path: string): unknown[] {
  let values: unknown[] = [document];
  for (const step of path.split(".")) {
    values = values.flat().flatMap((value) => {
      const next = isObject(value) ? value[step] : undefined;
      return next === undefined || next === null ? [] : [next];
    });
  }
  return values.flat();
}

export function isObject(value: unknown): value is Document {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The identifiers that a document names, by field. */
export function referencesOf(
  type: ResourceType,
  document: Document,
): { field: string; id: string; weak: boolean }[] {
  return (type.references ?? []).flatMap((field) =>
    valuesAt(document, field)
      .filter((value): value is string => typeof value === "string" && value.startsWith("ocid1."))
      .map((id) => ({ field, id, weak: type.weakReferences?.includes(field) ?? false })),
  );
}

/** A document as the API shows it: fields that start with `$` are the engine's own. */
export function visible(type: ResourceType, document: Document): Document {
  return Object.fromEntries(
    Object.entries(document).filter(
      ([name]) => !name.startsWith("$") && !(type.writeOnly ?? []).includes(name),
    ),
  );
}

/** Fields of a list request that choose a page or an order, not resources. */
const presentation = new Set([
  "limit",
  "page",
  "sortBy",
  "sortOrder",
  "compartmentIdInSubtree",
  "accessLevel",
  "fields",
  "includeTombstones",
  "isCompartmentIdInSubtree",
]);

/** Whether a document answers to a list request's filters. A filter on a field that the kind lacks chooses nothing. */
export function matches(document: Document, query: URLSearchParams): boolean {
  return [...query].every(
    ([name, wanted]) => presentation.has(name) || !(name in document) || String(document[name]) === wanted,
  );
}
