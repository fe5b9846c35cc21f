/**
 * What a node runs at its first start. The root file system is grown to the whole boot volume before the node joins:
 * without that the kubelet sees some 35 GB, whatever the volume's size. Source: OCI documentation, "Using Custom
 * Cloud-init Initialization Scripts".
 */
export const cloudInit = `#!/bin/bash
set -euo pipefail
curl --fail --silent --show-error --retry 10 --retry-connrefused -H "Authorization: Bearer Oracle" \\
  http://169.254.169.254/opc/v2/instance/metadata/oke_init_script | base64 --decode > /var/run/oke-init.sh
/usr/libexec/oci-growfs -y || echo "The root file system was not grown: the node joins with what it has" >&2
bash /var/run/oke-init.sh
`;

/** The instance metadata of a node: the script, kubelet's arguments, and no metadata service of version 1. */
export function nodeMetadata(kubeletArguments: Readonly<Record<string, string>>): Record<string, string> {
  return {
    user_data: Buffer.from(cloudInit).toString("base64"),
    areLegacyImdsEndpointsDisabled: "true",
    ...kubeletArguments,
  };
}
