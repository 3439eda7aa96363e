package io.github.noleak.config;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;

/** Every setting: its key, its default, and what it does. */
@API(status = EXPERIMENTAL, since = "0.1")
public enum Setting {
    /** The go command. */
    GO("noleak.go", "GOROOT, then PATH", "The `go` command, or the directory of a Go toolchain."),
    /** The module that is gated in place of the annotation's. */
    MODULE("noleak.module", "none", "The Go module that `@GoBenchmarks` gates in place of the one in `@GoModule`."),
    /** Whether verdicts fail tests. */
    MODE("noleak.mode", "fail", "`fail`, or `report`: tell all, fail nothing."),
    /** N. */
    ITERATIONS("noleak.iterations", "climbs", "The operations N from which growth counts, up to 4N."),
    /** Whether it is judged what grows within a call. */
    WITHIN(
            "noleak.within",
            "false",
            "`true`: judge what grows [within one call](how-it-judges.md#within-a-call) of each benchmark."),
    /** The time for a scenario in which nothing grows. */
    BUDGET("noleak.budget", "2s", "The time that a slow scenario may take in which nothing grows, build apart."),
    /** The time for the rounds of a service. */
    SERVICE_BUDGET("noleak.service.budget", "30s", "The time that the rounds of a service's workload may take."),
    /** The calls before the rounds of a service. */
    SERVICE_WARM_UP(
            "noleak.service.warm-up",
            "two rounds",
            "The calls of a service's workload before the first round that is judged."),
    /** How long services are called. */
    SOAK(
            "noleak.soak",
            "none",
            "How long the workload of a service goes on, such as `10m`: [a soak](services.md#soaks)."),
    /** Whether limits that samples are too coarse for are inconclusive. */
    SERVICE_STRICT(
            "noleak.service.strict",
            "true",
            "`false`: let a service pass that is known by samples [too coarse](services.md#what-samples-do-not-show) for"
                    + " a limit that was set."),
    /** The time in which nothing may fall. */
    SETTLE(
            "noleak.settle",
            "250ms",
            "How long nothing may end by itself before a process is measured in which something grows."),
    /** The time limit of a process. */
    TIMEOUT("noleak.timeout", "60s", "When a process that makes no progress has hung."),
    /** How many processes run at once. */
    PARALLELISM("noleak.parallelism", "cores + 2", "How many processes run at the same time."),
    /** Whether benchmarks share a process at first. */
    SWEEP(
            "noleak.sweep",
            "true",
            "`false`: give each benchmark of a module [processes of its own](how-it-judges.md#the-sweep) from the start."),
    /** Build tags. */
    TAGS("noleak.tags", "none", "Build tags, separated by commas, besides those of `@GoModule`."),
    /** Whether leaks of goroutines are held against an execution trace. */
    TRACE(
            "noleak.trace",
            "false",
            "`true`: run a leak of goroutines once more with an [execution trace](how-it-judges.md#the-execution-trace)."),
    /** The file of limits. */
    CONFIG("noleak.config", "noleak.yml beside go.mod", "The file of [limits for each scenario](limits.md)."),
    /** What is known. */
    BASELINE_FILE(
            "noleak.baseline.file",
            "noleak-baseline.json",
            "The file of known leaks and allocations; a relative one starts at the directory of `go.mod`."),
    /** Whether what is found becomes known. */
    BASELINE_UPDATE("noleak.baseline.update", "false", "`true`: write what is found to the baseline, and let it pass."),
    /** Why new leaks may stay. */
    BASELINE_REASON("noleak.baseline.reason", "none", "Why new known leaks may stay; an update needs it."),
    /** Whether stale entries fail. */
    BASELINE_STRICT("noleak.baseline.strict", "false", "`true`: a known leak that is gone fails its scenario."),
    /** Where reports go. */
    REPORT_DIR("noleak.report.dir", "target/noleak", "The directory of `report.json` and of `profiles`.");

    private final String key;
    private final String defaultText;
    private final String text;

    Setting(String key, String defaultText, String text) {
        this.key = key;
        this.defaultText = defaultText;
        this.text = text;
    }

    /** Returns the name of the configuration parameter or system property. */
    public String key() {
        return key;
    }

    /** Returns the default, in words. */
    public String defaultText() {
        return defaultText;
    }

    /** Returns what the setting does. */
    public String text() {
        return text;
    }
}
