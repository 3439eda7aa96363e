package io.github.noleak.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A run of the command as users start it: {@code java -jar}, in a directory of its own, with nothing else on the class path.
 */
final class CommandRun {

    /** Beside the jar that the tests run on. */
    private static final Path JAR;

    static {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            JAR = files.filter(file -> file.getFileName().toString().matches("noleak-junit-[\\w.-]+-standalone\\.jar"))
                    .findFirst()
                    .orElseThrow()
                    .toAbsolutePath();
        } catch (IOException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Path directory;
    private final Process process;

    private CommandRun(Path directory, Process process) {
        this.directory = directory;
        this.process = process;
    }

    /** Starts the command, and changes its environment. */
    static CommandRun start(Path directory, Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", JAR.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectError(directory.resolve("errors.txt").toFile());
        builder.environment().putAll(environment);
        return new CommandRun(directory, builder.start());
    }

    /** Runs the command to its end. */
    static CommandRun of(Path directory, String... arguments) throws IOException {
        CommandRun run = start(directory, Map.of(), arguments);
        Files.write(
                directory.resolve("output.txt"), run.process.getInputStream().readAllBytes());
        return run;
    }

    Process process() {
        return process;
    }

    int exitCode() throws InterruptedException {
        return process.waitFor();
    }

    String output() throws IOException {
        return Files.readString(directory.resolve("output.txt"), UTF_8);
    }

    String errors() throws IOException {
        return Files.readString(directory.resolve("errors.txt"), UTF_8);
    }

    /** Returns each scenario of the report with its verdict. */
    Map<String, String> verdicts() throws IOException, JsonParserException {
        JsonObject report = JsonParser.object().from(Files.readString(directory.resolve("target/noleak/report.json")));
        Map<String, String> verdicts = new TreeMap<>();
        for (Object each : report.getArray("scenarios")) {
            JsonObject scenario = (JsonObject) each;
            verdicts.put(scenario.getString("id"), scenario.getString("verdict"));
        }
        return verdicts;
    }
}
