package io.github.noleak.pprof;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With symbols that Go 1.20, 1.22 and 1.26 wrote. */
class FunctionNameTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            main.startWorkers                             | main                    | startWorkers
            main.(*T).M.func1                             | main                    | (*T).M.func1
            main.F[...].func1.func2                       | main                    | F[...].func1.func2
            example.com/a.b/inv.v3/sub/yaml%2ev3.(*Node).Walk | example.com/a.b/inv.v3/sub/yaml.v3 | (*Node).Walk
            gopkg.in/yaml%2ev3.Unmarshal                  | gopkg.in/yaml.v3        | Unmarshal
            example.com/caf%c3%a9.F                       | example.com/café        | F
            net/http.(*Server).Serve                      | net/http                | (*Server).Serve
            main.F[go.shape.*example.com/x.v2/y.T]        | main                    | F[go.shape.*example.com/x.v2/y.T]
            main.(*G[example.com/x.T]).M-fm               | main                    | (*G[example.com/x.T]).M-fm
            runtime/cgo._cgo_x                            | runtime/cgo             | _cgo_x
            malloc                                        | ''                      | malloc
            std::vector<a.b>::f(c.d)                      | std::vector<a           | b>::f(c.d)
            ''                                            | ''                      | ''
            """)
    void splitsPackageAndName(String symbol, String packagePath, String simpleName) {
        FunctionName name = FunctionName.of(symbol);

        assertThat(name.packagePath()).isEqualTo(packagePath);
        assertThat(name.simpleName()).isEqualTo(simpleName);
        assertThat(name.rawSymbol()).isEqualTo(symbol);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            main.startWorkers.func1            | main.startWorkers | main.startWorkers.func            | closure in startWorkers
            main.nested.func1.1.1              | main.nested       | main.nested.func.func.func        | closure in nested
            main.nested.func12.34              | main.nested       | main.nested.func.func             | closure in nested
            main.(*T).M.func1                  | main.(*T).M       | main.(*T).M.func                  | closure in (*T).M
            main.T.V.func1                     | main.T.V          | main.T.V.func                     | closure in T.V
            main.F[...].func1.func2            | main.F[...]       | main.F[...].func.func             | closure in F[...]
            main.(*G[...]).M.func1             | main.(*G[...]).M  | main.(*G[...]).M.func             | closure in (*G[...]).M
            main.(*T).All-range1               | main.(*T).All     | main.(*T).All-range               | closure in (*T).All
            main.ran[...]-range1               | main.ran[...]     | main.ran[...]-range               | closure in ran[...]
            main.extra.func2-range1            | main.extra        | main.extra.func-range             | closure in extra
            main.main.gowrap1                  | main.main         | main.main.func                    | closure in main
            main.nested.func1.1.gowrap1        | main.nested       | main.nested.func.func.func        | closure in nested
            main.nested.func1.deferwrap1       | main.nested       | main.nested.func.func             | closure in nested
            main.(*T).M-fm                     | main.(*T).M       | main.(*T).M-fm                    | method value (*T).M
            main.(*G[string]).M-fm             | main.(*G[string]).M | main.(*G[string]).M-fm          | method value (*G[string]).M
            main.func1.func1                   | main.func1        | main.func1.func                   | closure in func1
            main.init.func1                    | main.init         | main.init.func                    | closure at package level
            main.init.func1.1                  | main.init         | main.init.func.func               | closure at package level
            main.glob..func1                   | main.init         | main.init.func                    | closure at package level
            main.glob..func1.1                 | main.init         | main.init.func.func               | closure at package level
            main.init.0.func1                  | main.init         | main.init.func                    | closure in init
            gopkg.in/yaml%2ev3.Do.func1        | gopkg.in/yaml%2ev3.Do | gopkg.in/yaml%2ev3.Do.func    | closure in Do
            """)
    void namesClosuresByTheFunctionThatMadeThem(String symbol, String outermost, String stable, String display) {
        FunctionName name = FunctionName.of(symbol);

        assertThat(name.isClosure()).isTrue();
        assertThat(name.outermost()).isEqualTo(outermost);
        assertThat(name.stable()).isEqualTo(stable);
        assertThat(name.display()).isEqualTo(display);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            main.caller.callee.func1                      | main.caller.callee | main.caller.callee.func | caller.callee
            main.main.(*Node).Walk.func2                  | main.main.(*Node).Walk | main.main.(*Node).Walk.func | main.(*Node).Walk
            main.extra.extra.func2-range4                 | main.extra.extra | main.extra.extra.func-range | extra.extra
            main.nested.func1.1.1.1.callee.1.1            | main.nested.func1.1.1.1.callee | main.nested.func.func.func.func.callee.func.func | callee
            main.caller.caller.callee2.func3.callee.func6.1 | main.caller.caller.callee2.func3.callee | main.caller.caller.callee2.func.callee.func.func | callee
            main.nested.func1-range2.callee.func1         | main.nested.func1-range2.callee | main.nested.func-range.callee.func | callee
            """)
    void namesClosuresOfInlinedFunctions(String symbol, String outermost, String stable, String maker) {
        FunctionName name = FunctionName.of(symbol);

        assertThat(name.isClosure()).isTrue();
        assertThat(name.outermost()).isEqualTo(outermost);
        assertThat(name.stable()).isEqualTo(stable);
        assertThat(name.display()).isEqualTo("closure in " + maker);
    }

    @ParameterizedTest
    @CsvSource({
        "main.main, main",
        "main.func1, func1",
        "main.(*T).func1, (*T).func1",
        "main.(*G[...]).func1, (*G[...]).func1",
        "main.G[...].V, G[...].V",
        "main.F[gopkg.in/yaml%2ev3.T], F[gopkg.in/yaml.v3.T]",
        "main.sum256, sum256",
        "main.percent%zz, percent%zz",
        "main.percent%, percent%",
        "memcpy, memcpy",
        "type:.eq.main.T, eq.main.T",
        "main.a-range, a-range",
    })
    void leavesOtherFunctionsAlone(String symbol, String display) {
        FunctionName name = FunctionName.of(symbol);

        assertThat(name.isClosure()).isFalse();
        assertThat(name.outermost()).isEqualTo(symbol);
        assertThat(name.stable()).isEqualTo(symbol);
        assertThat(name.display()).isEqualTo(display);
    }

    @Test
    void takesAllInitFunctionsOfPackagesForOne() {
        FunctionName name = FunctionName.of("main.init.1");

        assertThat(name.isClosure()).isFalse();
        assertThat(name.outermost()).isEqualTo("main.init");
        assertThat(name.stable()).isEqualTo("main.init");
        assertThat(name.display()).isEqualTo("init");
    }

    @ParameterizedTest
    @ValueSource(strings = {".1", "-fm", ".func1", "[", "(", ".", "/", "%", "1", ".init.0", "glob."})
    void isQuickWithMonstrousNames(String part) {
        FunctionName name = FunctionName.of(part.repeat(300_000));

        assertThat(name.outermost()).isNotNull();
        assertThat(name.stable()).isNotNull();
        assertThat(name.display()).isNotNull();
        assertThat(name.packagePath()).isNotNull();
    }
}
