import { Rule } from "@pulumi/oci/events/rule.js";
import { Log } from "@pulumi/oci/logging/log.js";
import { LogGroup } from "@pulumi/oci/logging/logGroup.js";
import { UnifiedAgentConfiguration } from "@pulumi/oci/logging/unifiedAgentConfiguration.js";
import { Alarm } from "@pulumi/oci/monitoring/alarm.js";
import { NotificationTopic } from "@pulumi/oci/ons/notificationTopic.js";
import { Subscription } from "@pulumi/oci/ons/subscription.js";
import { Connector } from "@pulumi/oci/sch/connector.js";
import * as pulumi from "@pulumi/pulumi";
import { alarms } from "./observability/alarms.ts";
import { containerLogAgent } from "./observability/container-logs.ts";
import { serviceLogs } from "./observability/service-logs.ts";
import { watchedEvents } from "./observability/watched-events.ts";
import type { BucketName } from "./storage/buckets.ts";
import { tagsFor, type Tags } from "./tags.ts";

export interface ObservabilityArgs {
  readonly compartmentId: string;
  readonly displayName: string;
  readonly clusterId: pulumi.Input<string>;
  readonly subnetIds: Readonly<Record<string, pulumi.Input<string>>>;
  readonly bucketNames: Readonly<Record<BucketName, pulumi.Input<string>>>;
  readonly namespace: pulumi.Input<string>;
  readonly mountTargetId: pulumi.Input<string>;
  readonly nodeGroupId: pulumi.Input<string>;
  /** Kubernetes namespace whose containers' logs are kept. */
  readonly containerNamespace: string;
  /** Days, 30 to 180 in steps of 30. */
  readonly logRetentionDays: number;
  /** Who is told of alarms; each address must confirm. */
  readonly alarmEmails: readonly string[];
  readonly tags: Tags;
}

/** Logs, alarms and the topic that carries them to people. */
export class Observability extends pulumi.ComponentResource {
  readonly topicId: pulumi.Output<string>;
  readonly logGroupId: pulumi.Output<string>;

  readonly #name: string;
  readonly #args: ObservabilityArgs;

  constructor(name: string, args: ObservabilityArgs, options?: pulumi.ComponentResourceOptions) {
    super("speech:observability:Observability", name, {}, options);
    this.#name = name;
    this.#args = args;

    const topic = this.#topic();
    const logGroup = this.#logGroup();
    this.#serviceLogs(logGroup);
    this.#containerLogs(logGroup);
    this.#auditExport(logGroup);
    this.#events(topic);
    this.#alarms(topic);

    this.topicId = topic.id;
    this.logGroupId = logGroup.id;
    this.registerOutputs({ topicId: this.topicId, logGroupId: this.logGroupId });
  }

  #topic(): NotificationTopic {
    const topic = new NotificationTopic(
      `${this.#name}-topic`,
      {
        ...this.#common(),
        name: `${this.#args.displayName}-alarms`,
        description: "Alarms and watched changes",
      },
      { parent: this },
    );
    for (const email of this.#args.alarmEmails) {
      new Subscription(
        `${this.#name}-${email}`,
        { ...this.#common(), topicId: topic.id, protocol: "EMAIL", endpoint: email },
        { parent: this },
      );
    }
    return topic;
  }

  #logGroup(): LogGroup {
    return new LogGroup(
      `${this.#name}-logs`,
      { ...this.#common(), displayName: this.#args.displayName, description: "Logs of the environment" },
      { parent: this },
    );
  }

  #serviceLogs(logGroup: LogGroup): void {
    const { clusterId, subnetIds, bucketNames, mountTargetId } = this.#args;
    const resources = pulumi.output({ clusterId, subnetIds, bucketNames, mountTargetId });
    const names = { subnets: Object.keys(subnetIds), buckets: Object.keys(bucketNames) };
    for (const { name, service, category, resource } of serviceLogs(names)) {
      new Log(
        `${this.#name}-${name}`,
        {
          logGroupId: logGroup.id,
          displayName: name,
          logType: "SERVICE",
          isEnabled: true,
          retentionDuration: this.#args.logRetentionDays,
          configuration: {
            compartmentId: this.#args.compartmentId,
            source: { sourceType: "OCISERVICE", service, category, resource: resources.apply(resource) },
          },
          freeformTags: tagsFor(this.#args.tags, "observability"),
        },
        { parent: this },
      );
    }
  }

  #containerLogs(logGroup: LogGroup): void {
    const log = new Log(
      `${this.#name}-containers`,
      {
        logGroupId: logGroup.id,
        displayName: "containers",
        logType: "CUSTOM",
        isEnabled: true,
        retentionDuration: this.#args.logRetentionDays,
        freeformTags: tagsFor(this.#args.tags, "observability"),
      },
      { parent: this },
    );
    new UnifiedAgentConfiguration(
      `${this.#name}-agent`,
      {
        ...this.#common(),
        displayName: `${this.#args.displayName}-containers`,
        description: "Sends the containers' logs to the log group",
        isEnabled: true,
        ...containerLogAgent(this.#args.containerNamespace, log.id, this.#args.nodeGroupId),
      },
      { parent: this },
    );
  }

  /** Audit events outlive Oracle's 365 days in a bucket of their own. */
  #auditExport(logGroup: LogGroup): void {
    const { bucketNames, namespace, compartmentId } = this.#args;
    new Connector(
      `${this.#name}-audit`,
      {
        ...this.#common(),
        displayName: `${this.#args.displayName}-audit`,
        source: { kind: "logging", logSources: [{ compartmentId, logGroupId: "_Audit" }] },
        target: {
          kind: "objectStorage",
          bucket: bucketNames.audit,
          namespace,
          objectNamePrefix: "audit",
        },
      },
      { parent: this, dependsOn: [logGroup] },
    );
  }

  #events(topic: NotificationTopic): void {
    for (const [part, eventTypes] of Object.entries(watchedEvents)) {
      new Rule(
        `${this.#name}-${part}-changes`,
        {
          ...this.#common(),
          displayName: `${this.#args.displayName}-${part}-changes`,
          isEnabled: true,
          condition: JSON.stringify({ eventType: eventTypes }),
          actions: {
            actions: [{ actionType: "ONS", isEnabled: true, topicId: topic.id, description: "Tell people" }],
          },
        },
        { parent: this },
      );
    }
  }

  #alarms(topic: NotificationTopic): void {
    const subjects = pulumi.output({ clusterId: this.#args.clusterId });
    for (const { name, namespace, query, pendingDuration, severity, body } of alarms) {
      new Alarm(
        `${this.#name}-${name}`,
        {
          ...this.#common(),
          displayName: `${this.#args.displayName}-${name}`,
          metricCompartmentId: this.#args.compartmentId,
          namespace,
          query: subjects.apply(query),
          pendingDuration,
          severity,
          body,
          destinations: [topic.id],
          isEnabled: true,
          repeatNotificationDuration: "PT4H",
        },
        { parent: this },
      );
    }
  }

  #common() {
    return {
      compartmentId: this.#args.compartmentId,
      freeformTags: tagsFor(this.#args.tags, "observability"),
    };
  }
}
