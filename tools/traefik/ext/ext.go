// Package ext stands in for a module that Traefik's repository has in a subfolder, and so is not in Traefik's module: what other
// editions of Traefik add to its configuration, which is nothing here.
package ext

// HTTP adds nothing to the routers and services.
type HTTP struct{}

// Router adds nothing to a router.
type Router struct{}
