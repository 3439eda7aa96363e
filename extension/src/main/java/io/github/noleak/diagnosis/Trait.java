package io.github.noleak.diagnosis;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What can be seen in the code of a function, and takes more than an expression to see. */
enum Trait {

    /** A deferred call stands deeper than a loop that is around it, and in no function of its own. */
    DEFER_IN_LOOP {
        @Override
        boolean isIn(SourceFile file, int line) {
            int loop = -1;
            int literal = -1;
            for (String next : file.functionAround(line)) {
                int depth = SourceFile.depth(next);
                loop = ended(loop, next) ? -1 : loop;
                literal = ended(literal, next) ? -1 : literal;
                if (loop >= 0 && literal < 0 && next.strip().startsWith("defer ")) {
                    return true;
                }
                if (loop < 0 && LOOP.matcher(next).find()) {
                    loop = depth;
                } else if (literal < 0 && loop >= 0 && next.contains("func(")) {
                    literal = depth;
                }
            }
            return false;
        }
    },

    /**
     * What the line assigns to is named by a function literal further on, which is not called at once or as a goroutine,
     * and nothing else is done with it by which it could be kept.
     */
    NAMED_BY_CLOSURE {
        @Override
        boolean isIn(SourceFile file, int line) {
            String assigned = file.assigned(line);
            if (assigned.isEmpty()) {
                return false;
            }
            String name = "\\b" + Pattern.quote(assigned) + "\\b";
            Pattern named = Pattern.compile(name);
            Pattern passedOn = Pattern.compile("(\\breturn\\b|=|<-|\\bappend\\().*" + name);
            int literal = -1;
            boolean inClosure = false;
            for (String next : file.restOfBlock(line)) {
                literal = ended(literal, next) ? -1 : literal;
                int starts = literal < 0 ? next.indexOf("func(") : 0;
                if (starts >= 0 && !CALLED.matcher(next).find()) {
                    literal = literal < 0 ? SourceFile.depth(next) : literal;
                    inClosure |= named.matcher(next.substring(starts)).find();
                } else if (passedOn.matcher(next).find()) {
                    return false;
                }
            }
            return inClosure;
        }
    },

    /** What is made in the line is sliced further on, and the slice is appended, stored or returned. */
    PART_IS_KEPT {
        @Override
        boolean isIn(SourceFile file, int line) {
            Matcher made = MADE.matcher(file.statement(line));
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

    /** The line stores by the index of a map that the file declares, and no method of the same type deletes from it. */
    MAP_WITHOUT_DELETE {
        @Override
        boolean isIn(SourceFile file, int line) {
            Matcher stored = STORED.matcher(file.statement(line));
            if (!stored.find()) {
                return false;
            }
            String field = Pattern.quote(stored.group(1));
            Pattern declared = Pattern.compile("\\b" + field + "\\b[^=({]*(?:[:=]+\\s*(?:make\\()?)?\\bmap\\[");
            // Another method may know the same field by another name of the receiver.
            Pattern deleted = Pattern.compile("\\b(delete|clear)\\((\\w+\\.)*" + field + "\\b");
            return file.lines().stream().anyMatch(l -> declared.matcher(l).find())
                    && file.methodsBeside(line).stream()
                            .noneMatch(l -> deleted.matcher(l).find());
        }
    },

    /** The line appends to what it is assigned to. */
    APPENDS_TO_ITSELF {
        @Override
        boolean isIn(SourceFile file, int line) {
            Matcher appended = APPENDED.matcher(file.statement(line));
            if (!appended.find()) {
                return false;
            }
            String name = Pattern.quote(appended.group(1));
            Pattern cut = Pattern.compile("\\b" + name + "\\s*=\\s*(" + name + "\\[|nil\\b)");
            // What the function itself has made ends with it.
            Pattern local = Pattern.compile(
                    "\\bvar " + name + "\\b|\\b" + name + "\\b[\\w, ]*:=|^func .*\\b" + name + " \\[\\]");
            return (appended.group(1).contains(".")
                            || file.functionAround(line).stream()
                                    .noneMatch(l -> local.matcher(l).find()))
                    && file.methodsBeside(line).stream()
                            .noneMatch(l -> cut.matcher(l).find());
        }
    };

    private static final Pattern LOOP = Pattern.compile("^\\s*for\\b");
    private static final Pattern MADE = Pattern.compile("^(\\w+)\\s*:?=\\s*make\\(\\[\\]");
    private static final Pattern CALLED = Pattern.compile("^\\s*(go|defer) func\\(");
    private static final Pattern STORED = Pattern.compile("(\\w+)(?:\\[[^\\]]+\\])+\\s*(?:=[^=]|\\+\\+|--|[-+*/|]=)");
    private static final Pattern APPENDED = Pattern.compile("^([\\w.]+)\\s*=\\s*append\\(\\1,");

    /** Returns whether a block that began at a depth has ended with a line. */
    private static boolean ended(int began, String line) {
        return began >= 0 && !line.isBlank() && SourceFile.depth(line) <= began;
    }

    abstract boolean isIn(SourceFile file, int line);
}
