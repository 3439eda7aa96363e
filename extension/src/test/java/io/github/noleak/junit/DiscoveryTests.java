package io.github.noleak.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectNestedClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUniqueId;

import io.github.noleak.GoBenchmarks;
import io.github.noleak.GoModule;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;

/** Finding suites never asks Go for anything: their module need not even be there. */
class DiscoveryTests {

    private static final UniqueId ENGINE = UniqueId.forEngine("noleak");

    @Test
    void suiteIsAContainerOfItsClassThatRegistersTestsLater() {
        TestDescriptor suite = suites(selectClass(PlainCase.class)).get(0);
        assertThat(suite.getType()).isEqualTo(TestDescriptor.Type.CONTAINER);
        assertThat(suite.mayRegisterTests()).isTrue();
        assertThat(suite.getChildren()).isEmpty();
        assertThat(suite.getSource()).contains(ClassSource.from(PlainCase.class));
        assertThat(suite.getLegacyReportingName()).isEqualTo(PlainCase.class.getName());
        assertThat(suite.getTags()).isEqualTo(Set.of(TestTag.create("slow")));
    }

    @Test
    void classWithoutTheAnnotationIsNone() {
        assertThat(suites(selectClass(DiscoveryTests.class))).isEmpty();
    }

    @Test
    void abstractClassGivesItsAnnotationToThoseThatExtendIt() {
        assertThat(suites(selectClass(AbstractCase.class))).isEmpty();
        assertThat(names(selectClass(ConcreteCase.class))).containsExactly("ConcreteCase");
    }

    @Test
    void annotationCanBeComposed() {
        assertThat(names(selectClass(ComposedCase.class))).containsExactly("ComposedCase");
        assertThat(suites(selectClass(InventoryGate.class))).isEmpty();
    }

    @Test
    void innerClassIsRunWithTheClassAroundIt() {
        assertThat(names(selectClass(OuterCase.class))).containsExactly("InnerCase");
        assertThat(names(selectNestedClass(List.of(OuterCase.class), OuterCase.InnerCase.class)))
                .containsExactly("InnerCase");
    }

    @Test
    void innerClassTakesTheModuleOfTheClassAroundIt() {
        assertThat(SuiteDeclaration.of(OuterCase.InnerCase.class).directory()).isEqualTo("../outer");
    }

    @Test
    void packageSelectsItsSuites() {
        assertThat(names(selectPackage("io.github.noleak.junit"))).contains("PlainCase", "ConcreteCase");
    }

    @Test
    void idsOfASuiteAndOfItsScenariosLeadToOneSuite() {
        UniqueId suite = ENGINE.append("class", PlainCase.class.getName());
        UniqueId scenario = suite.append("scenario", "internal/cache.BenchmarkGet/size=10");
        assertThat(names(selectUniqueId(scenario))).containsExactly("PlainCase");
        List<? extends TestDescriptor> both = suites(
                selectUniqueId(scenario), selectUniqueId(suite.append("scenario", "b")), selectClass(PlainCase.class));
        assertThat(both).hasSize(1);
        assertThat(both.get(0).getUniqueId()).isEqualTo(suite);
    }

    @Test
    void idSelectsItsScenarioAlone() {
        UniqueId suite = ENGINE.append("class", PlainCase.class.getName());
        SuiteDescriptor node =
                (SuiteDescriptor) suites(selectUniqueId(suite.append("scenario", "cache.BenchmarkGet/a")))
                        .get(0);
        assertThat(node.chooses("cache.BenchmarkGet/a", "cache")).isTrue();
        assertThat(node.chooses("cache.BenchmarkGet/ab", "cache")).isFalse();
        assertThat(node.choosesSomeOf("cache.BenchmarkGet", "cache")).isTrue();
        assertThat(node.choosesSomeOf("cache.BenchmarkPut", "cache")).isFalse();
    }

    @Test
    void idsOfOthersAreNotResolved() {
        assertThat(suites(selectUniqueId(ENGINE.append("class", "no.such.Class"))))
                .isEmpty();
        assertThat(suites(selectUniqueId(ENGINE.append("class", DiscoveryTests.class.getName()))))
                .isEmpty();
        assertThat(suites(selectUniqueId(UniqueId.parse("[engine:junit-jupiter]/[class:x.Y]"))))
                .isEmpty();
        assertThat(suites(selectUniqueId(
                        ENGINE.append("class", PlainCase.class.getName()).append("other", "x"))))
                .isEmpty();
    }

    private static List<String> names(DiscoverySelector... selectors) {
        return suites(selectors).stream()
                .map(s -> ((SuiteDescriptor) s).suite().getSimpleName())
                .toList();
    }

    private static List<? extends TestDescriptor> suites(DiscoverySelector... selectors) {
        return List.copyOf(new NoLeakTestEngine()
                .discover(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectors)
                                // Before JUnit 5.13 an id that is not resolved ends the discovery in tests.
                                .configurationParameter("junit.platform.discovery.listener.default", "logging")
                                .build(),
                        ENGINE)
                .getChildren());
    }

    @GoModule("../nowhere")
    @GoBenchmarks
    @Tag("slow")
    static class PlainCase {}

    @GoModule("../nowhere")
    @GoBenchmarks
    abstract static class AbstractCase {}

    static class ConcreteCase extends AbstractCase {}

    @Retention(RetentionPolicy.RUNTIME)
    @GoModule("../nowhere")
    @GoBenchmarks
    @interface InventoryGate {}

    @InventoryGate
    static class ComposedCase {}

    @GoModule("../outer")
    static class OuterCase {

        @GoBenchmarks
        @SuppressWarnings("ClassCanBeStatic") // as Jupiter's nested classes are not
        class InnerCase {}
    }
}
