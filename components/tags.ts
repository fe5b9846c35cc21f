/** Freeform tags: on every resource that takes them. */
export type Tags = Readonly<Record<string, string>>;

/** The tags of one component's resources: the stack's own, and which component they belong to. */
export function tagsFor(tags: Tags, component: string): Record<string, string> {
  return { ...tags, component };
}
