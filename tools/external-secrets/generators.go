// Package register, in place of external-secrets' own: no generators, as their libraries are those of the clouds too.
package register
