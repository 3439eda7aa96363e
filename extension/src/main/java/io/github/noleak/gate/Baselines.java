package io.github.noleak.gate;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.config.Setting;
import io.github.noleak.config.Settings;
import io.github.noleak.go.module.ModuleListing;
import io.github.noleak.judge.Known;
import io.github.noleak.judge.KnownScenario;
import io.github.noleak.judge.Platform;
import io.github.noleak.report.BaselineException;
import io.github.noleak.report.BaselineFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apiguardian.api.API;

/** The baselines of all modules of a run, each read once, and written at the end where that is asked for. */
@API(status = INTERNAL, since = "0.1")
public final class Baselines {

    private final Settings settings;
    private final Path locks;
    private final boolean updating;
    private final boolean strict;
    private final Optional<String> reason;
    private final ConcurrentMap<Path, BaselineFile> files = new ConcurrentHashMap<>();

    /** Reads the settings first: a wrong one is told before anything is run. */
    Baselines(Settings settings, Path locks) {
        this.settings = settings;
        this.locks = locks;
        this.updating = settings.isOn(Setting.BASELINE_UPDATE);
        this.strict = settings.isOn(Setting.BASELINE_STRICT);
        this.reason = settings.baselineReason();
    }

    /** Returns whether what is found becomes known. */
    public boolean updating() {
        return updating;
    }

    /** Returns whether entries that are no longer true are errors. */
    public boolean strict() {
        return strict;
    }

    /** Returns why new leaks may stay, if that is said. */
    public Optional<String> reason() {
        return reason;
    }

    /**
     * Returns what is known of a scenario.
     *
     * @throws BaselineException if the module's file is no baseline, or is named and not there
     */
    public Known known(ModuleListing module, String id) {
        Platform platform = new Platform(module.goVersion(), module.arch());
        KnownScenario scenario =
                file(path(module)).scenario(id).orElseGet(() -> new KnownScenario(platform, Map.of(), List.of()));
        // An update takes out what is gone, so that it must not fail before.
        return new Known(scenario, platform, LocalDate.now(ZoneOffset.UTC), strict && !updating, name(module));
    }

    /** Returns the name of a module's file, without its directory. */
    public String name(ModuleListing module) {
        return String.valueOf(path(module).getFileName());
    }

    /**
     * Returns the scenarios that a module's file knows.
     *
     * @throws BaselineException as {@link #known}
     */
    public Set<String> ids(ModuleListing module) {
        return file(path(module)).ids();
    }

    /** Takes a scenario out; it is written at the end. */
    public void remove(ModuleListing module, String id) {
        record(module, id, new KnownScenario(new Platform(module.goVersion(), module.arch()), Map.of(), List.of()));
    }

    /** Makes a scenario's record; it is written at the end. */
    public void record(ModuleListing module, String id, KnownScenario scenario) {
        file(path(module)).record(id, scenario);
    }

    private Path path(ModuleListing module) {
        return module.directory().resolve(settings.text(Setting.BASELINE_FILE).orElse(BaselineFile.NAME));
    }

    private BaselineFile file(Path path) {
        return files.computeIfAbsent(path, p -> {
            if (!updating && settings.text(Setting.BASELINE_FILE).isPresent() && Files.notExists(p)) {
                throw new BaselineException(
                        "There is no baseline " + p + ", which noleak.baseline.file names",
                        List.of(
                                "Expected: a file, from the directory of go.mod, or absolute.",
                                "Correct -Dnoleak.baseline.file, or make the file with -Dnoleak.baseline.update=true."));
            }
            BaselineFile file = BaselineFile.read(p, locks);
            return updating ? file.requireWritable() : file;
        });
    }

    /** Writes what was recorded. */
    void write() {
        files.values().forEach(BaselineFile::write);
    }
}
