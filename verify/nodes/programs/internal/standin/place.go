package standin

import (
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"
)

// MustWrite makes a folder and adds a line to a file in it, as programs do with their logs. It ends the program if it may not.
func MustWrite(folder, file string) {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		Fail(1, "%v", err)
	}
	target, err := os.OpenFile(folder+"/"+file, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		Fail(1, "%v", err)
	}
	defer target.Close()
	if _, err := fmt.Fprintf(target, "%s %s started\n", time.Now().UTC().Format(time.RFC3339), Pod()); err != nil {
		Fail(1, "%v", err)
	}
}

// OnTerm runs something when the program is asked to end.
func OnTerm(end func()) {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, syscall.SIGTERM, syscall.SIGINT)
	go func() {
		<-signals
		Say("SIGTERM")
		end()
	}()
}

// Env is a variable, or what is there instead where it is empty or not set.
func Env(name, otherwise string) string {
	if value := os.Getenv(name); value != "" {
		return value
	}
	return otherwise
}
