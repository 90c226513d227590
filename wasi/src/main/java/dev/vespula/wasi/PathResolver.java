package dev.vespula.wasi;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Finds what a guest's path means without ever leaving the directory it starts from. Each element is looked up in an open
 * directory, without the host following links; links are expanded here, {@code ..} goes back along the elements walked, and
 * both fail where they would lead out. So no name is ever resolved by the host across more than one element.
 */
final class PathResolver {
    /** The longest path, in bytes, that a guest may pass. */
    static final int MAX_PATH = 4096;

    /** More links than this on one way are a loop. */
    private static final int MAX_LINKS = 40;

    /** Whether a link as the last element stands for itself or for what it points to. */
    enum LastLink { FOLLOW, KEEP }

    private final Directory base;
    private final LastLink lastLink;
    private final Deque<String> ahead = new ArrayDeque<>();
    private final List<String> walked = new ArrayList<>();
    private Directory current;
    /** Whether {@link #current} is not yet the directory that {@link #walked} leads to. */
    private boolean behind;
    private boolean directoryWanted;
    private int links;

    private PathResolver(Directory base, LastLink lastLink) throws ErrnoException {
        this.base = base;
        this.lastLink = lastLink;
        this.current = base.retain();
    }

    /**
     * Resolves all but the last element of a path.
     *
     * @return the directory that holds the last element, and its name; the file need not exist. Must be closed.
     * @throws IOException NOENT for an empty path or a missing directory, PERM where the path leads out of {@code base}, NOTDIR
     *     for a file in the middle, LOOP for too many links, or what the host says
     */
    static Location resolve(Directory base, String path, LastLink lastLink) throws IOException {
        PathResolver resolver = new PathResolver(base, lastLink);
        try {
            return resolver.run(path);
        } catch (IOException | RuntimeException e) {
            resolver.current.close();
            throw e;
        }
    }

    private Location run(String path) throws IOException {
        if (path.isEmpty()) {
            throw Errno.NOENT.exception();
        }
        prepend(path);
        while (true) {
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
                boolean kept = last && lastLink == LastLink.KEEP;
                if (kept || !expandLink(element)) {
                    if (last) {
                        return new Location(current, element, directoryWanted);
                    }
                    enter(element);
                }
            }
        }
    }

    /** Puts a path's elements in front of what is still ahead. */
    private void prepend(String path) throws IOException {
        if (path.startsWith("/")) {
            throw Errno.PERM.exception();
        }
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
        if (walked.isEmpty()) {
            throw Errno.PERM.exception();
        }
        walked.remove(walked.size() - 1);
        behind = true;
    }

    /**
     * After going back, walks to the present directory again from the start. Directories are not kept open for the way back, or
     * a long path would exhaust the process's descriptors; and it is done once for any number of {@code ..} in a row.
     */
    private void catchUp() throws IOException {
        if (behind) {
            behind = false;
            replaceCurrent(base.retain());
            for (String element : walked) {
                replaceCurrent(current.openDirectory(element));
            }
        }
    }

    private void enter(String element) throws IOException {
        if (!current.stat(element).isDirectory()) {
            throw Errno.NOTDIR.exception();
        }
        replaceCurrent(current.openDirectory(element));
        walked.add(element);
    }

    /** If the element is a link, what it points to takes its place. */
    private boolean expandLink(String element) throws IOException {
        Filestat stat = current.statIfExists(element);
        if (stat == null || !stat.isSymbolicLink()) {
            return false;
        }
        if (++links > MAX_LINKS) {
            throw Errno.LOOP.exception();
        }
        String target = current.readLink(element);
        if (target.isEmpty()) {
            throw Errno.NOENT.exception();
        }
        prepend(target);
        return true;
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
    record Location(Directory parent, String name, boolean directoryWanted) implements AutoCloseable {
        /** The name when the path means the directory itself. */
        static final String SELF = ".";

        boolean isSelf() {
            return name.equals(SELF);
        }

        /** The file's attributes; NOTDIR when the path wants a directory and it is none. */
        Filestat stat() throws IOException {
            if (isSelf()) {
                return parent.stat();
            }
            Filestat stat = parent.stat(name);
            requireDirectoryIfWanted(stat);
            return stat;
        }

        void requireDirectoryIfWanted(Filestat stat) throws ErrnoException {
            if (directoryWanted && !stat.isDirectory()) {
                throw Errno.NOTDIR.exception();
            }
        }

        @Override
        public void close() throws IOException {
            parent.close();
        }
    }
}
