package io.github.noleak.config;

import static org.apiguardian.api.API.Status.INTERNAL;

import org.apiguardian.api.API;

/**
 * What is on or off, and where that was said.
 *
 * @param source in words
 */
@API(status = INTERNAL, since = "0.1")
public record Choice(boolean on, String source) {}
