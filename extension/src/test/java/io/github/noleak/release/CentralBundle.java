package io.github.noleak.release;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The zip that Maven Central takes: the files of one component in the layout of a repository. */
final class CentralBundle {

    private static final List<String> REQUIRED =
            List.of(".pom", ".jar", "-sources.jar", "-javadoc.jar", "-cyclonedx.json");
    private static final Map<String, String> CHECKSUMS = Map.of(".md5", "MD5", ".sha1", "SHA-1");

    /** Each file with its path. */
    private final Map<String, byte[]> files;

    private CentralBundle(Map<String, byte[]> files) {
        this.files = files;
    }

    static CentralBundle of(Map<String, byte[]> files) {
        return new CentralBundle(new TreeMap<>(files));
    }

    static CentralBundle read(Path zip) throws IOException {
        try (InputStream in = Files.newInputStream(zip)) {
            return of(unzip(in));
        }
    }

    static Map<String, byte[]> unzip(InputStream in) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        ZipInputStream zip = new ZipInputStream(in);
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            if (!entry.isDirectory()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }

    /** The content of the component's file with this end, such as {@code -javadoc.jar}. */
    byte[] file(String end) {
        byte[] content = files.get(stem() + end);
        if (content == null) {
            throw new IllegalStateException("No " + stem() + end + " among " + files.keySet());
        }
        return content;
    }

    /** What Maven Central would refuse; nothing if it would take the bundle. */
    List<String> problems() {
        List<String> poms =
                files.keySet().stream().filter(name -> name.endsWith(".pom")).toList();
        if (poms.size() != 1) {
            return List.of("one .pom is expected, found " + poms);
        }
        List<String> problems = new ArrayList<>();
        for (String end : REQUIRED) {
            if (!files.containsKey(stem() + end)) {
                problems.add("no " + stem() + end);
            }
        }
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            String name = file.getKey();
            if (!name.startsWith(stem())) {
                problems.add(name + " is not of " + stem());
            }
            if (!isBeside(name)) {
                problems.addAll(checksumProblems(name, file.getValue()));
            }
        }
        problems.addAll(signatureProblems());
        problems.addAll(new PublishedPom(file(".pom")).problems(stem()));
        return problems;
    }

    /** The start of every file's path: {@code group/artifact/version/artifact-version}. */
    private String stem() {
        return files.keySet().stream()
                .filter(name -> name.endsWith(".pom"))
                .map(name -> name.substring(0, name.length() - ".pom".length()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No .pom among " + files.keySet()));
    }

    private static boolean isBeside(String name) {
        return Stream.of(".md5", ".sha1", ".asc").anyMatch(name::endsWith);
    }

    private List<String> checksumProblems(String name, byte[] content) {
        List<String> problems = new ArrayList<>();
        CHECKSUMS.forEach((end, algorithm) -> {
            byte[] found = files.get(name + end);
            String expected = checksum(algorithm, content);
            if (found == null) {
                problems.add("no " + name + end);
            } else if (!new String(found, StandardCharsets.US_ASCII).trim().equals(expected)) {
                problems.add(name + end + " is not " + expected);
            }
        });
        return problems;
    }

    /** All files are signed or none is: whoever signs does so at the end, or with the profile. */
    private List<String> signatureProblems() {
        if (files.keySet().stream().noneMatch(name -> name.endsWith(".asc"))) {
            return List.of();
        }
        return files.keySet().stream()
                .filter(name -> !isBeside(name) && !files.containsKey(name + ".asc"))
                .map(name -> "no " + name + ".asc, while others are signed")
                .toList();
    }

    static String checksum(String algorithm, byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
