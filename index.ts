import { Provider } from "@pulumi/oci/provider.js";
import * as pulumi from "@pulumi/pulumi";
import { Network } from "./components/network.ts";
import { parseConfiguration, rawConfiguration } from "./config.ts";

const configuration = parseConfiguration(rawConfiguration(pulumi.runtime.allConfig(), pulumi.getProject()));
const { environment, compartmentId } = configuration;
const displayName = `speech-${environment}`;
const tags = { environment, ...configuration.tags };

const regional = new Provider("regional", { region: configuration.region });

const network = new Network(
  "network",
  { compartmentId, displayName, tags, ...configuration.network },
  { provider: regional },
);

/** OCID of the VCN. */
export const vcnId = network.vcnId;
