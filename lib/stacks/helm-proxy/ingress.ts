/** Maximum size of a request body, in megabytes: that of the application (upstream, config.go, MaxBodySize). */
export const BODY_MEGABYTES = 10;
