package io.github.noleak.report;

import io.github.noleak.judge.GrownWithin;
import io.github.noleak.pprof.Frame;
import io.github.noleak.pprof.FunctionName;
import java.util.ArrayList;
import java.util.List;

/** Says what grows within a call where nobody has asked for that to be judged. */
final class WithinCallNotice {

    /** Lines that are named: those that keep most tell what it is. */
    static final int MOST = 3;

    private WithinCallNotice() {}

    static String of(String scenario, List<GrownWithin> grown) {
        List<String> lines = new ArrayList<>();
        grown.stream().limit(MOST).forEach(g -> lines.add(words(g)));
        if (grown.size() > MOST) {
            lines.add(Numbers.count(grown.size() - MOST, "more line"));
        }
        return "This grows within a call, up to " + Numbers.count(grown.get(0).operations())
                + " operations, and is let go of when that ends: " + String.join(", ", lines)
                + ". It is not judged; @NoLeak(within = true), or `within: true` for \"" + scenario
                + "\" in noleak.yml, has it judged.";
    }

    private static String words(GrownWithin grown) {
        Frame site = grown.site();
        String file = site.file()
                .substring(Math.max(site.file().lastIndexOf('/'), site.file().lastIndexOf('\\')) + 1);
        String bytes = Numbers.bytes(grown.bytes());
        return "%s (%s:%d) by %s an operation"
                .formatted(
                        FunctionName.of(site.function()).display(),
                        file,
                        site.line(),
                        grown.objects() == 0 ? bytes : Numbers.count(grown.objects(), "object") + ", " + bytes);
    }
}
