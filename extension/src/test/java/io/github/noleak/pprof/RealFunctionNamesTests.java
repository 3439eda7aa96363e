package io.github.noleak.pprof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Asks Go how it names what the compiler makes; several versions of it, where they are to be had. */
@Tag("go-matrix")
class RealFunctionNamesTests {

    private static final String CODE = """
            package main

            import (
                "fmt"
                "runtime"
            )

            type T struct{}
            type G[K any] struct{}

            //go:noinline
            func name(maker string) {
                pc, _, _, _ := runtime.Caller(1)
                fmt.Println(maker, runtime.FuncForPC(pc).Name())
            }

            var level = func() { name("main.init") }

            func init() { func() { defer name("main.init"); recover() }() }

            //go:noinline
            func plain() {
                func() {
                    name("main.plain")
                    func() { defer func() { recover(); name("main.plain") }() }()
                }()
            }

            //go:noinline
            func (t *T) Method() { defer func() { name("main.(*T).Method") }() }

            //go:noinline
            func (g G[K]) Method() { defer func() { name("main.G[...].Method") }() }

            //go:noinline
            func generic[K any](k K) { defer func() { name("main.generic[...]") }() }

            func main() {
                level()
                plain()
                (&T{}).Method()
                G[string]{}.Method()
                generic(1)
                done := make(chan int)
                go func() { name("main.main"); close(done) }()
                <-done
            }
            """;

    @TempDir
    Path directory;

    @Test
    void findsTheFunctionThatMadeEachClosure() throws IOException, InterruptedException {
        GoModule module = GoModule.create(directory, "example.com/names").with("main.go", CODE);
        // Without inlining, which puts other names in between.
        module.go("build", "-gcflags=-l", "-o", "names.exe", ".");
        List<String> lines = module.run(List.of(directory.resolve("names.exe").toString()))
                .lines()
                .toList();

        assertThat(lines).hasSize(8).allSatisfy(line -> {
            String[] makerAndSymbol = line.split(" ", 2);
            FunctionName name = FunctionName.of(makerAndSymbol[1]);
            assertThat(name.isClosure()).isTrue();
            assertThat(name.outermost()).isEqualTo(makerAndSymbol[0]);
            assertThat(name.display()).startsWith("closure ");
            assertThat(name.packagePath()).isEqualTo("main");
        });
    }
}
