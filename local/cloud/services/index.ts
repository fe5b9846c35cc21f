import type { Service } from "../engine/resource-type.ts";
import { artifacts } from "./artifacts.ts";
import { budgets } from "./budgets.ts";
import { connectorHub } from "./connector-hub.ts";
import { containerEngine } from "./container-engine.ts";
import { core } from "./core.ts";
import { events } from "./events.ts";
import { fileStorage } from "./file-storage.ts";
import { identity } from "./identity.ts";
import { keyManagement } from "./key-management.ts";
import { limits } from "./limits.ts";
import { logging } from "./logging.ts";
import { monitoring } from "./monitoring.ts";
import { notifications } from "./notifications.ts";
import { objectStorage } from "./object-storage.ts";
import { postgresql } from "./postgresql.ts";
import { vaultSecrets } from "./vault-secrets.ts";

/** Every service of the local cloud. A new one is a row here and a table of its own. */
export const services: readonly Service[] = [
  core,
  identity,
  containerEngine,
  keyManagement,
  vaultSecrets,
  fileStorage,
  objectStorage,
  artifacts,
  logging,
  monitoring,
  notifications,
  events,
  connectorHub,
  postgresql,
  budgets,
  limits,
];
