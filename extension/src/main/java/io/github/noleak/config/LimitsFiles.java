package io.github.noleak.config;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import org.apiguardian.api.API;

/** Finds the file of limits of a module. */
@API(status = INTERNAL, since = "0.1")
public final class LimitsFiles {

    private static final String MISSPELT = "noleak.yaml";

    private LimitsFiles() {}

    /**
     * Reads the file that {@code noleak.config} names, or else the one beside {@code go.mod}, if there is one.
     *
     * @param base where a relative path begins
     * @param directory the directory of {@code go.mod}
     * @throws ConfigurationException if the file is not there although it is named, or anything in it is wrong
     */
    public static LimitsFile find(Settings settings, Path base, Path directory) {
        Optional<String> named = settings.text(Setting.CONFIG);
        if (named.isPresent()) {
            return named(base.resolve(named.get()).normalize(), named.get());
        }
        Path file = directory.resolve(LimitsFile.NAME);
        // A link that leads nowhere is a mistake, and not the same as no file.
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return LimitsFileReader.read(SourceText.read(file, LimitsFile.NAME));
        }
        if (Files.exists(directory.resolve(MISSPELT))) {
            throw new ConfigurationException(directory.resolve(MISSPELT) + " is not read; expected: the name "
                    + LimitsFile.NAME + "\n  Rename the file, or name it with -D" + Setting.CONFIG.key() + "=…");
        }
        return LimitsFile.none();
    }

    private static LimitsFile named(Path file, String name) {
        if (!Files.exists(file)) {
            throw new ConfigurationException("The setting " + Setting.CONFIG.key() + " is \"" + Shown.text(name)
                    + "\", and there is no file " + file + "; expected: a file of limits\n"
                    + "  A relative path begins at the Maven module's directory.");
        }
        return LimitsFileReader.read(SourceText.read(file, name));
    }
}
