// Command tools is what tests do from inside pods, by the name under which it is called or its first argument:
//
//	nc [-z] [-w SECONDS] HOST PORT   as BusyBox' nc where it is built like Alpine's; Debian's knows no -z
//	wget [-q] [-O FILE] [-T SECONDS] URL   as BusyBox' wget; Debian's crashes at -T
//	dial HOST:PORT [SECONDS]         prints open, refused, timeout or unresolved
//	dial < LIST                      the same for each line of a list, all at once, as lines of JSON
//	load URL …                       requests and streams for some time; prints what was lost as JSON
//	serve PORT …                     accepts connections, and answers HTTP with the name of the pod
//	wait                             does nothing until it is asked to end
package main

import (
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	name, args := filepath.Base(os.Args[0]), os.Args[1:]
	commands := map[string]func([]string) int{"nc": netcat, "wget": wget, "dial": dial, "load": load, "serve": serve, "wait": wait}
	command, isKnown := commands[name]
	if !isKnown && len(args) > 0 {
		command, args, isKnown = commands[args[0]], args[1:], commands[args[0]] != nil
	}
	if !isKnown {
		fmt.Fprintln(os.Stderr, "usage: nc|dial|load|serve|wait …")
		os.Exit(2)
	}
	os.Exit(command(args))
}
