/** One change of a good configuration (Pulumi.local.yaml), and the exact lines of the error that it brings. */
export const badConfigurations: readonly {
  readonly path: string;
  readonly value?: unknown;
  readonly lines: readonly string[];
}[] = [
  { path: "environment", lines: ["speech:environment is needed and must be a string; given nothing"] },
  {
    path: "environment",
    value: "Prod",
    lines: [
      'speech:environment must be 2 to 12 lower-case letters, digits and hyphens, and start with a letter; given "Prod"',
    ],
  },
  {
    path: "environment",
    value: "x",
    lines: [
      'speech:environment must be 2 to 12 lower-case letters, digits and hyphens, and start with a letter; given "x"',
    ],
  },
  { path: "environment", value: 7, lines: ["speech:environment must be a string; given 7"] },
  { path: "region", lines: ["speech:region is needed and must be a string; given nothing"] },
  {
    path: "region",
    value: "frankfurt",
    lines: ['speech:region must be a region identifier such as eu-frankfurt-1; given "frankfurt"'],
  },
  {
    path: "homeRegion",
    value: "mars",
    lines: ['speech:homeRegion must be a region identifier such as eu-frankfurt-1; given "mars"'],
  },
  { path: "tenancyId", lines: ["speech:tenancyId is needed and must be a string; given nothing"] },
  {
    path: "tenancyId",
    value: "ocid1.compartment.oc1..aaa",
    lines: ['speech:tenancyId must be the OCID of a tenancy; given "ocid1.compartment.oc1..aaa"'],
  },
  {
    path: "compartmentId",
    value: "ocid1.tenancy.oc1..aaa",
    lines: ['speech:compartmentId must be the OCID of a compartment; given "ocid1.tenancy.oc1..aaa"'],
  },
  {
    path: "compartmentId",
    value: "hello",
    lines: ['speech:compartmentId must be the OCID of a compartment; given "hello"'],
  },
  { path: "tags", lines: ["speech:tags is needed and must be an object; given nothing"] },
  {
    path: "tags",
    value: {},
    lines: ["speech:tags.costCentre is needed and must be a string; given nothing"],
  },
  {
    path: "tags",
    value: { costCentre: "" },
    lines: ['speech:tags.costCentre must be at least 1 long; given ""'],
  },
  { path: "tags", value: { costCentre: 5 }, lines: ["speech:tags.costCentre must be a string; given 5"] },
  { path: "protect", value: "yes", lines: ['speech:protect must be a boolean; given "yes"'] },
  {
    path: "netwrok",
    value: {},
    lines: ["speech:netwrok is not a known key; did you mean network?; given {}"],
  },
  {
    path: "network.cdir",
    value: "10.0.0.0/16",
    lines: ['speech:network.cdir is not a known key; did you mean cidr?; given "10.0.0.0/16"'],
  },
  {
    path: "network.cidr",
    value: "10.0.0.0",
    lines: [
      'speech:network.cidr must be an IPv4 range such as 10.0.0.0/16, starting at a multiple of its size; given "10.0.0.0"',
    ],
  },
  {
    path: "network.cidr",
    value: "10.0.1.0/16",
    lines: [
      'speech:network.cidr must be an IPv4 range such as 10.0.0.0/16, starting at a multiple of its size; given "10.0.1.0/16"',
    ],
  },
  {
    path: "network.cidr",
    value: "10.0.0.0/8",
    lines: [
      'speech:network.cidr must be between /16 and /30, as OCI\'s VCNs are; given "10.0.0.0/8"',
      'speech:network.cidr must not overlap the service range of Kubernetes (10.96.0.0/16); given "10.0.0.0/8"',
      'speech:network.cidr must not overlap the overlay\'s pod range of Kubernetes (10.244.0.0/16); given "10.0.0.0/8"',
    ],
  },
  {
    path: "network.cidr",
    value: "10.0.0.0/26",
    lines: [
      'speech:network.subnets.workers must hold 7 addresses: every pool\'s largest size and one more while nodes are replaced; it has 1; given "10.0.0.32/30"',
    ],
  },
  {
    path: "network.cidr",
    value: "10.96.0.0/16",
    lines: [
      'speech:network.cidr must not overlap the service range of Kubernetes (10.96.0.0/16); given "10.96.0.0/16"',
    ],
  },
  {
    path: "network.cidr",
    value: "10.244.0.0/16",
    lines: [
      'speech:network.cidr must not overlap the overlay\'s pod range of Kubernetes (10.244.0.0/16); given "10.244.0.0/16"',
    ],
  },
  {
    path: "network.podNetworking",
    value: "calico",
    lines: ['speech:network.podNetworking must be one of flannel, vcn-native; given "calico"'],
  },
  {
    path: "network.subnets",
    value: { workers: "192.168.0.0/24" },
    lines: ['speech:network.subnets.workers must lie inside the VCN\'s 10.0.0.0/16; given "192.168.0.0/24"'],
  },
  {
    path: "network.subnets",
    value: { workers: "10.0.0.0/24" },
    lines: [
      'speech:network.subnets.workers must not overlap network.subnets.pods (10.0.0.0/18); given "10.0.0.0/24"',
    ],
  },
  {
    path: "network.subnets",
    value: { worker: "10.0.0.0/24" },
    lines: ['speech:network.subnets.worker is not a known key; did you mean workers?; given "10.0.0.0/24"'],
  },
  {
    path: "network.subnets",
    value: { workers: "10.0.200.0/30" },
    lines: [
      'speech:network.subnets.workers must hold 7 addresses: every pool\'s largest size and one more while nodes are replaced; it has 1; given "10.0.200.0/30"',
    ],
  },
  {
    path: "network.apiAllowedCidrs",
    value: ["0.0.0.0/0"],
    lines: [
      'speech:network.apiAllowedCidrs.0 must be /8 or narrower: the Kubernetes API is not for everybody; given "0.0.0.0/0"',
    ],
  },
  {
    path: "network.apiAllowedCidrs",
    value: "10.0.0.0/8",
    lines: ['speech:network.apiAllowedCidrs must be an array; given "10.0.0.0/8"'],
  },
  {
    path: "network.loadBalancerAllowedCidrs",
    value: ["everyone"],
    lines: [
      'speech:network.loadBalancerAllowedCidrs.0 must be an IPv4 range such as 10.0.0.0/16, starting at a multiple of its size; given "everyone"',
    ],
  },
  {
    path: "vault.keyProtection",
    value: "TPM",
    lines: ['speech:vault.keyProtection must be one of SOFTWARE, HSM; given "TPM"'],
  },
  {
    path: "vault.keyRotationDays",
    value: 30,
    lines: ["speech:vault.keyRotationDays must be at least 60; given 30"],
  },
  {
    path: "vault.keyRotationDays",
    value: 400,
    lines: ["speech:vault.keyRotationDays must be at most 365; given 400"],
  },
  {
    path: "vault.existingVaultId",
    value: "ocid1.key.oc1..a",
    lines: ['speech:vault.existingVaultId must be the OCID of a vault; given "ocid1.key.oc1..a"'],
  },
  {
    path: "kubernetes.version",
    value: "1.34.1",
    lines: ['speech:kubernetes.version must be a version such as v1.34.1; given "1.34.1"'],
  },
  {
    path: "kubernetes.version",
    lines: ["speech:kubernetes.version is needed and must be a string; given nothing"],
  },
  {
    path: "kubernetes.nodeImages",
    value: {},
    lines: [
      "speech:kubernetes.nodeImages.amd64 is needed by kubernetes.pools.system: the OCID of an OKE image; given nothing",
      "speech:kubernetes.nodeImages.amd64 is needed by kubernetes.pools.cpu: the OCID of an OKE image; given nothing",
      "speech:kubernetes.nodeImages.gpu is needed by kubernetes.pools.gpu: the OCID of an OKE image; given nothing",
    ],
  },
  {
    path: "kubernetes.nodeImages.gpu",
    value: "latest",
    lines: ['speech:kubernetes.nodeImages.gpu must be the OCID of an image; given "latest"'],
  },
  {
    path: "kubernetes.gpuResourceOwner",
    value: "both",
    lines: ['speech:kubernetes.gpuResourceOwner must be one of plugin, operator; given "both"'],
  },
  {
    path: "kubernetes.pools",
    value: {},
    lines: [
      "speech:kubernetes.pools must have a pool of class system with at least one node: add-ons need it; given []",
    ],
  },
  {
    path: "kubernetes.pools.Upper",
    value: { class: "cpu", shape: "VM.GPU.A10.1", scaling: { fixed: 1 } },
    lines: [
      'speech:kubernetes.pools.Upper must be lower-case letters, digits and hyphens; given {"class":"cpu","shape":"VM.GPU.A10.1","scaling":{"fixed":1}}',
    ],
  },
  {
    path: "kubernetes.pools.gpu.shape",
    value: "VM.Standard.E5.Flex",
    lines: [
      'speech:kubernetes.pools.gpu.shape has no GPU: a gpu pool needs one, such as VM.GPU.A10.1; given "VM.Standard.E5.Flex"',
      "speech:kubernetes.pools.gpu.ocpus is needed: VM.Standard.E5.Flex is flexible; given nothing",
      "speech:kubernetes.pools.gpu.memoryGigabytes is needed: VM.Standard.E5.Flex is flexible; given nothing",
    ],
  },
  {
    path: "kubernetes.pools.gpu.shape",
    value: "VM.GPU.B10",
    lines: [
      'speech:kubernetes.pools.gpu.shape must be one of VM.Standard3.Flex, VM.Standard.E4.Flex, VM.Standard.E5.Flex, VM.Standard.A1.Flex, VM.GPU.A10.1, VM.GPU.A10.2, BM.GPU.A10.4, BM.GPU.L40S.4, BM.GPU4.8, BM.GPU.A100-v2.8, BM.GPU.H100.8, BM.GPU.H200.8; given "VM.GPU.B10"',
    ],
  },
  {
    path: "kubernetes.pools.cpu.shape",
    value: "VM.GPU.A10.1",
    lines: [
      'speech:kubernetes.pools.cpu.shape has GPUs: a cpu pool needs a shape without; given "VM.GPU.A10.1"',
      "speech:kubernetes.pools.cpu.ocpus must be left out: VM.GPU.A10.1 has a fixed size; given 4",
      "speech:kubernetes.pools.cpu.memoryGigabytes must be left out: VM.GPU.A10.1 has a fixed size; given 32",
    ],
  },
  {
    path: "kubernetes.pools.cpu.ocpus",
    lines: ["speech:kubernetes.pools.cpu.ocpus is needed: VM.Standard.E5.Flex is flexible; given nothing"],
  },
  {
    path: "kubernetes.pools.cpu.ocpus",
    value: 500,
    lines: ["speech:kubernetes.pools.cpu.ocpus must be at most 94 for VM.Standard.E5.Flex; given 500"],
  },
  {
    path: "kubernetes.pools.cpu.memoryGigabytes",
    value: 5000,
    lines: [
      "speech:kubernetes.pools.cpu.memoryGigabytes must be at most 1049 for VM.Standard.E5.Flex; given 5000",
    ],
  },
  {
    path: "kubernetes.pools.gpu.ocpus",
    value: 4,
    lines: ["speech:kubernetes.pools.gpu.ocpus must be left out: VM.GPU.A10.1 has a fixed size; given 4"],
  },
  {
    path: "kubernetes.pools.cpu.scaling",
    value: 3,
    lines: ["speech:kubernetes.pools.cpu.scaling must be either {fixed} or {minimum, maximum}; given 3"],
  },
  {
    path: "kubernetes.pools.cpu.scaling",
    value: { fixed: 1, maximum: 3 },
    lines: ["speech:kubernetes.pools.cpu.scaling.maximum is not a known key; given 3"],
  },
  {
    path: "kubernetes.pools.cpu.scaling",
    value: { minimum: 4, maximum: 2 },
    lines: [
      'speech:kubernetes.pools.cpu.scaling minimum must not be above maximum; given {"minimum":4,"maximum":2}',
    ],
  },
  {
    path: "kubernetes.pools.cpu.scaling",
    value: { fixed: -1 },
    lines: ["speech:kubernetes.pools.cpu.scaling.fixed must be at least 0; given -1"],
  },
  {
    path: "kubernetes.pools.cpu.scaling",
    lines: [
      "speech:kubernetes.pools.cpu.scaling is needed and must be either {fixed} or {minimum, maximum}; given nothing",
    ],
  },
  {
    path: "kubernetes.pools.cpu.availabilityDomains",
    value: [1, 2],
    lines: [
      "speech:kubernetes.pools.cpu.availabilityDomains must be one domain for an autoscaled pool: the autoscaler reads only the first; make one pool for each domain; given [1,2]",
    ],
  },
  {
    path: "kubernetes.pools.cpu.availabilityDomains",
    value: [4],
    lines: ["speech:kubernetes.pools.cpu.availabilityDomains.0 must be at most 3; given 4"],
  },
  {
    path: "kubernetes.pools.cpu.bootVolumeGigabytes",
    value: 10,
    lines: ["speech:kubernetes.pools.cpu.bootVolumeGigabytes must be at least 50; given 10"],
  },
  {
    path: "kubernetes.pools.cpu.evictionGraceMinutes",
    value: 90,
    lines: ["speech:kubernetes.pools.cpu.evictionGraceMinutes must be at most 60; given 90"],
  },
  {
    path: "kubernetes.pools.cpu.labels",
    value: { "-bad": "x" },
    lines: ['speech:kubernetes.pools.cpu.labels.-bad must be a Kubernetes label key; given "x"'],
  },
  {
    path: "kubernetes.pools.cpu.taints",
    value: [{ key: "a", effect: "Never" }],
    lines: [
      'speech:kubernetes.pools.cpu.taints.0.effect must be one of NoSchedule, PreferNoSchedule, NoExecute; given "Never"',
    ],
  },
  {
    path: "kubernetes.pools.system.preemptible",
    value: true,
    lines: [
      "speech:kubernetes.pools.system.preemptible must be false for a system pool: it holds what repairs the others; given true",
    ],
  },
  {
    path: "kubernetes.pools.gpu.capacityReservationId",
    value: "ocid1.vcn.oc1..a",
    lines: [
      'speech:kubernetes.pools.gpu.capacityReservationId must be the OCID of a capacityreservation; given "ocid1.vcn.oc1..a"',
    ],
  },
  {
    path: "kubernetes.pools.system.scaling",
    value: { fixed: 0 },
    lines: [
      'speech:kubernetes.pools must have a pool of class system with at least one node: add-ons need it; given ["system","cpu","gpu"]',
    ],
  },
  {
    path: "kubernetes.pools.cpu.class",
    value: "fast",
    lines: ['speech:kubernetes.pools.cpu.class must be one of system, cpu, gpu; given "fast"'],
  },
  {
    path: "kubernetes.pools.gpu.shape",
    value: "VM.Standard.A1.Flex",
    lines: [
      'speech:kubernetes.pools.gpu.shape has no GPU: a gpu pool needs one, such as VM.GPU.A10.1; given "VM.Standard.A1.Flex"',
      "speech:kubernetes.pools.gpu.ocpus is needed: VM.Standard.A1.Flex is flexible; given nothing",
      "speech:kubernetes.pools.gpu.memoryGigabytes is needed: VM.Standard.A1.Flex is flexible; given nothing",
    ],
  },
  {
    path: "registry.repositories",
    value: ["UPPER"],
    lines: [
      'speech:registry.repositories.0 must be lower-case letters, digits, hyphens, underscores and slashes; given "UPPER"',
    ],
  },
  {
    path: "storage.audio.deleteAfterDays",
    value: 0,
    lines: ["speech:storage.audio.deleteAfterDays must be at least 1; given 0"],
  },
  {
    path: "storage.video",
    value: {},
    lines: ["speech:storage.video is not a known key; did you mean audio?; given {}"],
  },
  {
    path: "database.version",
    value: "9",
    lines: ['speech:database.version must be one of 14, 15, 16; given "9"'],
  },
  { path: "database.instances", value: 20, lines: ["speech:database.instances must be at most 8; given 20"] },
  {
    path: "database.memoryGigabytes",
    value: 8,
    lines: ["speech:database.memoryGigabytes must be at least 32; given 8"],
  },
  {
    path: "observability.logRetentionDays",
    value: 45,
    lines: ["speech:observability.logRetentionDays must be a multiple of 30; given 45"],
  },
  {
    path: "observability.logRetentionDays",
    value: 365,
    lines: [
      "speech:observability.logRetentionDays must be at most 180; given 365",
      "speech:observability.logRetentionDays must be a multiple of 30; given 365",
    ],
  },
  {
    path: "observability.alarmEmails",
    value: ["operators"],
    lines: ['speech:observability.alarmEmails.0 must be an e-mail address; given "operators"'],
  },
  {
    path: "budget",
    value: {},
    lines: ["speech:budget.monthlyAmount is needed and must be a number; given nothing"],
  },
  {
    path: "budget",
    value: { monthlyAmount: 0 },
    lines: ["speech:budget.monthlyAmount must be at least 1; given 0"],
  },
  {
    path: "budget",
    value: { monthlyAmount: 10, alertPercentages: [] },
    lines: ["speech:budget.alertPercentages must be at least 1 long; given []"],
  },
];
