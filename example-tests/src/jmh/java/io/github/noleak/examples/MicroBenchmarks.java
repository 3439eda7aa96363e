package io.github.noleak.examples;

import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs the benchmarks of single steps, by JMH. It prints figures and judges none of them. */
class MicroBenchmarks {

    @Test
    void run() throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include("\\.(ProfileBenchmarks|DumpBenchmarks)\\.")
                        .forks(1)
                        .warmupIterations(5)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(5)
                        .measurementTime(TimeValue.seconds(1))
                        .jvmArgsAppend("-Xmx512m")
                        .shouldFailOnError(true)
                        .build())
                .run();
    }
}
