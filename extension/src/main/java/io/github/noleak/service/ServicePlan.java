package io.github.noleak.service;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * How to start a service; texts may have placeholders for ports.
 *
 * @param name what people call it, for messages
 * @param environment variables beyond those of the module and the JVM
 * @param ready when it counts as ready, as the user wrote it
 * @param startTimeout how long it may take for that
 * @param pprof the address of the profiles that it serves itself; empty where it gets them from the gate
 */
@API(status = INTERNAL, since = "0.1")
public record ServicePlan(
        String name,
        List<String> arguments,
        Map<String, String> environment,
        String ready,
        Duration startTimeout,
        String pprof) {

    /** Copies the collections. */
    public ServicePlan {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }

    /** Finds free ports for all placeholders. */
    Ports ports() {
        List<String> texts = new ArrayList<>(arguments);
        texts.addAll(environment.values().stream().sorted().toList());
        texts.add(ready);
        texts.add(pprof);
        return Ports.free(texts);
    }

    boolean servesProfiles() {
        return !pprof.isEmpty();
    }
}
