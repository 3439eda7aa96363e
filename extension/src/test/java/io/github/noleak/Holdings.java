package io.github.noleak;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * What this JVM holds beside garbage.
 *
 * @param threads that live
 * @param files that are open; 0 where the system does not tell
 * @param natives resources outside the heap that were not closed, and that the JVM closes when their owners are
 *     collected: compressors, streams, sockets, buffers. Counted in the same pause as the collection, before anything
 *     is closed.
 * @param heapBytes that are left by the collection
 */
public record Holdings(int threads, long files, long natives, long heapBytes) {

    private static final Pattern ROW = Pattern.compile("(?m)^\\s*\\d+:\\s+(\\d+)\\s+\\d+\\s+(\\S+)");
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");

    /** Each place that is linked when it is run first, such as a lambda's, has a cleaner, too, which frees no resource. */
    private static final String LINKED = "java.lang.invoke.MethodHandleNatives$CallSiteContext";

    /** Returns what is held now, and what nobody has closed. */
    public static Holdings now() {
        long files = openFiles(); // before the collection closes any
        String histogram = histogram();
        long natives = 0;
        for (Matcher row = ROW.matcher(histogram); row.find(); ) {
            String type = row.group(2);
            if (type.contains("Cleanable") || type.equals("jdk.internal.ref.Cleaner")) {
                natives += Long.parseLong(row.group(1));
            } else if (type.equals(LINKED)) {
                natives -= Long.parseLong(row.group(1));
            }
        }
        Matcher total = TOTAL.matcher(histogram);
        if (natives == 0 || !total.find()) {
            throw new IllegalStateException("nothing can be told from this histogram:\n" + histogram);
        }
        return new Holdings(
                ManagementFactory.getThreadMXBean().getThreadCount(),
                files,
                natives + buffers(),
                Long.parseLong(total.group(1)));
    }

    /** Returns what is held once all that could be closed by collections has been. */
    public static Holdings settled() throws InterruptedException {
        Holdings before = now();
        while (true) {
            Thread.sleep(100);
            Holdings now = now();
            if (now.files >= before.files && now.natives >= before.natives && now.threads >= before.threads) {
                return now;
            }
            before = now;
        }
    }

    /** Has all garbage collected, and returns what is left, by class. */
    private static String histogram() {
        try {
            return (String) ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "gcClassHistogram",
                            new Object[] {new String[0]},
                            new String[] {String[].class.getName()});
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns how many collections there have been: one between two looks closes what was left open. */
    public static long collections() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                .sum();
    }

    private static long openFiles() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getOpenFileDescriptorCount()
                : 0;
    }

    private static long buffers() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .mapToLong(BufferPoolMXBean::getCount)
                .sum();
    }
}
