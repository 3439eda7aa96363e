package io.github.noleak.gate.module;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.config.Annotations;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * A Go module, or a workspace of several, whose scenarios are to be gated.
 *
 * @param directory as it is written
 * @param tags that it is built with
 * @param environment of the processes of Go and of its code
 * @param flags that it is built with
 * @param packages patterns of those that are taken in
 * @param functions those that are taken in
 * @param defaults what holds for every scenario
 * @param elsewhere the ids, as they are written, of scenarios that are gated elsewhere
 * @param words how messages speak of all this
 */
@API(status = INTERNAL, since = "0.1")
public record ModuleRequest(
        String directory,
        List<String> tags,
        Map<String, String> environment,
        List<String> flags,
        List<String> packages,
        FunctionFilter functions,
        Annotations defaults,
        List<String> elsewhere,
        RequestWords words) {

    /** Copies the lists. */
    public ModuleRequest {
        tags = List.copyOf(tags);
        environment = Map.copyOf(environment);
        flags = List.copyOf(flags);
        packages = List.copyOf(packages);
        elsewhere = List.copyOf(elsewhere);
    }
}
