// Command java stands for Java with JAiRouter 2.8.4, the newest version whose source is public. docs/stand-ins.md says where each
// behaviour is from.
package main

import (
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"nodes.test/programs/internal/standin"
)

// startUp is what Spring Boot needs before it listens, at least.
const startUp = 4 * time.Second

func main() {
	mustStart(os.Args[1:])
	if len(secret()) < 32 {
		standin.Fail(1, "JWT secret must be at least 32 characters")
	}
	for _, file := range []string{"jairouter-all.log", "jairouter-error.log", "jairouter-structured.log"} {
		standin.MustWrite("/app/logs", file)
	}
	lockDatabase()
	router := newRouter()
	time.Sleep(startUp)

	app := standin.New("jairouter")
	measured := newMetrics(router)
	app.Observe = measured.observe
	app.Health("/actuator/health", router.health)
	app.Health("/actuator/prometheus", measured.serve)
	app.Handle("GET /actuator/info", func(w http.ResponseWriter, _ *http.Request) {
		standin.Answer(w, http.StatusOK, map[string]string{})
	})
	// All below it needs the role of an administrator.
	app.Handle("/actuator/", func(w http.ResponseWriter, _ *http.Request) {
		standin.Answer(w, http.StatusUnauthorized, map[string]any{"success": false})
	})
	for path, variable := range map[string]string{"/v3/api-docs": "SPRINGDOC_APIDOCS_ENABLED", "/swagger-ui.html": "SPRINGDOC_SWAGGERUI_ENABLED"} {
		if os.Getenv(variable) != "false" {
			app.Handle("GET "+path, func(w http.ResponseWriter, _ *http.Request) { standin.Answer(w, http.StatusOK, map[string]any{}) })
		}
	}
	app.Handle("GET /api/models", router.withKey("", router.models))
	for path, service := range paths {
		app.Handle("POST "+path, router.withKey(service, func(w http.ResponseWriter, r *http.Request) { router.route(service, w, r) }))
	}
	app.Handle("/v1/", func(w http.ResponseWriter, _ *http.Request) {
		standin.Answer(w, http.StatusBadRequest, map[string]any{})
	})

	standin.OnTerm(func() {
		app.Finish(shutdownTime())
		// The machine of Java ends its threads.
		time.Sleep(time.Second)
		os.Exit(143)
	})
	standin.Say("Started ModelRouterApplication")
	app.Serve(":"+standin.Env("SERVER_PORT", "8080"), 0)
}

// mustStart reads the arguments as Java does: flags, and then what to run, which has to be in the folder.
func mustStart(args []string) {
	args = slices.DeleteFunc(slices.Clone(args), func(arg string) bool { return strings.HasPrefix(arg, "-X") || strings.HasPrefix(arg, "-D") })
	switch {
	case len(args) == 2 && args[0] == "-jar":
		if _, err := os.Stat(args[1]); err != nil {
			standin.Fail(1, "Error: Unable to access jarfile %s", args[1])
		}
	case len(args) == 1:
		if _, err := os.Stat(strings.ReplaceAll(args[0], ".", "/") + ".class"); err != nil {
			standin.Fail(1, "Error: Could not find or load main class %s", args[0])
		}
	default:
		standin.Fail(1, "Unrecognized option: %s", strings.Join(args, " "))
	}
}

// secret is what logins are signed with. The profile dev has one of its own, which everybody can read.
func secret() string {
	profile := standin.Env("SPRING_PROFILES_ACTIVE", "dev")
	ofProfile := map[string]string{
		"prod":    os.Getenv("PROD_JWT_SECRET"),
		"dev":     standin.Env("DEV_JWT_SECRET", "dev-secret-key-for-testing-only-32-characters-minimum"),
		"staging": os.Getenv("STAGING_JWT_SECRET"),
	}
	found, isKnown := ofProfile[profile]
	if !isKnown {
		found = os.Getenv("JWT_SECRET")
	}
	return standin.Env("JAIROUTER_SECURITY_JWT_SECRET", found)
}

// lockDatabase opens the file of H2, which one program can have open.
func lockDatabase() {
	const file = "/app/data/jairouter.mv.db"
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		standin.Fail(1, "%v", err)
	}
	descriptor, err := syscall.Open(file, syscall.O_CREAT|syscall.O_RDWR|syscall.O_CLOEXEC, 0o644)
	if err != nil {
		standin.Fail(1, "%s: %v", file, err)
	}
	if err := syscall.Flock(descriptor, syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		standin.Fail(1, "Database may be already in use: %s", file)
	}
}

func shutdownTime() time.Duration {
	long, err := time.ParseDuration(standin.Env("SPRING_LIFECYCLE_TIMEOUTPERSHUTDOWNPHASE", "30s"))
	if err != nil {
		return 30 * time.Second
	}
	return long
}
