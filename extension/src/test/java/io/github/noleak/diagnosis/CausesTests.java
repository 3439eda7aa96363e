package io.github.noleak.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.noleak.Leak.Kind;
import io.github.noleak.measure.GoroutineCount;
import io.github.noleak.measure.GrowthSite;
import io.github.noleak.measure.SiteFinder;
import io.github.noleak.pprof.CallStack;
import io.github.noleak.pprof.Frame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The catalogue on single lines; the examples hold it against what leaks in real code. */
class CausesTests {

    private static final Causes CAUSES = Causes.load();
    private static final String MAPS =
            "type Cache struct{ entries map[int]*Entry; counts, byUser map[int]map[int]int }";
    private static final Path PAGES = Path.of("../docs/leaks");

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            chan receive      | for item := range queue {            | range-over-open-channel
            chan receive      | for range ticker.C {                 | ticker-not-stopped
            chan receive      | <-w.timer.C                          | ticker-not-stopped
            chan receive      | item := <-queue                      |
            chan send         | out <- item                          | send-without-receiver
            select            | select {                             |
            IO wait           | n, err := conn.Read(buffer)          |
            """)
    void goroutinesAreExplainedByWhatTheyWaitForAndTheirLine(String state, String line, String cause)
            throws IOException {
        assertThat(causeOf(Kind.GOROUTINE, state, "", "func run() {", "\t" + line, "}"))
                .isEqualTo(named(cause));
    }

    @Test
    void waitIsOneThatIgnoresItsContextOnlyIfThereIsOne() throws IOException {
        assertThat(causeOf(Kind.GOROUTINE, "select", "", "func run(ctx context.Context) {", "\tselect {", "}"))
                .hasValue("wait-without-done");
        assertThat(causeOf(
                        Kind.GOROUTINE,
                        "select",
                        "",
                        "func run(ctx context.Context) {",
                        "\tselect {",
                        "\tcase <-ctx.Done():",
                        "}"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "sync.(*WaitGroup).Wait, wait-group-never-done",
        "sync.(*Mutex).Lock, lock-never-released",
        "sync.(*RWMutex).RLock, lock-never-released",
        "sync.(*Cond).Wait,",
        "example.com/shop.(*Mutex).Lock,"
    })
    void goroutinesAreExplainedByTheFunctionThatTheyWaitIn(String function, String cause) throws IOException {
        assertThat(causeOf(Kind.GOROUTINE, "semacquire", function, "func run() {", "\twait()", "}"))
                .isEqualTo(named(cause));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            c.entries[id] = &Entry{ID: id}             | map-that-only-grows
            l.history = append(l.history, reading...)  | slice-that-only-grows
            l.history = append(other, reading...)      |
            bus.Subscribe(func(c Change) {             | callback-never-removed
            t := time.NewTicker(period)                | ticker-not-stopped
            return &http.Client{Timeout: time.Minute}  | made-on-each-call
            head = &node{next: head}                   |
            c.counts[id]++                             | map-that-only-grows
            c.byUser[u][id] = 1                        | map-that-only-grows
            s.shards[i].entries[id] = v                | map-that-only-grows
            grid[i] = &Point{}                         |
            case <-time.After(time.Hour):              | ticker-not-stopped
            """)
    void objectsAreExplainedByTheirLine(String line, String cause) throws IOException {
        assertThat(causeOf(Kind.HEAP, "", "", MAPS, "func run() {", "\t" + line, "}"))
                .isEqualTo(named(cause));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            func Keep(n int) { kept = append(kept, make([]byte, n)) }         | slice-that-only-grows
            func (c *cache) put(id int) { c.entries[id] = &Entry{} } // all   | map-that-only-grows
            func Keep(kept []int) { kept = append(kept, 1) }                  |
            func keep() interface{} { return &http.Client{Timeout: 1} }       | made-on-each-call
            """)
    void functionInOneLineIsExplainedByItsBody(String function, String cause) throws IOException {
        assertThat(causeOf(Kind.HEAP, "", "", MAPS, function, "", "func Total(kept []int) int {", "\treturn 1", "}"))
                .isEqualTo(named(cause));
    }

    @Test
    void cureIsNotRecommendedWhereItIsTaken() throws IOException {
        assertThat(causeOf(
                        Kind.HEAP,
                        "",
                        "",
                        "var m map[int]*Entry",
                        "func run() {",
                        "\tm[1] = &Entry{}",
                        "\tdelete(m, 0)",
                        "}"))
                .isEmpty();
        assertThat(causeOf(Kind.HEAP, "", "", "func run() {", "\tt := time.NewTicker(p)", "\tdefer t.Stop()", "}"))
                .isEmpty();
        assertThat(causeOf(
                        Kind.HEAP,
                        "",
                        "",
                        "func run() {",
                        "\tctx, cancel := context.WithCancel(parent)",
                        "\tdefer cancel()",
                        "}"))
                .isEmpty();
    }

    @Test
    void mapOfWhichAnotherFunctionDeletesIsNoneThatOnlyGrows() throws IOException {
        String[] stores = {MAPS, "func (c *Cache) Put(id int) {", "\tc.entries[id] = &Entry{}", "}"};
        String[] deletes = {"func (other *Cache) Drop(id int) {", "\tdelete(other.entries, id)", "}"};
        String[] elsewhere = {"func (c *Bounded) Drop(id int) {", "\tdelete(c.entries, id)", "}"};

        assertThat(causeOf(Kind.HEAP, "", "", stores)).hasValue("map-that-only-grows");
        assertThat(causeOf(Kind.HEAP, "", "", both(stores, deletes))).isEmpty();
        assertThat(causeOf(Kind.HEAP, "", "", both(stores, elsewhere))).hasValue("map-that-only-grows");
    }

    @Test
    void partOfASliceIsAppendedAndNotOnlyCut() throws IOException {
        String[] appended = {"func run() {", "\tpage := make([]byte, 8192)", "\tall = append(all, page[:16])", "}"};
        String[] cut = {"func run() {", "\tpage := make([]byte, 8192)", "\tpage = page[:n]", "}"};

        assertThat(causeOf(8192, appended)).hasValue("part-of-a-large-slice");
        assertThat(causeOf(64, appended)).as("what is small is no waste").isEmpty();
        assertThat(causeOf(8192, cut)).isEmpty();
    }

    @Test
    void sliceThatTheFunctionMakesDoesNotGrowForEver() throws IOException {
        assertThat(causeOf(
                        64,
                        "func parse(s string) []Token {",
                        "\ttokens = append(tokens, Token{})",
                        "\tvar tokens []Token",
                        "}"))
                .isEmpty();
        assertThat(causeOf(
                        64, "var tokens []Token", "func parse(s string) {", "\ttokens = append(tokens, Token{})", "}"))
                .hasValue("slice-that-only-grows");
    }

    @Test
    void sliceIsCutByItsOwnTypeAlone() throws IOException {
        String[] grows = {"func (q *Queue) Put(p int) {", "\tq.items = append(q.items, p)", "}"};
        String[] other = {"func (q *Other) Reset() {", "\tq.items = q.items[:0]", "}"};
        String[] own = {"func (q *Queue) Reset() {", "\tq.items = q.items[:0]", "}"};

        assertThat(causeOf(64, both(grows, other))).hasValue("slice-that-only-grows");
        assertThat(causeOf(64, both(grows, own))).isEmpty();
    }

    @Test
    void deferInAGoroutineOfALoopIsNoneInTheLoop() throws IOException {
        assertThat(causeOf(
                        Kind.FILE,
                        "",
                        "",
                        "func run() {",
                        "\tfor range addresses {",
                        "\t\tgo func() {",
                        "\t\t\tdefer group.Done()",
                        "\t\t\tconn, err := net.Dial(network, address)",
                        "\t\t}()",
                        "\t}",
                        "}"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            HEAP | ctx, cancel := context.WithCancel(parent) | \\tcancel() // in a block      | context-never-cancelled
            HEAP | ctx, cancel := context.WithCancel(parent) | cancel()                    |
            HEAP | ctx, cancel := context.WithCancel(parent) | \\tdefer cancel()             |
            HEAP | timer := time.NewTimer(time.Hour)         | defer server.Stop()         | ticker-not-stopped
            HEAP | timer := time.NewTimer(time.Hour)         | defer timer.Stop()          |
            FILE | l, err := net.Listen(network, address)    | \\tl.Close()                  | file-not-closed
            FILE | l, err := net.Listen(network, address)    | defer l.Close()             |
            FILE | l, err := net.Listen(network, address)    | defer other.Close()         | file-not-closed
            """)
    void cureIsInTheCodeOnlyIfItIsOfThisValueOnEachWay(Kind kind, String line, String next, String cause)
            throws IOException {
        assertThat(causeOf(kind, "", "", "func run() {", "\t" + line, "\t" + next.translateEscapes(), "}"))
                .isEqualTo(named(cause));
    }

    @Test
    void goroutineIsNotToldToDoWhatItDoes() throws IOException {
        assertThat(causeOf(
                        Kind.GOROUTINE,
                        "sync.WaitGroup.Wait",
                        "sync.(*WaitGroup).Wait",
                        "func run() {",
                        "\tgroup.Wait()",
                        "\tgo func() {",
                        "\t\tdefer group.Done()",
                        "\t}()",
                        "}"))
                .isEmpty();
        assertThat(causeOf(
                        Kind.GOROUTINE,
                        "chan receive",
                        "",
                        "func run(ctx context.Context) {",
                        "\tu := <-updates",
                        "\tdefer wg.Done()",
                        "}"))
                .hasValue("wait-without-done");
        assertThat(causeOf(
                        Kind.GOROUTINE,
                        "chan receive",
                        "",
                        "func run() {",
                        "\tfor range t.C {",
                        "\tdefer t.Stop()",
                        "}"))
                .hasValue("ticker-not-stopped");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            select       | case <-w.quit:       | stop-never-signalled
            select       | case <-done:         | stop-never-signalled
            select       | case <-ctx.Done():   |
            select       | case <-w.levels:     |
            chan receive | case <-w.quit:       |
            """)
    void goroutineThatCouldBeToldToStopIsNotTold(String state, String other, String cause) throws IOException {
        assertThat(causeOf(Kind.GOROUTINE, state, "", "func run() {", "\tselect {", "\t" + other, "\t}", "}"))
                .isEqualTo(named(cause));
    }

    @Test
    void threadIsLockedOnlyIfItsGoroutineIs() throws IOException {
        Frame site = new Frame(
                "example.com/shop.run", write("func run() {", "\tflock()", "}").toString(), 2);
        CallStack stack = new CallStack(List.of(site));
        GoroutineCount waiting = new GoroutineCount("syscall", false, stack, null, 1);
        GoroutineCount locked = new GoroutineCount("select", true, stack, null, 1);
        SiteFinder sites = new SiteFinder(f -> true);

        assertThat(CAUSES.of(new SiteFacts(Kind.THREAD, new GrowthSite(site, stack, waiting, ""), sites, "", 0)))
                .isEmpty();
        assertThat(CAUSES.of(new SiteFacts(Kind.THREAD, new GrowthSite(site, stack, locked, ""), sites, "", 0))
                        .map(Cause::id))
                .hasValue("locked-thread");
    }

    @Test
    void causeIsLookedForWhereTheCompilerSaysThatAValueIsKept() throws IOException {
        SiteFacts siteFacts = siteFacts(
                Kind.HEAP,
                "",
                "",
                "make([]Row, 200) escapes to heap: c.entries[name] = rows, assign at run.go:4",
                4800,
                MAPS,
                "func (c *Cache) Load(name int) {",
                "\trows := make([]Row, 200)",
                "\tc.entries[name] = rows",
                "}");

        assertThat(CAUSES.of(siteFacts)).isEmpty();
        assertThat(siteFacts.whereItIsKept().flatMap(CAUSES::of).map(Cause::id)).hasValue("map-that-only-grows");
    }

    @Test
    void valueThatIsAlsoReturnedIsNotKeptByTheClosure() throws IOException {
        SiteFacts siteFacts = siteFacts(
                Kind.HEAP,
                "",
                "",
                "page escapes to heap: page, captured by a closure at run.go:3",
                4096,
                "func run() []byte {",
                "\tpage := make([]byte, 4096)",
                "\tdb.View(func(k string) []byte {",
                "\t\tcopy(page, k)",
                "\t\treturn nil",
                "\t})",
                "\treturn page",
                "}");

        assertThat(CAUSES.of(siteFacts)).isEmpty();
    }

    @Test
    void deferOutsideOfTheLoopIsNone() throws IOException {
        assertThat(causeOf(
                        Kind.FILE,
                        "",
                        "",
                        "func run() {",
                        "\tf, err := os.Open(path)",
                        "\tfor range paths {",
                        "\t\tdefer f.Close()",
                        "\t}",
                        "}"))
                .hasValue("defer-in-a-loop");
        assertThat(causeOf(
                        Kind.FILE,
                        "",
                        "",
                        "func run() {",
                        "\tf, err := os.Open(path)",
                        "\tfor range paths {",
                        "\t}",
                        "\tdefer f.Close()",
                        "}"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            year := make([]int64, 365)       | p.later(func() int64 {  | captured by a closure  | 2920  | closure-keeps-large-value
            year, err := load(sku)           | p.later(func() int64 {  | captured by a closure  | 2920  | closure-keeps-large-value
            var year [365]int64              | p.later(func() int64 {  | captured by a closure  | 2920  | closure-keeps-large-value
            year := make([]int64, 365)       | p.later(func() int64 {  | return                 | 2920  |
            year := make([]int64, 2)         | p.later(func() int64 {  | captured by a closure  | 16    |
            year := make([]int64, 365)       | go func() {             | captured by a closure  | 2920  |
            month := make([]int64, 365)      | p.later(func() int64 {  | captured by a closure  | 2920  |
            """)
    void closureExplainsWhatItNamesIfTheCompilerSaysSo(
            String made, String literal, String reason, int bytes, String cause) throws IOException {
        String[] lines = {
            "func run() {", "\t" + made, "\tuse(year)", "\t" + literal, "\t\treturn year[364]", "\t})", "}"
        };
        SiteFacts siteFacts =
                siteFacts(Kind.HEAP, "", "", "it escapes: year, " + reason + " at run.go:5", bytes, lines);

        assertThat(CAUSES.of(siteFacts).map(Cause::id)).isEqualTo(named(cause));
    }

    @Test
    void closureAroundTheLineOrBeforeItIsNone() throws IOException {
        String[] around = {
            "func run() {",
            "\tbuf := make([]byte, 4096)",
            "\tgo func() { work <- buf }()",
            "}",
            "func other(mux *http.ServeMux) {",
            "\tmux.HandleFunc(path, func(w http.ResponseWriter, r *http.Request) {",
            "\t\tbuf := make([]byte, 4096)",
            "\t\tgo func() { work <- buf }()",
            "\t})",
            "}"
        };
        Path file = write(around);
        Frame site = new Frame("example.com/shop.other.func1", file.toString(), 7);
        GrowthSite growthSite = new GrowthSite(site, new CallStack(List.of(site)), null, "");
        SiteFacts siteFacts =
                new SiteFacts(Kind.HEAP, growthSite, new SiteFinder(f -> true), "captured by a closure", 4096);
        assertThat(CAUSES.of(siteFacts)).isEmpty();

        String[] before = {
            "func run() {", "\tuse(func(year []int) int { return len(year) })", "\tyear := make([]int, 365)", "}"
        };
        Frame line = new Frame("example.com/shop.run", write(before).toString(), 3);
        GrowthSite later = new GrowthSite(line, new CallStack(List.of(line)), null, "");
        assertThat(CAUSES.of(new SiteFacts(Kind.HEAP, later, new SiteFinder(f -> true), "captured by a closure", 2920)))
                .isEmpty();
    }

    @Test
    void variableThatIsNamedBehindTheClosureIsNotInIt() throws IOException {
        String[] lines = {
            "func run() {",
            "\tyear := load()",
            "\tp.later(func() int64 {",
            "\t\treturn 0",
            "\t})",
            "\tp.last = year",
            "}"
        };

        assertThat(CAUSES.of(siteFacts(Kind.HEAP, "", "", "captured by a closure", 2920, lines)))
                .isEmpty();
    }

    @Test
    void commentsExplainNothing() throws IOException {
        assertThat(causeOf(Kind.GOROUTINE, "chan receive", "", "func run() {", "\tx() // for a := range b {", "}"))
                .isEmpty();
    }

    @Test
    void codeOfLibrariesIsNotLookedAt() throws IOException {
        Path file = write("func run() {", "\tm[1] = 2", "}", "var m map[int]int");
        Frame site = new Frame("net/http.run", file.toString(), 2);
        GrowthSite growthSite = new GrowthSite(site, new CallStack(List.of(site)), null, "");

        assertThat(CAUSES.of(new SiteFacts(Kind.HEAP, growthSite, new SiteFinder(f -> false), "", 0)))
                .isEmpty();
    }

    @Test
    void sourceThatIsNotToBeHadIsNoHindrance() {
        Frame site = new Frame("example.com/shop.run", "example.com/shop/run.go", 2);
        GoroutineCount goroutine = new GoroutineCount("chan send", false, new CallStack(List.of(site)), null, 1);
        GrowthSite growthSite = new GrowthSite(site, goroutine.stack(), goroutine, "");

        assertThat(CAUSES.of(new SiteFacts(Kind.GOROUTINE, growthSite, new SiteFinder(f -> true), "", 0))
                        .map(Cause::id))
                .hasValue("send-without-receiver");
    }

    @Test
    void everyCauseHasItsPageAndEveryPageItsCause() throws IOException {
        try (Stream<Path> pages = Files.list(PAGES)) {
            assertThat(pages.map(p -> p.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                    Stream.of("README.md"),
                                    CAUSES.entries().stream().map(cause -> cause.id() + ".md"))
                            .distinct()
                            .toList());
        }
        for (Cause cause : CAUSES.entries()) {
            assertThat(Files.readString(PAGES.resolve(cause.id() + ".md")))
                    .startsWith("# " + cause.title().substring(0, 1).toUpperCase(Locale.ROOT)
                            + cause.title().substring(1) + "\n")
                    .contains("\nSeen by: ", "\nThe cure:\n");
            assertThat(cause.cure()).hasSize(2);
            assertThat(CAUSES.withHint(cause.hint())).isPresent();
        }
    }

    private static Optional<String> named(String cause) {
        return Optional.ofNullable(cause);
    }

    /** The line to look at is the first one that is indented. */
    private Optional<String> causeOf(int bytes, String... lines) throws IOException {
        return CAUSES.of(siteFacts(Kind.HEAP, "", "", "", bytes, lines)).map(Cause::id);
    }

    private static String[] both(String[] one, String[] other) {
        return Stream.concat(Stream.of(one), Stream.of(other)).toArray(String[]::new);
    }

    private Optional<String> causeOf(Kind kind, String state, String waitsIn, String... lines) throws IOException {
        return CAUSES.of(siteFacts(kind, state, waitsIn, "", 0, lines)).map(Cause::id);
    }

    private SiteFacts siteFacts(Kind kind, String state, String waitsIn, String reason, int bytes, String... lines)
            throws IOException {
        int line = 1
                + (int) List.of(lines).stream()
                        .takeWhile(l -> !l.startsWith("\t") && !(l.startsWith("func ") && l.contains("{ ")))
                        .count();
        Frame site = new Frame("example.com/shop.run", write(lines).toString(), line);
        List<Frame> frames = new ArrayList<>();
        if (!waitsIn.isEmpty()) {
            frames.add(new Frame(waitsIn, "/go/src/sync/sync.go", 1));
        }
        frames.add(site);
        CallStack stack = new CallStack(frames);
        GoroutineCount goroutine = state.isEmpty() ? null : new GoroutineCount(state, false, stack, null, 1);
        GrowthSite growthSite = new GrowthSite(site, stack, goroutine, "");
        SiteFinder sites = new SiteFinder(f -> f.function().startsWith("example.com/shop"));
        return new SiteFacts(kind, growthSite, sites, reason, bytes);
    }

    private Path write(String... lines) throws IOException {
        return Files.writeString(directory.resolve("run.go"), String.join("\n", lines) + "\n");
    }
}
