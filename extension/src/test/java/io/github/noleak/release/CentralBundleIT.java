package io.github.noleak.release;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apiguardian.api.API;
import org.junit.jupiter.api.Test;

/** The bundle that {@code mvn -Prelease verify} has made is one that Maven Central takes. */
class CentralBundleIT {

    /** A page of a type that is not nested in another one. */
    private static final Pattern TYPE_PAGE = Pattern.compile("io/github/noleak/(?:[a-z]+/)*[A-Z]\\w*\\.html");

    private final CentralBundle bundle;

    CentralBundleIT() throws IOException {
        bundle = CentralBundle.read(Path.of(System.getProperty("central.bundle")));
    }

    @Test
    void centralTakesIt() {
        assertThat(bundle.problems()).isEmpty();
    }

    @Test
    void nothingElseComesWithIt() {
        assertThat(new PublishedPom(bundle.file(".pom")).dependencies()).isEmpty();
    }

    @Test
    void jarsCarryTheLicense() throws IOException {
        String license = Files.readString(Path.of("../LICENSE"));
        assertThat(unzip(".jar"))
                .hasEntrySatisfying(
                        "META-INF/LICENSE",
                        text -> assertThat(new String(text, UTF_8)).isEqualTo(license));
        assertThat(unzip("-sources.jar")).containsKey("META-INF/LICENSE");
    }

    @Test
    void runnerIsTheJarItself() {
        assertThat(bundle.file("-standalone.jar")).isEqualTo(bundle.file(".jar"));
    }

    @Test
    void sourcesAreThoseOfTheClasses() throws IOException {
        Set<String> sources = unzip("-sources.jar").keySet().stream()
                .filter(name -> name.endsWith(".java"))
                .map(name -> name.replace(".java", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> classes = unzip(".jar").keySet().stream()
                .filter(name -> name.matches("io/github/noleak/(?:[a-z]+/)*[\\w-]+\\.class"))
                .map(name -> name.replace(".class", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(sources).hasSizeGreaterThan(100).isSubsetOf(classes);
    }

    @Test
    void javadocIsOfWhatUsersImport() throws IOException, ClassNotFoundException {
        Set<String> documented = new TreeSet<>();
        for (String page : unzip("-javadoc.jar").keySet()) {
            if (TYPE_PAGE.matcher(page).matches()) {
                String type = page.replace(".html", "").replace('/', '.');
                documented.add(type);
                assertThat(Class.forName(type).getAnnotation(API.class))
                        .as(type)
                        .extracting(API::status)
                        .isNotEqualTo(API.Status.INTERNAL);
            }
        }
        assertThat(documented)
                .contains("io.github.noleak.NoLeak", "io.github.noleak.GoModule", "io.github.noleak.pprof.Profile");
    }

    @Test
    void billOfMaterialsNamesWhatIsInside() throws JsonParserException {
        JsonObject bill = JsonParser.object().from(new String(bundle.file("-cyclonedx.json"), UTF_8));
        assertThat(bill.getString("bomFormat")).isEqualTo("CycloneDX");
        assertThat(bill.getObject("metadata").getObject("component").getString("name"))
                .isEqualTo("noleak-junit");
        assertThat(bill.getArray("components").stream().map(component -> ((JsonObject) component).getString("name")))
                .contains("protobuf-java", "okhttp-jvm", "re2j", "nanojson", "snakeyaml-engine");
    }

    private Map<String, byte[]> unzip(String end) throws IOException {
        return CentralBundle.unzip(new ByteArrayInputStream(bundle.file(end)));
    }
}
