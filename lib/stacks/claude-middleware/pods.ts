import * as k8s from '../../kubernetes/k8s';

/** The resources of what runs for a moment. */
export const SMALL = {
  limits: { cpu: k8s.Quantity.fromString('100m'), memory: k8s.Quantity.fromString('64Mi') },
  requests: { cpu: k8s.Quantity.fromString('10m'), memory: k8s.Quantity.fromString('32Mi') },
};

/** Any user but root: the image has none of its own. It is that of the document's `docker run --user 1000:1000`. */
export const USER = 1000;
