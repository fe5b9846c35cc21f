import { ContainerRepository } from "@pulumi/oci/artifacts/containerRepository.js";
import * as pulumi from "@pulumi/pulumi";
import { tagsFor, type Tags } from "./tags.ts";

export interface RegistryArgs {
  readonly compartmentId: pulumi.Input<string>;
  /** Before the repositories' names, with a slash: names are unique in the tenancy. */
  readonly prefix: string;
  /** One for each image. */
  readonly repositories: readonly string[];
  readonly tags: Tags;
}

/** A private repository for each image. A tag that was pushed is never moved: images are found by their digest. */
export class Registry extends pulumi.ComponentResource {
  /** Full names, by image. */
  readonly repositories: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(name: string, args: RegistryArgs, options?: pulumi.ComponentResourceOptions) {
    super("speech:registry:Registry", name, {}, options);
    this.repositories = Object.fromEntries(
      args.repositories.map((image) => [
        image,
        new ContainerRepository(
          `${name}-${image}`,
          {
            compartmentId: args.compartmentId,
            displayName: `${args.prefix}/${image}`,
            isImmutable: true,
            isPublic: false,
            freeformTags: tagsFor(args.tags, "registry"),
          },
          { parent: this },
        ).displayName,
      ]),
    );
    this.registerOutputs({ repositories: this.repositories });
  }
}
