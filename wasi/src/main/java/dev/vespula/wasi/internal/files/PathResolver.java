package dev.vespula.wasi.internal.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Finds what a guest's path means without ever leaving the directory it starts from. Each element is looked up in an open
 * directory, without the host following links; links are expanded here, {@code ..} goes back along the elements walked, and
 * both fail where they would lead out. So no name is ever resolved by the host across more than one element.
 */
public final class PathResolver {
    /** The longest path, in bytes, that a guest may pass. */
    public static final int MAX_PATH = 4096;

    /** Bytes of UTF-8 that a character of a string takes at most. */
    private static final int MOST_UTF_8 = 3;

    /** More links than this on one way are a loop. */
    private static final int MAX_LINKS = 40;

    /** As many directories are entered again on one way, when those it came through have been moved meanwhile. */
    private static final int MOST_ENTERED_AGAIN = 64 * 1024;

    /** Whether a link as the last element stands for itself or for what it points to. */
    public enum LastLink { FOLLOW, KEEP }

    private final Directory base;
    private final LastLink lastLink;
    private final StopSignal stop;
    private final Deque<String> ahead = new ArrayDeque<>();
    private final List<Step> walked = new ArrayList<>();
    private Directory current;
    /** How many {@code ..} have been met since {@link #current} was the directory that {@link #walked} leads to. */
    private int back;
    private boolean directoryWanted;
    private int links;
    private int enteredAgain;

    /**
     * A directory on the way.
     *
     * @param identity by what the host tells it from others; null where it does not
     */
    private record Step(String name, Object identity) {}

    private PathResolver(Directory base, LastLink lastLink) throws ErrnoException {
        this.base = base;
        this.lastLink = lastLink;
        this.stop = base.host().stop();
        this.current = base.retain();
    }

    /**
     * Resolves all but the last element of a path.
     *
     * @return the directory that holds the last element, and its name; the file need not exist. Must be closed.
     * @throws IOException NOENT for an empty path or a missing directory, PERM where the path leads out of {@code base}, NOTDIR
     *     for a file in the middle, LOOP for too many links, INTR when told to stop, or what the host says
     */
    public static Location resolve(Directory base, String path, LastLink lastLink) throws IOException {
        PathResolver resolver = new PathResolver(base, lastLink);
        try {
            return resolver.run(path);
        } catch (IOException | RuntimeException e) {
            resolver.current.close();
            throw e;
        }
    }

    /**
     * Refuses what no path can be.
     *
     * @throws ErrnoException NAMETOOLONG beyond {@link #MAX_PATH} bytes, INVAL when it contains a zero character
     */
    public static void check(String path) throws ErrnoException {
        boolean isShort = path.length() <= MAX_PATH / MOST_UTF_8;
        Errno.NAMETOOLONG.when(!isShort && path.getBytes(StandardCharsets.UTF_8).length > MAX_PATH);
        Errno.INVAL.when(path.indexOf('\0') >= 0);
    }

    private Location run(String path) throws IOException {
        Errno.NOENT.when(path.isEmpty());
        prepend(path);
        while (true) {
            stop.check();
            String element = ahead.pop();
            boolean last = ahead.isEmpty();
            if (element.equals(".") || element.equals("..")) {
                if (element.equals("..")) {
                    goBack();
                }
                if (last) {
                    catchUp();
                    return new Location(current, Location.SELF, true);
                }
            } else {
                catchUp();
                if (last && lastLink == LastLink.KEEP) {
                    return new Location(current, element, directoryWanted);
                }
                Filestat found = current.look(element);
                if (found != null && found.isSymbolicLink()) {
                    expand(element);
                } else if (last) {
                    return new Location(current, element, directoryWanted);
                } else {
                    enter(element, found);
                }
            }
        }
    }

    /** Puts a path's elements in front of what is still ahead. */
    private void prepend(String path) throws IOException {
        Errno.PERM.when(path.startsWith("/"));
        if (ahead.isEmpty() && path.endsWith("/")) {
            directoryWanted = true;
        }
        String[] elements = path.split("/");
        for (int i = elements.length - 1; i >= 0; i--) {
            if (!elements[i].isEmpty()) {
                ahead.push(elements[i]);
            }
        }
    }

    private void goBack() throws IOException {
        Errno.PERM.when(walked.isEmpty());
        walked.remove(walked.size() - 1);
        back++;
    }

    /**
     * After going back, opens the directory that the way has led to. Directories are not kept open for the way back, or a long
     * path would exhaust the process's descriptors. What takes fewer steps is tried: from the start, or up through the host's own
     * {@code ..}, so that a walk costs what its path is long, however deep it is.
     */
    private void catchUp() throws IOException {
        if (back == 0) {
            return;
        }
        int steps = back;
        back = 0;
        boolean nearer = walked.size() <= steps;
        if (nearer || !climb(steps, walked.get(walked.size() - 1).identity())) {
            if (!nearer) {
                enteredAgain += walked.size();
            }
            walkAgain();
        }
    }

    /**
     * Goes up by what the host takes for {@code ..}, which anybody may have changed since: the end counts only if it is the very
     * directory that this walk came through, and so is inside.
     *
     * @return whether it is; if not, {@link #current} may be anything
     */
    private boolean climb(int steps, Object wanted) throws IOException {
        if (wanted == null) {
            return false;
        }
        try {
            for (int i = 0; i < steps; i++) {
                stop.check();
                replaceCurrent(current.openParent());
            }
            return wanted.equals(current.identity());
        } catch (IOException e) {
            if (Errno.of(e) == Errno.INTR) {
                throw e;
            }
            return false;
        }
    }

    private void walkAgain() throws IOException {
        Errno.LOOP.when(enteredAgain > MOST_ENTERED_AGAIN);
        replaceCurrent(base.retain());
        for (int i = 0; i < walked.size(); i++) {
            stop.check();
            String name = walked.get(i).name();
            replaceCurrent(current.openDirectory(name));
            walked.set(i, new Step(name, current.identity()));
        }
    }

    private void enter(String element, Filestat found) throws IOException {
        Errno.NOENT.when(found == null);
        Errno.NOTDIR.when(!found.isDirectory());
        replaceCurrent(current.openDirectory(element));
        walked.add(new Step(element, found.identity()));
    }

    /** What a link points to takes its place. */
    private void expand(String link) throws IOException {
        Errno.LOOP.when(++links > MAX_LINKS);
        String target = current.readLink(link);
        Errno.NOENT.when(target.isEmpty());
        Errno.NAMETOOLONG.when(target.length() > MAX_PATH);
        prepend(target);
    }

    private void replaceCurrent(Directory next) throws IOException {
        Directory left = current;
        current = next;
        left.close();
    }

    /**
     * Where a path leads.
     *
     * @param parent the directory that holds the file, held until this is closed
     * @param name the file's name in it, or {@link #SELF}
     * @param directoryWanted the path ends in a slash: only a directory will do
     */
    public record Location(Directory parent, String name, boolean directoryWanted) implements AutoCloseable {
        /** The name when the path means the directory itself. */
        static final String SELF = ".";

        public boolean isSelf() {
            return name.equals(SELF);
        }

        /** The file's attributes; NOTDIR when the path wants a directory and it is none. */
        public Filestat stat() throws IOException {
            if (isSelf()) {
                return parent.stat();
            }
            Filestat stat = parent.stat(name);
            requireDirectoryIfWanted(stat);
            return stat;
        }

        public void requireDirectoryIfWanted(Filestat stat) throws ErrnoException {
            Errno.NOTDIR.when(directoryWanted && !stat.isDirectory());
        }

        @Override
        public void close() throws IOException {
            parent.close();
        }
    }
}
