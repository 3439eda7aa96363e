package io.github.noleak.gate.module;

import io.github.noleak.config.LimitsFile;
import io.github.noleak.config.Setting;
import io.github.noleak.gate.Session;
import io.github.noleak.go.GoException;
import io.github.noleak.go.module.BuildSettings;
import io.github.noleak.go.module.ModuleListing;
import io.github.noleak.go.module.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The Go modules that were asked for.
 *
 * @param directory as it is written
 * @param listed as many as could be listed
 * @param limits the file in the directory that scenarios are named from
 * @param failure why some or all could not be listed
 */
record ListedModules(String directory, List<ModuleListing> listed, LimitsFile limits, Optional<GoException> failure) {

    static ListedModules of(ModuleRequest request, Session session) {
        String directory = session.settings().text(Setting.MODULE).orElse(request.directory());
        List<ModuleListing> listed = new ArrayList<>();
        LimitsFile limits = LimitsFile.none();
        try {
            BuildSettings build = build(request, session, directory);
            limits = session.limitsFile(build.directory());
            for (BuildSettings module : Workspace.modules(session.workplace(), build)) {
                listed.add(session.module(module).namedFrom(build.directory()));
            }
        } catch (GoException e) {
            return new ListedModules(directory, listed, limits, Optional.of(e));
        }
        return new ListedModules(directory, listed, limits, Optional.empty());
    }

    private static BuildSettings build(ModuleRequest request, Session session, String directory) {
        return session.buildSettings(directory, request.tags(), request.environment(), request.flags());
    }
}
