package io.github.noleak.measure;

import static org.apiguardian.api.API.Status.INTERNAL;

import org.apiguardian.api.API;

/** What one repeat allocated: objects by an operation, bytes by the whole repeat. */
@API(status = INTERNAL, since = "0.1")
public record Allocation(double objectsPerOperation, double bytesPerRun) {}
