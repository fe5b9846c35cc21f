import type { Service } from "../engine/resource-type.ts";
import { core } from "./core.ts";

/** Every service of the local cloud. A new one is a row here and a table of its own. */
export const services: readonly Service[] = [core];
