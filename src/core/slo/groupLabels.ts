/** Labels that tell groups apart, the one that is named first where two tell the same. */
export const GROUP_LABELS = ['region', 'zone', 'availability_zone', 'datacenter', 'cluster', 'provider'] as const;
