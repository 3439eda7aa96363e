package io.github.noleak.pprof.top;

import java.util.ArrayDeque;
import java.util.Deque;

/** Paths of source files and binaries, shown as the Go tool shows them. */
final class SourcePath {

    private static final String[] SANDBOXES = {"/proc/self/cwd/./", "/proc/self/cwd/"};

    private SourcePath() {}

    /** Returns the last part of a path. */
    static String base(String path) {
        int end = path.length();
        while (end > 1 && path.charAt(end - 1) == '/') {
            end--;
        }
        String trimmed = path.substring(0, end);
        return trimmed.equals("/") ? "/" : trimmed.substring(trimmed.lastIndexOf('/') + 1);
    }

    /** Returns a path without prefixes to be trimmed, and without {@code .}, {@code ..} and doubled slashes. */
    static String shown(String path, String trimmed) {
        String rest = trim(path, trimmed);
        return rest.isEmpty() ? "" : clean(rest);
    }

    private static String trim(String path, String trimmed) {
        if (!trimmed.isEmpty()) {
            for (String prefix : trimmed.split(":", -1)) {
                String directory = prefix.endsWith("/") ? prefix : prefix + "/";
                if (path.startsWith(directory)) {
                    return path.substring(directory.length());
                }
            }
        }
        for (String sandbox : SANDBOXES) {
            if (path.startsWith(sandbox)) {
                return path.substring(sandbox.length());
            }
        }
        return path;
    }

    private static String clean(String path) {
        if (!path.contains("//") && !path.contains("/.") && !path.startsWith(".") && !path.endsWith("/")) {
            return path;
        }
        boolean rooted = path.startsWith("/");
        Deque<String> parts = new ArrayDeque<>();
        for (String part : path.split("/", -1)) {
            boolean up = part.equals("..");
            if (up && !parts.isEmpty() && !parts.getLast().equals("..")) {
                parts.removeLast();
            } else if (up ? !rooted : !part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        String joined = String.join("/", parts);
        return rooted ? "/" + joined : joined.isEmpty() ? "." : joined;
    }
}
