package io.github.noleak.release;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A bundle that Maven Central would refuse is told as such. */
class CentralBundleTests {

    private static final String STEM = "org/example/tool/1.0/tool-1.0";
    private static final String POM = """
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <groupId>org.example</groupId>
              <artifactId>tool</artifactId>
              <version>1.0</version>
              <name>Tool</name>
              <description>A tool.</description>
              <url>https://example.org</url>
              <licenses><license><name>Apache-2.0</name><url>https://example.org/license</url></license></licenses>
              <developers><developer><name>A</name><organization>B</organization></developer></developers>
              <scm><connection>c</connection><developerConnection>d</developerConnection><url>u</url></scm>
              <dependencies>
                <dependency><groupId>g</groupId><artifactId>a</artifactId><version>1</version></dependency>
                <dependency><groupId>g</groupId><artifactId>b</artifactId><version>1</version><scope>provided</scope></dependency>
              </dependencies>
            </project>
            """;

    private final Map<String, byte[]> files = new TreeMap<>();

    CentralBundleTests() {
        putPom(POM);
        for (String end : new String[] {".jar", "-sources.jar", "-javadoc.jar", "-cyclonedx.json"}) {
            put(STEM + end, "content of " + end);
        }
    }

    @Test
    void completeBundleIsTaken() {
        assertThat(CentralBundle.of(files).problems()).isEmpty();
    }

    @Test
    void everyFileIsRequired() {
        files.remove(STEM + "-sources.jar");
        assertThat(CentralBundle.of(files).problems()).containsExactly("no " + STEM + "-sources.jar");
    }

    @Test
    void bundleHasOnePom() {
        files.remove(STEM + ".pom");
        assertThat(CentralBundle.of(files).problems()).containsExactly("one .pom is expected, found []");
    }

    @Test
    void everyFileHasTheRightChecksums() {
        files.remove(STEM + ".jar.md5");
        files.put(STEM + ".jar.sha1", "0".repeat(40).getBytes(UTF_8));
        assertThat(CentralBundle.of(files).problems())
                .containsExactlyInAnyOrder(
                        "no " + STEM + ".jar.md5",
                        STEM + ".jar.sha1 is not "
                                + CentralBundle.checksum("SHA-1", "content of .jar".getBytes(UTF_8)));
    }

    @Test
    void whereOneFileIsSignedAllAre() {
        files.put(STEM + ".jar.asc", new byte[0]);
        assertThat(CentralBundle.of(files).problems())
                .hasSize(4)
                .contains("no " + STEM + ".pom.asc, while others are signed");
    }

    @Test
    void otherFilesStayOut() {
        put("org/example/tool/maven-metadata.xml", "");
        assertThat(CentralBundle.of(files).problems())
                .contains("org/example/tool/maven-metadata.xml is not of " + STEM);
    }

    @Test
    void pomSaysWhatCentralAsksFor() {
        putPom(POM.replaceAll("<(name|description|organization|connection)>.*?</\\1>", "")
                .replaceAll("<licenses>.*</licenses>", ""));
        assertThat(CentralBundle.of(files).problems())
                .containsExactly(
                        "no <name>",
                        "no <description>",
                        "no <licenses/license/name>",
                        "no <licenses/license/url>",
                        "no <developers/developer/name>",
                        "no <developers/developer/organization>",
                        "no <scm/connection>");
    }

    @Test
    void pomHasItsOwnPlace() {
        putPom(POM.replace("<artifactId>tool<", "<artifactId>tools<"));
        assertThat(CentralBundle.of(files).problems())
                .containsExactly("the pom of org/example/tools/1.0/tools-1.0 is in " + STEM);
    }

    @Test
    void snapshotsAndWhatOnlyOurBuildKnowsStayOut() {
        putPom(POM.replace("<version>1</version>", "<version>2-SNAPSHOT</version>")
                .replace("<name>Tool<", "<name>${name}<")
                .replace("<dependencies>", "<parent><version>1</version></parent><dependencies>"));
        assertThat(CentralBundle.of(files).problems())
                .containsExactly(
                        "a <parent>",
                        "the snapshot 2-SNAPSHOT",
                        "the snapshot 2-SNAPSHOT",
                        "a property that only our build knows");
    }

    @Test
    void versionIsNoSnapshot() {
        Map<String, byte[]> snapshot = new TreeMap<>();
        putPom(POM.replace("<version>1.0<", "<version>1.0-SNAPSHOT<"));
        files.forEach((name, content) -> snapshot.put(name.replace("1.0", "1.0-SNAPSHOT"), content));
        assertThat(CentralBundle.of(snapshot).problems()).containsExactly("the version 1.0-SNAPSHOT is a snapshot");
    }

    @Test
    void dependenciesAreThoseThatConsumersGet() {
        assertThat(new PublishedPom(POM.getBytes(UTF_8)).dependencies()).containsExactly("g:a");
    }

    private void putPom(String text) {
        put(STEM + ".pom", text);
    }

    private void put(String name, String text) {
        byte[] content = text.getBytes(UTF_8);
        files.put(name, content);
        files.put(name + ".md5", CentralBundle.checksum("MD5", content).getBytes(UTF_8));
        files.put(name + ".sha1", CentralBundle.checksum("SHA-1", content).getBytes(UTF_8));
    }
}
