package io.github.noleak.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.commons.support.AnnotationSupport.findAnnotatedMethods;
import static org.junit.platform.commons.support.ReflectionSupport.findAllClassesInPackage;

import io.github.noleak.NoLeak;
import java.lang.reflect.Method;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.support.HierarchyTraversalMode;

/** No example is written and then forgotten: whatever leaks has a fixed twin, and a test gates each of them. */
class EveryExampleIsGatedTests {

    private static final Pattern SCENARIO = Pattern.compile("^func ((?:Benchmark|Test)\\w+)\\(");
    private static final Pattern FAULT = Pattern.compile("Leaking$|Rising$");

    /** What JMH writes for a benchmark is left beside the tests, and needs JMH. */
    private static final String GENERATED = ".jmh_generated.";

    @Test
    void aCaseNamesEveryFaultyScenario() {
        assertThat(gatedBy("Case"))
                .containsExactlyInAnyOrderElementsOf(
                        scenarios().stream().filter(this::faulty).toList());
    }

    @Test
    void aTestOfTheBuildNamesEveryFixedBenchmark() {
        assertThat(gatedBy("Test"))
                .containsAll(scenarios().stream()
                        .filter(id -> id.contains(".Benchmark") && id.endsWith("Fixed"))
                        .toList());
    }

    @Test
    void everyFaultyScenarioHasAFixedTwin() {
        List<String> gated = gatedBy("Test");
        assertThat(scenarios().stream().filter(this::faulty)).isNotEmpty().allSatisfy(id -> {
            String stem = Pattern.quote(FAULT.matcher(id).replaceFirst(""));
            assertThat(gated).anyMatch(twin -> twin.matches(stem + "\\w*Fixed"));
        });
    }

    @Test
    void everyEndpointOfTheShopHasAWorkloadOfItsName() {
        assertThat(workloads(LeakingShopCase.class)).isNotEmpty().containsExactlyInAnyOrderElementsOf(endpoints("v1/"));
        assertThat(workloads(ShopLeakTest.class))
                .containsAll(workloads(LeakingShopCase.class))
                .containsExactlyInAnyOrderElementsOf(Stream.of("v2/", "")
                        .flatMap(version -> endpoints(version).stream())
                        .filter(name -> !name.equals("healthz"))
                        .toList());
    }

    private boolean faulty(String id) {
        return FAULT.matcher(id).find();
    }

    private static List<String> scenarios() {
        return GoSource.all(GoSource.INVENTORY).stream()
                .flatMap(source -> source.lines().stream()
                        .flatMap(line -> SCENARIO.matcher(line).results())
                        .map((MatchResult function) -> source.packageDirectory() + "." + function.group(1)))
                .toList();
    }

    private static List<String> gatedBy(String suffix) {
        return findAllClassesInPackage(
                        EveryExampleIsGatedTests.class.getPackageName(),
                        c -> true,
                        name -> name.endsWith(suffix) && !name.contains(GENERATED))
                .stream()
                .flatMap(c -> findAnnotatedMethods(c, NoLeak.class, HierarchyTraversalMode.TOP_DOWN).stream())
                .map(m -> m.getAnnotation(NoLeak.class))
                .map(a -> a.benchmark().isEmpty() ? a.test() : a.benchmark())
                .filter(id -> !id.isEmpty()) // the workload of a service is a method, and has no Go function
                .toList();
    }

    /** Returns the last names of the shop's paths that begin with the version. */
    private static List<String> endpoints(String version) {
        Pattern route = Pattern.compile("mux\\.Handle\\(\"/" + version + "(\\w+)/?\"");
        return GoSource.of(GoSource.SHOP, "internal/web/web.go").lines().stream()
                .flatMap(line -> route.matcher(line).results())
                .map(path -> path.group(1))
                .toList();
    }

    private static List<String> workloads(Class<?> c) {
        return findAnnotatedMethods(c, NoLeak.class, HierarchyTraversalMode.TOP_DOWN).stream()
                .map(Method::getName)
                .toList();
    }
}
