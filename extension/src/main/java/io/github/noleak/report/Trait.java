package io.github.noleak.report;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What can be seen in the code of a function, and takes more than an expression to see. */
enum Trait {

    /** A deferred call stands deeper than a loop that is around it. */
    DEFER_IN_LOOP {
        @Override
        boolean isIn(SourceFile file, int line) {
            int loop = -1;
            for (String next : file.functionAround(line)) {
                int depth = SourceFile.depth(next);
                if (loop >= 0 && depth <= loop && !next.isBlank()) {
                    loop = -1;
                }
                if (loop >= 0 && next.strip().startsWith("defer ")) {
                    return true;
                }
                if (loop < 0 && LOOP.matcher(next).find()) {
                    loop = depth;
                }
            }
            return false;
        }
    },

    /** What the line assigns to is named by a function literal further on, which is not called at once or as a goroutine. */
    NAMED_BY_CLOSURE {
        @Override
        boolean isIn(SourceFile file, int line) {
            Matcher assigned = ASSIGNED.matcher(file.line(line));
            if (!assigned.find()) {
                return false;
            }
            Pattern name = Pattern.compile("\\b" + Pattern.quote(assigned.group(1)) + "\\b");
            int literal = -1;
            for (String next : file.restOfBlock(line)) {
                int depth = SourceFile.depth(next);
                if (literal >= 0 && depth <= literal && !next.isBlank()) {
                    literal = -1;
                }
                int starts = literal < 0 ? next.indexOf("func(") : 0;
                if (starts >= 0 && !CALLED.matcher(next).find()) {
                    literal = literal < 0 ? depth : literal;
                    if (name.matcher(next.substring(starts)).find()) {
                        return true;
                    }
                }
            }
            return false;
        }
    },

    /** What is made in the line is sliced further on, and the slice is appended, stored or returned. */
    PART_IS_KEPT {
        @Override
        boolean isIn(SourceFile file, int line) {
            Matcher made = MADE.matcher(file.line(line));
            if (!made.find()) {
                return false;
            }
            Pattern part = Pattern.compile("(\\bappend\\(.*|\\breturn\\b.*|[\\w\\])]\\s*=\\s*)\\b"
                    + Pattern.quote(made.group(1)) + "\\[[^\\]]*:[^\\]]*\\](?!\\.\\.\\.)");
            Pattern itself = Pattern.compile(
                    "\\b" + Pattern.quote(made.group(1)) + "\\s*=\\s*" + Pattern.quote(made.group(1)) + "\\b");
            return file.functionAround(line).stream()
                    .filter(l -> !itself.matcher(l).find())
                    .anyMatch(l -> part.matcher(l).find());
        }
    },

    /** The line stores by an index, in a file with maps, and no method of the same type deletes from there. */
    MAP_WITHOUT_DELETE {
        @Override
        boolean isIn(SourceFile file, int line) {
            Matcher stored = STORED.matcher(file.line(line));
            if (!stored.find() || file.lines().stream().noneMatch(l -> l.contains("map["))) {
                return false;
            }
            // Another method may know the same field by another name of the receiver.
            String field = stored.group(1).replaceFirst(".*\\.", "");
            Pattern deleted = Pattern.compile("\\b(delete|clear)\\((\\w+\\.)*" + Pattern.quote(field) + "\\b");
            return file.methodsBeside(line).stream()
                    .noneMatch(l -> deleted.matcher(l).find());
        }
    },

    /** The line appends to what it is assigned to. */
    APPENDS_TO_ITSELF {
        @Override
        boolean isIn(SourceFile file, int line) {
            Matcher appended = APPENDED.matcher(file.line(line));
            if (!appended.find()) {
                return false;
            }
            Pattern cut = Pattern.compile(
                    "\\b" + Pattern.quote(appended.group(1)) + "\\s*=\\s*" + Pattern.quote(appended.group(1))
                            + "\\[|\\b" + Pattern.quote(appended.group(1)) + "\\s*=\\s*nil\\b");
            return file.lines().stream().noneMatch(l -> cut.matcher(l).find());
        }
    };

    private static final Pattern LOOP = Pattern.compile("^\\s*for\\b");
    private static final Pattern MADE = Pattern.compile("^(\\w+)\\s*:?=\\s*make\\(\\[\\]");
    private static final Pattern ASSIGNED =
            Pattern.compile("^(?:var )?(\\w+)(?:, \\w+)*(?: [\\w.*\\[\\]]+)?\\s*(?::?=|$)");
    private static final Pattern CALLED = Pattern.compile("^\\s*(go|defer) func\\(");
    private static final Pattern STORED = Pattern.compile("^([\\w.]+)\\[[^\\]]+\\]\\s*=[^=]");
    private static final Pattern APPENDED = Pattern.compile("^([\\w.]+)\\s*=\\s*append\\(\\1,");

    abstract boolean isIn(SourceFile file, int line);
}
