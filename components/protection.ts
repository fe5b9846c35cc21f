import type * as pulumi from "@pulumi/pulumi";

/**
 * Options for what holds data. While protected, neither a destroy nor a replacement touches it: `pulumi up` with
 * `speech:protect: false` comes first, then `pulumi destroy`. Two steps, so that one slip loses nothing.
 */
export function protection(protect: boolean): pulumi.CustomResourceOptions {
  return { protect };
}
