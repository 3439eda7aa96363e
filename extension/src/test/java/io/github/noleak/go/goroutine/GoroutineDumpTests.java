package io.github.noleak.go.goroutine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.noleak.go.Captured;
import io.github.noleak.pprof.CallStack;
import io.github.noleak.pprof.Frame;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoroutineDumpTests {

    private static final String MAIN = "/src/shop/cmd/dump/main.go";

    @ParameterizedTest
    @ValueSource(strings = {"go1.19", "go1.22", "go1.26"})
    void countsGoroutinesOfOneOrigin(String go) throws IOException {
        assertThat(GoroutineDump.parse(Captured.reader(go, "dump")))
                .contains(new GoroutineGroup(
                        "chan receive",
                        0,
                        false,
                        stack(new Frame("main.(*Worker).run", MAIN, 18)),
                        new Frame("main.start", MAIN, 33),
                        3,
                        Map.of(),
                        0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"go1.19", "go1.22", "go1.26"})
    void missesNoGoroutineOfARealDump(String go) throws IOException {
        String text = Captured.text(go, "dump");
        List<GoroutineGroup> groups = GoroutineDump.parse(new StringReader(text));
        assertThat(groups.stream().mapToInt(GoroutineGroup::count).sum()).isEqualTo((int)
                text.lines().filter(line -> line.startsWith("goroutine ")).count());
        assertThat(groups.stream().filter(group -> group.creator() == null)).hasSize(1);
        assertThat(groups)
                .allSatisfy(group -> assertThat(group.stack().frames()).isNotEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "go1.19, semacquire",
        "go1.26, sync.Mutex.Lock",
        "go1.26, sync.RWMutex.RLock",
        "go1.26, sync.WaitGroup.Wait",
        "go1.22, sync.Cond.Wait",
        "go1.22, select (no cases)",
        "go1.22, chan receive (nil chan)",
        "go1.19, chan send",
        "go1.19, sleep",
        "go1.19, IO wait",
        "go1.19, select",
    })
    void readsTheState(String go, String state) throws IOException {
        assertThat(GoroutineDump.parse(Captured.reader(go, "dump")))
                .extracting(GoroutineGroup::state)
                .contains(state);
    }

    @ParameterizedTest
    @ValueSource(strings = {"go1.19", "go1.22", "go1.26"})
    void readsTheMinutesAndTheLockedThread(String go) throws IOException {
        assertThat(GoroutineDump.parse(Captured.reader(go, "dump-minutes")))
                .anySatisfy(group -> {
                    assertThat(group.waitMinutes()).isEqualTo(2);
                    assertThat(group.count()).isEqualTo(3);
                })
                .anySatisfy(group -> {
                    assertThat(group.lockedToThread()).isTrue();
                    assertThat(group.state()).isEqualTo("chan receive");
                    assertThat(group.waitMinutes()).isEqualTo(2);
                });
    }

    @Test
    void groupsGoroutinesWhateverTheirWaitAndKeepsTheLongest() throws IOException {
        String body = "main.f(0x1)\n\t/src/f.go:3 +0x1d\n\n";
        assertThat(parse("goroutine 7 [select, 3 minutes]:\n" + body
                        + "goroutine 8 [select, 12 minutes, locked to thread]:\n" + body
                        + "goroutine 9 [select (scan)]:\n" + body))
                .containsExactly(new GoroutineGroup(
                        "select", 12, true, stack(new Frame("main.f", "/src/f.go", 3)), null, 3, Map.of(), 0));
    }

    @Test
    void readsLabelsThatLookLikeTheEndOfTheHeader() throws IOException {
        assertThat(GoroutineDump.parse(Captured.reader("go1.26", "dump-labels")))
                .filteredOn(group ->
                        group.creator() != null && group.creator().function().equals("main.main.func12"))
                .singleElement()
                .satisfies(group -> {
                    assertThat(group.state()).isEqualTo("chan receive");
                    assertThat(group.labels()).isEqualTo(Map.of("route", "/x", "tenant", "a, b]:"));
                });
    }

    /** From Go 1.27 on; the values are such as that version printed them. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "goroutine 20 [chan receive, locked to thread] {tenant: a}:; chan receive; tenant; a",
                "goroutine 19 [chan receive] {\"k k\": v, odd: \"x]}:\\\" y\\n\\\\\\u00e9\", tenant: \"a b\"}:; chan receive; odd;"
                        + " 'x]}:\" y\n\\\u00e9'",
                "goroutine 7 [select (leaked), 3 minutes] {a: \"[sleep]\", b: }:; select; a; [sleep]",
            })
    void readsLabelsBehindTheState(String header, String state, String label, String value) {
        GoroutineLines.Header read = GoroutineLines.header(header);
        assertThat(read).isNotNull();
        assertThat(read.state()).isEqualTo(state);
        assertThat(read.labels()).containsEntry(label, value);
        assertThat(read.leaked()).isEqualTo(header.contains("(leaked)"));
        assertThat(read.lockedToThread()).isEqualTo(header.contains("locked to thread"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "goroutine 7 [running]:                                    | running             | 0  | false | false",
                "goroutine 7 gp=0xc000002380 m=nil [select (no cases)]:    | select (no cases)   | 0  | false | false",
                "goroutine 0 gp=0x58a940 m=4 mp=0xc00005a808 [idle]:       | idle                | 0  | false | false",
                "goroutine 7 [GC worker (idle), 1 minutes]:                | GC worker (idle)    | 1  | false | false",
                "goroutine 7 [running]{\"k\":\"v\"}:                       | running             | 0  | false | false",
                "goroutine 7 [syscall, locked to thread]:                  | syscall             | 0  | true | false",
                "goroutine 7 [select (no cases) (leaked) (scan), 3 minutes, locked to thread]: | select (no cases) | 3 | true | true",
                "goroutine 7 [chan receive (leaked)]:                      | chan receive | 0 | false | true",
                "goroutine 7 [sleep (durable), 2 minutes, synctest bubble 1 labels:{\"a\": \", locked to thread\"}]:"
                        + "| sleep (durable) | 2 | false | false",
                "goroutine 18446744073709551615 [select, 99999999999999 minutes]: | select       | 0  | false | false",
            })
    void readsHeadersOfEveryKind(String header, String state, int minutes, boolean locked, boolean leaked) {
        Map<String, String> labels = header.contains("labels:") ? Map.of("a", ", locked to thread") : Map.of();
        assertThat(GoroutineLines.header(header))
                .isEqualTo(new GoroutineLines.Header(state, minutes, locked, leaked, labels));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "goroutine [running]:",
                "goroutine 7 [running]",
                "goroutine 7:",
                "goroutine 7 is not [here]:",
                "goroutine profile: total 5",
                "goroutine 7 [chan rec",
                " goroutine 7 [running]:",
            })
    void takesNothingElseForAHeader(String line) {
        assertThat(GoroutineLines.header(line)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "main.(*T).run(0xc000012345, 0x1)                       | main.(*T).run",
                "main.F(...)                                            | main.F",
                "main.main()                                            | main.main",
                "main.(*T[...]).F(...)                                  | main.(*T[...]).F",
                "main.(*Queue[...]).Drain.func1({0xc000012345?, ...})   | main.(*Queue[...]).Drain.func1",
                "main.F.func1.2()                                       | main.F.func1.2",
                "main.main.gowrap1()                                    | main.main.gowrap1",
                "gopkg.in/yaml%2ev3.unmarshal({0x1, 0x2}, 0x3)          | gopkg.in/yaml%2ev3.unmarshal",
                "github.com/a/b.glob..func1()                           | github.com/a/b.glob..func1",
                "panic({0x4ac6e0?, 0x4d2978?})                          | runtime.gopanic",
            })
    void readsFunctionNames(String line, String function) {
        assertThat(GoroutineLines.function(line)).isEqualTo(function);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/src/a.go:12 +0x1d                                 | /src/a.go          | 12",
                "/src/a.go:12                                       | /src/a.go          | 12",
                "/src/a.go:12 +0x1d fp=0xc0 sp=0xc0 pc=0x45         | /src/a.go          | 12",
                "/src/with space +0x/a.go:12 +0x1d                  | /src/with space +0x/a.go | 12",
                "C:/src/a.go:12 +0x1d                               | C:/src/a.go        | 12",
                "example.com/m@v1.2.3/a.go:12 +0x1d                 | example.com/m@v1.2.3/a.go | 12",
                "<autogenerated>:1 +0x26                            | <autogenerated>    | 1",
            })
    void readsFilesAndLines(String line, String file, int number) {
        assertThat(GoroutineLines.frame("f", "\t" + line)).isEqualTo(new Frame("f", file, number));
    }

    @Test
    void leavesAncestorsAndElidedFramesOut() throws IOException {
        assertThat(GoroutineDump.parse(Captured.reader("go1.19", "dump-ancestors")))
                .containsAll(GoroutineDump.parse(Captured.reader("go1.19", "dump")).stream()
                        .filter(group -> group.creator() != null)
                        .toList());
        assertThat(GoroutineDump.parse(Captured.reader("go1.19", "die-overflow"))
                        .get(0))
                .satisfies(group -> assertThat(group.stack().frames())
                        .hasSize(100)
                        .containsOnly(new Frame("main.forever", "/src/shop/cmd/die/main.go", 20)));
        assertThat(GoroutineDump.parse(Captured.reader("go1.26", "die-overflow"))
                        .get(0))
                .satisfies(group -> assertThat(group.stack().frames())
                        .hasSizeBetween(100, 110)
                        .contains(new Frame("main.forever", "/src/shop/cmd/die/main.go", 20))
                        .endsWith(new Frame("runtime.goexit", "/usr/local/go/src/runtime/asm_amd64.s", 1771)));
    }

    @Test
    void readsDumpsWithAddressesAndRegisters() throws IOException {
        assertThat(GoroutineDump.parse(Captured.reader("go1.26", "die-quit")))
                .extracting(GoroutineGroup::state)
                .startsWith("running", "force gc (idle)", "GC sweep wait")
                .contains("select (no cases)");
    }

    @Test
    void dropsALastGoroutineThatIsCutAndKeepsThoseBefore() throws IOException {
        String first = "goroutine 1 [running]:\nmain.main()\n\t/src/m.go:3 +0x1\n\n";
        String second = "goroutine 2 [select]:\nmain.f(0x1)\n\t/src/m.go:5 +0x1\n";
        String creator = "created by main.main in goroutine 1\n\t/src/m.go:4 +0x2\n";
        String all = first + second + creator;
        int beforeCreator = (first + second).length(); // the one place where a cut does not show
        for (int end = first.length(); end < all.length(); end++) {
            assertThat(parse(all.substring(0, end))).as("cut at %d", end).hasSize(end == beforeCreator ? 2 : 1);
        }
        assertThat(parse(all)).hasSize(2);
    }

    @Test
    void keepsAGoroutineWithoutAStack() throws IOException {
        assertThat(parse("""
                        goroutine 5 [running]:
                        \tgoroutine running on other thread; stack unavailable
                        created by main.start in goroutine 1
                        \t/src/m.go:4 +0x2
                        """))
                .containsExactly(new GoroutineGroup(
                        "running", 0, false, stack(), new Frame("main.start", "/src/m.go", 4), 1, Map.of(), 0));
    }

    @Test
    void passesOverOutputThatComesBetween() throws IOException {
        assertThat(parse("""
                        starting
                        main.nothing()
                        \t/src/n.go:1

                        goroutine 1 [running]:
                        main.main()
                        2026/01/01 a log line
                        \t/src/m.go:3 +0x1

                        exit status 2
                        main.g()
                        \t/src/n.go:1
                        """))
                .containsExactly(new GoroutineGroup(
                        "running", 0, false, stack(new Frame("main.main", "/src/m.go", 3)), null, 1, Map.of(), 0));
    }

    @Test
    void keepsTheLabelsThatAllOfAGroupHave() throws IOException {
        assertThat(parse("""
                        goroutine 7 [select labels:{"route": "/cart", "request": "1", "quoted": "say \\"no\\""}]:
                        main.wait()
                        \t/src/m.go:3

                        goroutine 8 [select labels:{"route": "/cart", "request": "2", "quoted": "say \\"no\\""}]:
                        main.wait()
                        \t/src/m.go:3
                        """))
                .singleElement()
                .satisfies(g -> assertThat(g.count()).isEqualTo(2))
                .satisfies(g -> assertThat(g.labels()).isEqualTo(Map.of("route", "/cart", "quoted", "say \"no\"")));
    }

    @Test
    void labelsOfOneGoroutineAloneAreNoneOfItsGroup() throws IOException {
        assertThat(parse("""
                        goroutine 7 [select labels:{"route": "/cart"}]:
                        main.wait()
                        \t/src/m.go:3

                        goroutine 8 [select]:
                        main.wait()
                        \t/src/m.go:3
                        """))
                .singleElement()
                .satisfies(g -> assertThat(g.labels()).isEmpty());
    }

    @Test
    void countsThoseThatTheRuntimeKnowsToBeLeakedAmongTheOthers() throws IOException {
        assertThat(parse("""
                        goroutine 7 [chan receive (leaked)]:
                        main.wait()
                        \t/src/m.go:3

                        goroutine 8 [chan receive]:
                        main.wait()
                        \t/src/m.go:3

                        goroutine 9 [chan receive (leaked), 2 minutes]:
                        main.wait()
                        \t/src/m.go:3
                        """))
                .containsExactly(new GoroutineGroup(
                        "chan receive", 2, false, stack(new Frame("main.wait", "/src/m.go", 3)), null, 3, Map.of(), 2));
    }

    @Test
    void readsStreamsAsUtf8() throws IOException {
        String text = "goroutine 1 [running]:\nmain.Größe()\n\t/src/größe.go:3 +0x1\n";
        assertThat(GoroutineDump.parse(new ByteArrayInputStream(text.getBytes(UTF_8))))
                .singleElement()
                .extracting(GoroutineGroup::stack)
                .isEqualTo(stack(new Frame("main.Größe", "/src/größe.go", 3)));
    }

    @Test
    void sumsUpWhatIsTooMuchToTellApart() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < GoroutineTally.MAX_GROUPS + 500; i++) {
            text.append("goroutine 1 [select]:\nmain.f").append(i).append("()\n\t/src/m.go:3 +0x1\n\n");
        }
        assertThat(parse(text.toString()))
                .hasSize(GoroutineTally.MAX_GROUPS + 1)
                .last()
                .isEqualTo(new GoroutineGroup(GoroutineGroup.OTHER, 0, false, stack(), null, 500, Map.of(), 0));
    }

    private static List<GoroutineGroup> parse(String text) throws IOException {
        return GoroutineDump.parse(new StringReader(text));
    }

    private static CallStack stack(Frame... frames) {
        return new CallStack(List.of(frames));
    }
}
