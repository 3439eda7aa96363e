package io.github.noleak.junit;

import io.github.noleak.config.LimitsFile;
import io.github.noleak.config.Setting;
import io.github.noleak.go.BuildSettings;
import io.github.noleak.go.GoException;
import io.github.noleak.go.ModuleListing;
import io.github.noleak.go.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The Go modules of a suite.
 *
 * @param directory as it is written
 * @param listed as many as could be listed
 * @param limits the file in the directory that scenarios are named from
 * @param failure why some or all could not be listed
 */
record SuiteModules(String directory, List<ModuleListing> listed, LimitsFile limits, Optional<GoException> failure) {

    static SuiteModules of(SuiteDeclaration declaration, Session session) {
        String directory = session.settings()
                .text(Setting.MODULE)
                .orElse(declaration.module().value());
        List<ModuleListing> listed = new ArrayList<>();
        LimitsFile limits = LimitsFile.none();
        try {
            BuildSettings build = Modules.build(session, declaration.module(), directory);
            limits = session.limitsFile(build.directory());
            for (BuildSettings module : Workspace.modules(session.workplace(), build)) {
                listed.add(session.module(module).namedFrom(build.directory()));
            }
        } catch (GoException e) {
            return new SuiteModules(directory, listed, limits, Optional.of(e));
        }
        return new SuiteModules(directory, listed, limits, Optional.empty());
    }
}
