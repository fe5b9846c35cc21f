/** Service limits that differ from "as much as you like", by service, limit and scope (availability domain or region). */
export type Limits = Map<string, number>;

export function limitKey(service: string, name: string, scope: string): string {
  return `${service}/${name}/${scope}`;
}

/** What a tenancy has where nobody set a limit: more than a test uses. */
export const unsetLimit = 1000;
