package io.github.noleak.gate.scenario;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.Leak;
import io.github.noleak.gate.Session;
import io.github.noleak.go.GoPackage;
import io.github.noleak.go.inspect.EscapeReasons;
import io.github.noleak.go.module.ModuleListing;
import io.github.noleak.judge.Conclusion;
import io.github.noleak.measure.GrowthSite;
import io.github.noleak.measure.GrowthSites;
import io.github.noleak.measure.SiteFinder;
import io.github.noleak.measure.ThreeSnapshots;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * Asks the compiler about the packages whose lines keep something on the heap, and only where that fails.
 *
 * @param flags those of the build, beside those of the module
 */
@API(status = INTERNAL, since = "0.1")
public record CompilerDiagnostic(Session session, ModuleListing module, List<String> flags, SiteFinder sites) {

    public EscapeReasons of(Conclusion conclusion) {
        ThreeSnapshots measured = conclusion.measured();
        if (measured == null) {
            return EscapeReasons.none();
        }
        GrowthSites growthSites = new GrowthSites(measured, sites);
        Set<GoPackage> packages = conclusion.failing(Leak.Kind.HEAP).stream()
                .flatMap(growth -> growthSites.all(growth.subject()).stream())
                .map(GrowthSite::site)
                .filter(site -> site != null && sites.inModule().test(site))
                .flatMap(site -> module.packageOf(site.file()).stream())
                .collect(Collectors.toSet());
        return packages.isEmpty()
                ? EscapeReasons.none()
                : session.inPlace(() -> EscapeReasons.of(session.workplace(), module, flags, packages));
    }
}
