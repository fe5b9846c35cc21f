import type { UnifiedAgentConfigurationArgs } from "@pulumi/oci/logging/unifiedAgentConfiguration.js";
import type * as pulumi from "@pulumi/pulumi";

/** The agent's configuration that sends the containers' logs of one namespace to a log. */
export function containerLogAgent(
  namespace: string,
  logId: pulumi.Input<string>,
  nodeGroupId: pulumi.Input<string>,
): Pick<UnifiedAgentConfigurationArgs, "serviceConfiguration" | "groupAssociation"> {
  return {
    serviceConfiguration: {
      configurationType: "LOGGING",
      destination: { logObjectId: logId },
      sources: [
        {
          sourceType: "LOG_TAIL",
          name: `${namespace}-containers`,
          paths: [`/var/log/containers/*_${namespace}_*.log`],
          parser: { parserType: "CRI" },
        },
      ],
    },
    groupAssociation: { groupLists: [nodeGroupId] },
  };
}
