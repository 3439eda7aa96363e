package io.github.noleak.go.process;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * A directory for temporary files with a lock in it, which the system releases when the JVM is no more, however that
 * ended.
 */
final class TemporaryDirectory implements AutoCloseable {

    static final String PREFIX = "noleak-";
    static final String LOCK = ".lock";

    private final Path path;
    private final FileChannel lock;
    private volatile boolean closed;

    private TemporaryDirectory(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /** Makes a directory below another, and holds its lock. */
    static TemporaryDirectory in(Path base) throws IOException {
        Path path = Files.createDirectory(base.resolve(prefix() + System.nanoTime()), ownersAlone(base));
        Path fresh = path.resolve(LOCK + ".new");
        FileChannel lock = FileChannel.open(fresh, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            if (lock.tryLock() != null) {
                Files.move(
                        fresh, path.resolve(LOCK), StandardCopyOption.ATOMIC_MOVE); // seen once it is held, not before
            }
        } catch (IOException e) {
            // This file system has no locks: nobody takes the directory for a dead one, then.
        }
        return new TemporaryDirectory(path, lock);
    }

    /** Nobody else may look in, as with a temporary directory of Java's own, whose random name takes many classes to start. */
    private static FileAttribute<?>[] ownersAlone(Path base) {
        return base.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }

    /** The directories of one JVM can be told by their names: to close a lock's file anywhere in a JVM releases the lock. */
    private static String prefix() {
        return PREFIX + ProcessHandle.current().pid() + "-";
    }

    Path path() {
        return path;
    }

    /**
     * Deletes the directories beside this one whose JVM is no more. Those of others, and those without a lock, stay.
     *
     * <p>It takes its time, and stops when this directory is closed.
     */
    void sweep() {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(path.resolveSibling(""), PREFIX + "*")) {
            for (Path directory : all) {
                if (closed) {
                    return;
                }
                if (!directory.getFileName().toString().startsWith(prefix()) && isOurs(directory)) {
                    deleteIfDead(directory);
                }
            }
        } catch (IOException e) {
            // They stay for the next one that sweeps.
        }
    }

    private boolean isOurs(Path directory) throws IOException {
        return Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
                && Files.isRegularFile(directory.resolve(LOCK), LinkOption.NOFOLLOW_LINKS)
                && Files.getOwner(directory, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(path));
    }

    private static void deleteIfDead(Path directory) {
        try (FileChannel file =
                        FileChannel.open(directory.resolve(LOCK), StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
                FileLock held = file.tryLock()) {
            if (held != null) {
                delete(directory);
            }
        } catch (IOException | OverlappingFileLockException e) {
            // It is gone by now, or it is held after all.
        }
    }

    /** Deletes a directory with all that is in it, as far as it can be; its lock last, so that a rest is found again. */
    static void delete(Path directory) {
        try {
            Files.walkFileTree(directory, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (!file.equals(directory.resolve(LOCK))) {
                        remove(file);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException e) {
                    remove(dir);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            // A file that a dying process has just made; who sweeps next deletes it.
        }
        remove(directory.resolve(LOCK));
        remove(directory);
    }

    private static void remove(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // See above.
        }
    }

    /** Deletes it, and lets go of the lock. */
    @Override
    public void close() {
        closed = true;
        delete(path);
        try {
            lock.close();
        } catch (IOException e) {
            // The system releases it.
        }
    }
}
