package io.github.noleak.gate.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.noleak.Limit;
import io.github.noleak.Metric;
import io.github.noleak.Verdict;
import io.github.noleak.config.Settings;
import io.github.noleak.go.ScenarioName;
import io.github.noleak.go.build.TestBinary;
import io.github.noleak.go.module.BuildSettings;
import io.github.noleak.go.module.GoToolchain;
import io.github.noleak.go.module.ModuleListing;
import io.github.noleak.go.process.Workplace;
import io.github.noleak.go.run.ScenarioRun;
import io.github.noleak.judge.BrokenSeries;
import io.github.noleak.judge.Conclusion;
import io.github.noleak.judge.Known;
import io.github.noleak.judge.SeriesJudge;
import io.github.noleak.judge.SeriesSoFar;
import io.github.noleak.judge.SeriesStep;
import io.github.noleak.measure.Stopped;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A toolchain whose testing package is not known gives no checkpoints; series of processes lead to the same verdicts. */
@Tag("go-alone")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProcessSeriesTests {

    private static final double BUDGET = 0.5;
    private static final Settings SETTINGS = new Settings(key -> Optional.ofNullable(
            Map.of("noleak.budget", "500ms", "noleak.timeout", "20s").get(key)));

    private final Workplace workplace = Workplace.open();
    private TestBinary binary;

    @TempDir
    private Path kept;

    @BeforeAll
    void build() {
        ModuleListing module = ModuleListing.of(
                workplace,
                new BuildSettings(
                        GoToolchain.find(null, System.getenv()),
                        Path.of("src/test/go/odd").toAbsolutePath().normalize(),
                        List.of(),
                        Map.of(),
                        List.of()));
        binary = TestBinary.build(workplace, module, module.byId("series").orElseThrow());
    }

    @AfterAll
    void close() {
        workplace.close();
    }

    @Test
    void benchmarkThatLeaksIsFound() {
        Conclusion conclusion = judge("BenchmarkLeaking");

        assertThat(conclusion.verdict()).isEqualTo(Verdict.LEAK);
        assertThat(conclusion.metrics())
                .filteredOn(metric -> metric.metric() == Metric.RETAINED_OBJECTS)
                .singleElement()
                .satisfies(metric -> assertThat(metric.perOperation()).isCloseTo(1, within(0.1)));
    }

    @Test
    void testThatLeaksIsFound() {
        assertThat(judge("TestLeaking").verdict()).isEqualTo(Verdict.LEAK);
    }

    @Test
    void whatKeepsNothingIsClean() {
        assertThat(judge("BenchmarkFixed").verdict()).isEqualTo(Verdict.CLEAN);
        assertThat(judge("TestFixed").verdict()).isEqualTo(Verdict.CLEAN);
    }

    @Test
    void whatFailsOrSkipsItselfSaysSo() {
        assertThat(judge("BenchmarkPanicking").verdict()).isEqualTo(Verdict.ERROR);
        assertThat(judge("TestSkipping").verdict()).isEqualTo(Verdict.SKIPPED);
    }

    private Conclusion judge(String function) {
        ScenarioName name = new ScenarioName(null, function, "");
        ProcessSeries series =
                new ProcessSeries(new ScenarioRun(workplace, binary, name), kept, SETTINGS, new LateFailures());
        Map<Metric, Limit> limits = new EnumMap<>(Metric.class);
        for (Metric metric : Metric.values()) {
            limits.put(metric, new Limit(metric, metric.defaultLimit(), "default"));
        }
        BrokenSeries judge = new BrokenSeries(new SeriesJudge(
                limits, LeakDetector.sites(binary.module()), BUDGET, 0, Known.nothing(), name.isBenchmark()));
        SeriesSoFar soFar = SeriesSoFar.of(List.of());
        List<Stopped> broken = new ArrayList<>();
        SeriesStep step = judge.next(soFar, broken);
        while (!(step instanceof SeriesStep.Decided)) {
            if (step instanceof SeriesStep.Run run) {
                Snapshots.Shown shown = series.run(run.plan());
                soFar = shown.series().map(soFar::and).orElse(soFar);
                shown.doubt().ifPresent(broken::add);
            } else {
                soFar = step instanceof SeriesStep.CallSlowly ? soFar.andSlow(Optional.empty()) : soFar.anew();
            }
            step = judge.next(soFar, broken);
        }
        return ((SeriesStep.Decided) step).conclusion();
    }
}
