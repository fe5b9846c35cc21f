import { getVaultOutput } from "@pulumi/oci/kms/getVault.js";
import { Key } from "@pulumi/oci/kms/key.js";
import { Vault as OciVault } from "@pulumi/oci/kms/vault.js";
import { Secret } from "@pulumi/oci/vault/secret.js";
import * as pulumi from "@pulumi/pulumi";
import { RandomId } from "@pulumi/random/randomId.js";
import { RandomPassword } from "@pulumi/random/randomPassword.js";
import { protection } from "./protection.ts";
import { tagsFor, type Tags } from "./tags.ts";

export interface VaultArgs {
  readonly compartmentId: pulumi.Input<string>;
  readonly displayName: string;
  /** A vault to share instead of making one: a deleted vault blocks its compartment for 7 to 30 days. */
  readonly existingVaultId?: string | undefined;
  readonly keyProtection: "SOFTWARE" | "HSM";
  /** Days from one key version to the next, 60 to 365. */
  readonly keyRotationDays: number;
  /** Secrets to make, each with a generated value. */
  readonly secrets: readonly string[];
  readonly protect: boolean;
  readonly tags: Tags;
}

/** The key that encrypts what the environment stores, and its generated secrets. No value is in a file or a log. */
export class Vault extends pulumi.ComponentResource {
  readonly vaultId: pulumi.Output<string>;
  readonly keyId: pulumi.Output<string>;
  /** OCIDs of the secrets, by name. Their values are in the vault. */
  readonly secretIds: Readonly<Record<string, pulumi.Output<string>>>;
  /** Current versions, by name: what reads a secret by version is told when it changes. */
  readonly secretVersions: Readonly<Record<string, pulumi.Output<number>>>;

  readonly #name: string;
  readonly #args: VaultArgs;

  constructor(name: string, args: VaultArgs, options?: pulumi.ComponentResourceOptions) {
    super("speech:vault:Vault", name, {}, options);
    this.#name = name;
    this.#args = args;

    const vault = this.#vault();
    const key = this.#key(vault.managementEndpoint);
    const secrets = this.#secrets(vault.id, key.id);

    this.vaultId = vault.id;
    this.keyId = key.id;
    this.secretIds = Object.fromEntries(secrets.map(([secretName, { id }]) => [secretName, id]));
    this.secretVersions = Object.fromEntries(
      secrets.map(([secretName, { currentVersionNumber }]) => [
        secretName,
        currentVersionNumber.apply(Number),
      ]),
    );
    this.registerOutputs({ vaultId: this.vaultId, keyId: this.keyId, secretIds: this.secretIds });
  }

  #vault(): { id: pulumi.Output<string>; managementEndpoint: pulumi.Output<string> } {
    const { existingVaultId, displayName, protect, tags, compartmentId } = this.#args;
    if (existingVaultId !== undefined) {
      const { managementEndpoint } = getVaultOutput({ vaultId: existingVaultId }, { parent: this });
      return { id: pulumi.output(existingVaultId), managementEndpoint };
    }
    return new OciVault(
      this.#name,
      { compartmentId, displayName, vaultType: "DEFAULT", freeformTags: tagsFor(tags, "vault") },
      { parent: this, ...protection(protect) },
    );
  }

  #key(managementEndpoint: pulumi.Output<string>): Key {
    const { compartmentId, displayName, keyProtection, keyRotationDays, protect, tags } = this.#args;
    return new Key(
      `${this.#name}-key`,
      {
        compartmentId,
        displayName,
        managementEndpoint,
        keyShape: { algorithm: "AES", length: 32 },
        protectionMode: keyProtection,
        // Only virtual private vaults rotate by themselves; elsewhere the days go into a tag that a job reads.
        freeformTags: { ...tagsFor(tags, "vault"), rotationDays: String(keyRotationDays) },
      },
      { parent: this, ...protection(protect) },
    );
  }

  #secrets(vaultId: pulumi.Input<string>, keyId: pulumi.Input<string>): [string, Secret][] {
    // A deleted secret keeps its name for days: the suffix makes a fresh stack's names new.
    const suffix = new RandomId(`${this.#name}-suffix`, { byteLength: 4 }, { parent: this }).hex;
    return this.#args.secrets.map((secret): [string, Secret] => {
      const value = new RandomPassword(
        `${this.#name}-${secret}-value`,
        // OCI Database with PostgreSQL wants all four classes of characters and only these special ones.
        { length: 32, overrideSpecial: "_-", minLower: 2, minUpper: 2, minNumeric: 2, minSpecial: 2 },
        { parent: this },
      ).result;
      return [
        secret,
        new Secret(
          `${this.#name}-${secret}`,
          {
            compartmentId: this.#args.compartmentId,
            vaultId,
            keyId,
            secretName: pulumi.interpolate`${this.#args.displayName}-${secret}-${suffix}`,
            secretContent: {
              contentType: "BASE64",
              content: pulumi.secret(value.apply((plain) => Buffer.from(plain).toString("base64"))),
            },
            freeformTags: tagsFor(this.#args.tags, "vault"),
          },
          { parent: this, additionalSecretOutputs: ["secretContent"], ...protection(this.#args.protect) },
        ),
      ];
    });
  }
}
