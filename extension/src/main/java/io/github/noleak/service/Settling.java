package io.github.noleak.service;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.time.Duration;
import org.apiguardian.api.API;

/**
 * How long to wait before a sample.
 *
 * @param quiet how long nothing may fall before all counts as settled
 * @param ceiling when to stop waiting for that
 * @param careful whether garbage is collected until objects have stopped falling as well, and not only once
 */
@API(status = INTERNAL, since = "0.1")
public record Settling(Duration quiet, Duration ceiling, boolean careful) {}
