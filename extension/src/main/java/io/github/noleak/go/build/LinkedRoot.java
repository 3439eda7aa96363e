package io.github.noleak.go.build;

import io.github.noleak.go.module.BuildSettings;
import io.github.noleak.go.module.GoToolchain;
import io.github.noleak.go.process.Executables;
import io.github.noleak.go.process.Workplace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A toolchain that go has downloaded, by a link from elsewhere. It lies in the module cache, where an overlay may replace
 * nothing from Go 1.25 on: findings/go-overlay-standard-library.sh. What is compiled does not depend on the name, so that
 * the build cache serves it.
 *
 * @param link its name while tests are built, which is then in the binary
 * @param original where it lies
 */
record LinkedRoot(Path link, Path original) {

    /** Where go keeps a toolchain that it has downloaded. */
    private static final Pattern DOWNLOADED = Pattern.compile("golang\\.org/toolchain@v0\\.0\\.1-go1\\.(\\d{1,4})");

    private static final int REFUSING = 25;

    static boolean isNeeded(Path goRoot) {
        Matcher downloaded = DOWNLOADED.matcher(goRoot.toString().replace('\\', '/'));
        return downloaded.find() && Integer.parseInt(downloaded.group(1)) >= REFUSING;
    }

    /** Makes a link; empty where the system has none. */
    static Optional<LinkedRoot> of(Workplace workplace, Path goRoot) {
        try {
            return Optional.of(new LinkedRoot(workplace.link(goRoot), goRoot));
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    /** Returns settings by which the toolchain is used by its link. */
    BuildSettings with(BuildSettings settings) {
        Map<String, String> environment = new HashMap<>(settings.environment());
        environment.put("GOROOT", link.toString());
        environment.put("GOTOOLCHAIN", "local");
        GoToolchain toolchain = new GoToolchain(link.resolve("bin").resolve(Executables.fileName("go")));
        return new BuildSettings(toolchain, settings.directory(), settings.tags(), environment, settings.flags());
    }

    /** Returns a text of a binary with the names that files of Go's library have. */
    String original(String text) {
        return text.replace(inBinary(link) + "/", inBinary(original) + "/");
    }

    /** Has the gate write such names. */
    void tell(Map<String, String> environment) {
        environment.put("NOLEAK_GATE_LINK", inBinary(link));
        environment.put("NOLEAK_GATE_ROOT", inBinary(original));
    }

    private static String inBinary(Path path) {
        return path.toString().replace('\\', '/');
    }
}
