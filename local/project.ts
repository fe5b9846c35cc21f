import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

/** The checkout: where `Pulumi.yaml` and the stack files lie. */
export const projectDirectory = dirname(dirname(fileURLToPath(import.meta.url)));
