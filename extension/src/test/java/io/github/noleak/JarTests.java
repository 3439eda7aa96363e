package io.github.noleak;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.github.noleak.cli.NoLeakCli;
import io.github.noleak.pprof.Profile;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Of the jar as users get it, on which all tests run. */
class JarTests {

    private static final String SHADED = "io/github/noleak/shaded/";

    /** What is inside, as it is called where it comes from. */
    private static final String[] LIBRARIES = {
        "com.google.protobuf..",
        "com.google.re2j..",
        "com.grack.nanojson..",
        "kotlin..",
        "okhttp3..",
        "okio..",
        "org.snakeyaml.engine.."
    };

    /** A little more than there is: a library more is seen. */
    private static final long MOST_BYTES = 4_700_000;

    @Test
    void testsRunOnTheJarWithTheLibrariesInside() throws Exception {
        assertThat(jar()).hasExtension("jar");
        assertThat(entries()).anyMatch(e -> e.startsWith(SHADED + "okhttp3/OkHttpClient"));
    }

    @Test
    void everyClassIsInAPackageOfOurs() throws Exception {
        assertThat(entries()).filteredOn(e -> e.endsWith(".class")).allMatch(e -> e.startsWith("io/github/noleak/"));
    }

    @Test
    void otherFilesAreOursOrSayWhatIsInside() throws Exception {
        assertThat(entries())
                .filteredOn(e -> !e.endsWith(".class") && !e.endsWith("/") && !e.startsWith("io/github/noleak/"))
                .containsExactlyInAnyOrder(
                        "META-INF/MANIFEST.MF",
                        "META-INF/LICENSE",
                        "META-INF/NOTICE",
                        "META-INF/licenses/protobuf.txt",
                        "META-INF/licenses/re2j.txt",
                        "META-INF/services/org.junit.platform.engine.TestEngine",
                        "META-INF/services/org.junit.platform.launcher.TestExecutionListener");
    }

    /** What is left under its own name would be looked for among the user's jars. */
    @Test
    void noClassUsesALibraryUnderItsOwnName() throws Exception {
        JavaClasses all = new ClassFileImporter().importJar(new JarFile(jar().toFile()));

        noClasses().should().dependOnClassesThat().resideInAnyPackage(LIBRARIES).check(all);
    }

    @Test
    void noticeNamesEachLibraryWithItsVersionAndItsLicence() throws Exception {
        Set<String> inside = new TreeSet<>();
        for (String entry : entries()) {
            if (entry.startsWith(SHADED) && entry.endsWith(".class")) {
                inside.add(entry.substring(SHADED.length(), entry.indexOf('/', SHADED.length())));
            }
        }
        List<MatchResult> named = Pattern.compile(
                        "(?m)^io\\.github\\.noleak\\.shaded\\.(\\w+)\n  .* ([\\d.]+), [\\w.]+:([\\w-]+)\n"
                                + "  Copyright .*\n  .*: (META-INF/.*)$")
                .matcher(text("META-INF/NOTICE"))
                .results()
                .toList();

        assertThat(named).extracting(m -> m.group(1)).containsExactlyInAnyOrderElementsOf(inside);
        assertThat(named)
                .extracting(m -> m.group(3) + "-" + m.group(2) + ".jar")
                .as("as they were put inside")
                .isSubsetOf(classPath());
        assertThat(named).extracting(m -> m.group(4)).isSubsetOf(entries());
    }

    @Test
    void licencesAreWhole() throws Exception {
        assertThat(text("META-INF/LICENSE")).contains("Apache License", "Version 2.0", "END OF TERMS AND CONDITIONS");
        assertThat(text("META-INF/licenses/protobuf.txt"))
                .startsWith("Copyright 2008 Google Inc.")
                .contains("THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS");
        assertThat(text("META-INF/licenses/re2j.txt"))
                .contains("Copyright (c) 2009 The Go Authors", "THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS");
    }

    @Test
    void jarIsSmall() throws Exception {
        assertThat(Files.size(jar())).isLessThanOrEqualTo(MOST_BYTES);
    }

    @Test
    void manifestNamesModuleAndCommandAndVersion() throws Exception {
        try (JarFile file = new JarFile(jar().toFile())) {
            var manifest = file.getManifest().getMainAttributes();
            assertThat(manifest.getValue("Automatic-Module-Name")).isEqualTo("io.github.noleak");
            assertThat(manifest.getValue("Main-Class")).isEqualTo(NoLeakCli.class.getName());
            assertThat(manifest.getValue("Implementation-Version")).matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
        }
    }

    private static Path jar() throws URISyntaxException {
        URL place = Profile.class.getProtectionDomain().getCodeSource().getLocation();
        return Path.of(place.toURI());
    }

    private static List<String> entries() throws IOException, URISyntaxException {
        try (JarFile file = new JarFile(jar().toFile())) {
            return file.stream().map(JarEntry::getName).toList();
        }
    }

    private static String text(String name) throws IOException, URISyntaxException {
        try (JarFile file = new JarFile(jar().toFile())) {
            return new String(read(file, file.getJarEntry(name)), UTF_8);
        }
    }

    private static byte[] read(JarFile file, JarEntry entry) throws IOException {
        try (InputStream stream = file.getInputStream(entry)) {
            return stream.readAllBytes();
        }
    }

    private static List<String> classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(e -> Path.of(e).getFileName().toString())
                .toList();
    }
}
