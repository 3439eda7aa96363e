package io.github.noleak.pprof;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Profiles of every kind that a real Go program wrote, and what two tools print of them. */
record GoProfiles(GoModule module) {

    private static final Path SOURCE = Path.of("src/test/go/profiles");

    /** The Go tool shows the time in its own time zone, and only newer ones show a link. */
    private static final Pattern NOT_COMPARED = Pattern.compile("(?m)^(Time|Doc): .*\n");

    /** What our tool printed, and whether it was content. */
    record Printed(int code, String out, String err) {}

    static GoProfiles write(Path directory) throws IOException, InterruptedException {
        GoModule module = new GoModule(directory);
        for (String file : List.of("go.mod", "main.go")) {
            module.with(file, Files.readString(SOURCE.resolve(file)));
        }
        module.go("build", "-o", "profiles", ".");
        module.run(List.of(directory.resolve("profiles").toString()));
        return new GoProfiles(module);
    }

    Path file(String name) {
        return module.directory().resolve(name);
    }

    Profile read(String name) throws IOException {
        return ProfileReader.read(() -> Files.newInputStream(file(name)));
    }

    void write(String name, Profile profile) throws IOException {
        ByteArrayOutputStream target = new ByteArrayOutputStream();
        profile.write(target);
        Files.write(file(name), target.toByteArray());
    }

    /** Returns what the Go tool prints; names of files are relative. */
    String go(String flags) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("tool", "pprof", "-symbolize=none"));
        command.addAll(List.of(flags.split(" ")));
        return NOT_COMPARED.matcher(module.go(command.toArray(String[]::new))).replaceAll("");
    }

    /** Returns what our tool prints of the same flags. */
    Printed ours(String flags) {
        String[] args = flags.split(" ");
        for (int i = 0; i < args.length; i++) {
            int equals = args[i].endsWith(".gz") ? args[i].indexOf('=') + 1 : -1;
            if (equals >= 0) {
                args[i] = args[i].substring(0, equals) + file(args[i].substring(equals));
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Pprof.run(args, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
        return new Printed(code, NOT_COMPARED.matcher(out.toString(UTF_8)).replaceAll(""), err.toString(UTF_8));
    }
}
