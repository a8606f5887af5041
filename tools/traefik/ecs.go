// Package ecs, in place of Traefik's own: no provider of Amazon's containers, as Amazon's libraries take a fifth of the build.
package ecs

import (
	"errors"

	"github.com/traefik/traefik/v3/pkg/config/dynamic"
	"github.com/traefik/traefik/v3/pkg/safe"
)

// ProviderName is its name.
const ProviderName = "ecs"

// Provider has no settings.
type Provider struct{}

// SetDefaults has none to set.
func (*Provider) SetDefaults() {}

// Init says that there is none.
func (*Provider) Init() error { return errors.New("not supported") }

// Provide provides nothing.
func (*Provider) Provide(chan<- dynamic.Message, *safe.Pool) error { return nil }
