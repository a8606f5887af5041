// Package register, in place of external-secrets' own: its only provider is the one that has its secrets in its store, so that
// no cloud's libraries are built.
package register

import _ "github.com/external-secrets/external-secrets/pkg/provider/fake"
