package io.github.noleak.go.run;

import io.github.noleak.go.NearNames;
import io.github.noleak.go.ScenarioName;
import io.github.noleak.go.build.TestBinary;
import io.github.noleak.go.process.ChildProcess;
import io.github.noleak.go.process.Workplace;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Lists the sub-benchmarks or subtests that a function has, by running it once. */
record SubNames(Workplace workplace, TestBinary binary, ScenarioName scenario) {

    private static final Duration LONGEST = Duration.ofSeconds(20);

    List<String> advice() {
        List<String> command = List.of(
                binary.file().toString(),
                "-test.v",
                "-test.benchtime=1x",
                "-test.run=" + (scenario.isBenchmark() ? "^$" : "^" + scenario.function() + "$"),
                "-test.bench=" + (scenario.isBenchmark() ? "^" + scenario.function() + "$" : "^$"));
        try {
            ChildProcess process = workplace.start(command, binary.goPackage().directory(), Map.of(), null);
            try {
                process.await(LONGEST);
                Pattern name = Pattern.compile(
                        "(?m)^(?:=== RUN +)?(" + Pattern.quote(scenario.function()) + "/\\S+?)(?:-\\d+)?(?=\\s|$)");
                List<String> names = name.matcher(process.output().text())
                        .results()
                        .map((MatchResult m) -> m.group(1))
                        .distinct()
                        .toList();
                return NearNames.advice(scenario.goName(), names);
            } finally {
                workplace.forget(process);
            }
        } catch (IOException e) {
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }
}
