package io.github.noleak.pprof.top;

/** Compares texts by their bytes in UTF-8, as Go does; Java compares pairs of surrogates otherwise. */
final class ByteOrder {

    private ByteOrder() {}

    static int compare(String left, String right) {
        int shorter = Math.min(left.length(), right.length());
        for (int i = 0; i < shorter; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                // A surrogate stands for what comes after all that a single char can be.
                return Character.isSurrogate(a) == Character.isSurrogate(b)
                        ? Character.compare(a, b)
                        : Character.isSurrogate(a) ? 1 : -1;
            }
        }
        return Integer.compare(left.length(), right.length());
    }
}
