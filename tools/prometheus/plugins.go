// Package plugins, in place of Prometheus' own: of all clouds and registries it finds targets in Kubernetes only, so that no libraries
// of others are built.
package plugins

import _ "github.com/prometheus/prometheus/discovery/kubernetes"
