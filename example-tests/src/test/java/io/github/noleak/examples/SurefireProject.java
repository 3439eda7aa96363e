package io.github.noleak.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.platform.engine.TestEngine;

/** A Maven project with nothing but a compiled class that gates a module, for {@code mvn surefire:test}. */
final class SurefireProject {

    private SurefireProject() {}

    /** Lays the project out; the jar is that of NoLeak. */
    static Path in(Path directory, String jar) throws IOException {
        Path project = Files.createDirectory(directory.resolve("project"));
        String name = ModuleGate.class.getName().replace('.', '/') + ".class";
        Path copy = project.resolve("target/test-classes").resolve(name);
        Files.createDirectories(copy.getParent());
        Files.copy(Path.of("target/test-classes").resolve(name), copy);
        Files.writeString(project.resolve("pom.xml"), """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>consumer</groupId>
                  <artifactId>starts</artifactId>
                  <version>1</version>
                  <dependencies>
                    <dependency>
                      <groupId>org.junit.platform</groupId>
                      <artifactId>junit-platform-engine</artifactId>
                      <version>%s</version>
                      <scope>test</scope>
                    </dependency>
                  </dependencies>
                  <build>
                    <plugins>
                      <plugin>
                        <groupId>org.apache.maven.plugins</groupId>
                        <artifactId>maven-surefire-plugin</artifactId>
                        <version>%s</version>
                        <configuration>
                          <includes>
                            <include>**/ModuleGate.java</include>
                          </includes>
                          <systemPropertyVariables>
                            <noleak.module>%s</noleak.module>
                          </systemPropertyVariables>
                          <additionalClasspathElements>
                            <additionalClasspathElement>%s</additionalClasspathElement>
                          </additionalClasspathElements>
                        </configuration>
                      </plugin>
                    </plugins>
                  </build>
                </project>
                """.formatted(
                        TestEngine.class.getPackage().getImplementationVersion(),
                        System.getProperty("surefire.version"),
                        Path.of("go", "inventory").toAbsolutePath(),
                        jar));
        return project;
    }
}
