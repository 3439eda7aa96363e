package io.github.noleak.go.run;

import io.github.noleak.go.GoException;
import io.github.noleak.go.build.TestBinary;
import io.github.noleak.go.process.ChildProcess;
import io.github.noleak.go.process.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs processes of a test binary, each with a directory of its own: both are gone afterwards. */
record TestProcess(Workplace workplace, TestBinary binary) {

    /** Starts a process that writes into a directory. */
    interface Start {

        ChildProcess in(Path directory) throws IOException;
    }

    /** What is done while a process runs, and with what it leaves. */
    interface Work<T> {

        T with(ChildProcess process, Path directory) throws IOException, InterruptedException;
    }

    /** Returns where a process keeps its temporary files, in its directory. */
    static Path temporary(Path directory) {
        return directory.resolve("t");
    }

    /**
     * Runs a process.
     *
     * @param what is run in it, for people
     * @throws GoException if it cannot be started, or the build ends before it does
     */
    <T> T run(String what, Start start, Work<T> work) {
        ChildProcess process = null;
        Path directory = null;
        try {
            directory = workplace.newDirectory();
            Files.createDirectory(temporary(directory));
            process = start.in(directory);
            T done = work.with(process, directory);
            workplace.requireOpen();
            return done;
        } catch (IOException e) {
            workplace.requireOpen();
            throw new GoException(
                    "The test binary of " + binary.goPackage().path() + " cannot be run",
                    List.of(String.valueOf(e.getMessage())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GoException("Interrupted while " + what + " ran", List.of());
        } finally {
            if (process != null) {
                workplace.forget(process);
            }
            if (directory != null) {
                Workplace.delete(directory);
            }
        }
    }
}
