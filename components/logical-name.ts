import type * as pulumi from "@pulumi/pulumi";

/** The tag that says which resource of the stack a resource of the cloud is. */
export const logicalNameTag = "pulumi";

/**
 * Tags every resource that takes tags with its type and name in the stack. After a run was cut off, what it made but
 * could not write down is found by this tag and taken over instead of made twice.
 */
export const tagWithLogicalName: pulumi.ResourceTransformation = ({ type, name, props, opts }) => {
  const tags: unknown = props["freeformTags"];
  if (typeof tags !== "object" || tags === null) return undefined;
  return { props: { ...props, freeformTags: { ...tags, [logicalNameTag]: `${type}::${name}` } }, opts };
};
