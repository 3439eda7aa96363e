package io.github.noleak.pprof.model;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.pprof.memory.ByteList;
import io.github.noleak.pprof.wire.Varints;
import java.util.Arrays;
import org.apiguardian.api.API;

/** The labels of one sample, as numbers of strings; used again and again. */
@API(status = INTERNAL, since = "0.1")
public final class LabelList {

    /** The key, and the text, of the label that samples have with which others are compared. */
    public static final String BASE_KEY = "pprof::base";

    public static final String BASE_TEXT = "true";

    private static final int PER_LABEL = 3;

    /** A sample has far fewer labels than can be told apart so. */
    private static final int PLACE_BITS = 24;

    private int[] strings = new int[4 * PER_LABEL];
    private long[] numbers = new long[4];
    private int size;

    public void clear() {
        size = 0;
    }

    /** Adds a text, or a number with its unit; a number that is 0 and has no unit is none. */
    public void add(int key, int text, long number, int unit) {
        if (text == 0 && number == 0 && unit == 0) {
            return;
        }
        if (size == numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * size);
            strings = Arrays.copyOf(strings, 2 * PER_LABEL * size);
        }
        strings[PER_LABEL * size] = key;
        strings[PER_LABEL * size + 1] = text;
        strings[PER_LABEL * size + 2] = text == 0 ? unit : 0;
        numbers[size] = text == 0 ? number : 0;
        size++;
    }

    public int size() {
        return size;
    }

    public int key(int label) {
        return strings[PER_LABEL * label];
    }

    /** 0 where the label is a number. */
    public int text(int label) {
        return strings[PER_LABEL * label + 1];
    }

    public int unit(int label) {
        return strings[PER_LABEL * label + 2];
    }

    public long number(int label) {
        return numbers[label];
    }

    public boolean has(int key, int text) {
        for (int label = 0; label < size; label++) {
            if (key(label) == key && text(label) == text) {
                return true;
            }
        }
        return false;
    }

    /** Sorts by keys, texts before numbers; several labels of one key keep their order. */
    public void sort() {
        if (size < 2) {
            return;
        }
        // What they are sorted by, and in the lowest bits the place of each.
        long[] order = new long[size];
        for (int label = 0; label < size; label++) {
            long kind = text(label) != 0 ? 0 : 1L << Integer.SIZE;
            order[label] = ((kind | key(label)) << PLACE_BITS) | label;
        }
        Arrays.sort(order);
        int[] oldStrings = strings.clone();
        long[] oldNumbers = numbers.clone();
        for (int label = 0; label < size; label++) {
            int old = (int) (order[label] & ((1L << PLACE_BITS) - 1));
            System.arraycopy(oldStrings, PER_LABEL * old, strings, PER_LABEL * label, PER_LABEL);
            numbers[label] = oldNumbers[old];
        }
    }

    /** Adds the labels to other numbers, as {@link #read} takes them from there. */
    public void addTo(Varints target) {
        target.add(size);
        for (int label = 0; label < size; label++) {
            target.add(key(label)).add(text(label));
            if (text(label) == 0) {
                target.addSigned(number(label)).add(unit(label));
            }
        }
    }

    void read(ByteList.Cursor cursor) {
        clear();
        for (int left = cursor.intVarint(); left > 0; left--) {
            int key = cursor.intVarint();
            int text = cursor.intVarint();
            add(key, text, text == 0 ? cursor.signed() : 0, text == 0 ? cursor.intVarint() : 0);
        }
    }
}
