package io.github.noleak.gate;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.noleak.config.ConfigurationException;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CopiesTests {

    private static final String CLASS = "io/github/noleak/NoLeak.class";

    @TempDir
    Path directory;

    @Test
    void twoJarsAreToldByName() throws IOException {
        Path old = jar("noleak-junit-0.1.0.jar");
        Path young = jar("noleak-junit-0.2.0.jar");

        try (URLClassLoader loader = loader(old, young)) {
            assertThatThrownBy(() -> Copies.requireOne(loader))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessage("NoLeak is on the class path 2 times: " + old + " and " + young
                            + "; expected: one version of it\n"
                            + "  Leave one of them: \"mvn dependency:tree\" shows what brings a jar in.");
        }
    }

    @Test
    void oneJarIsRight() throws IOException {
        Path only = jar("noleak-junit-0.1.0.jar");

        try (URLClassLoader loader = loader(only, only)) {
            assertThatCode(() -> Copies.requireOne(loader)).doesNotThrowAnyException();
        }
    }

    @Test
    void theseTestsHaveOne() {
        assertThatCode(() -> Copies.requireOne(Copies.class.getClassLoader())).doesNotThrowAnyException();
    }

    private static URLClassLoader loader(Path... jars) throws IOException {
        URL[] urls = new URL[jars.length];
        for (int i = 0; i < jars.length; i++) {
            urls[i] = jars[i].toUri().toURL();
        }
        return new URLClassLoader(urls, null);
    }

    private Path jar(String name) throws IOException {
        Path file = directory.resolve(name);
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file))) {
            jar.putNextEntry(new JarEntry(CLASS));
        }
        return file;
    }
}
