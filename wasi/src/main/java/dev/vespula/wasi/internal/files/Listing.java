package dev.vespula.wasi.internal.files;

import dev.vespula.wasi.DotEntries;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * What a guest reads of a directory: its names in order, so that a run can be repeated. A cookie is the number of names before
 * an entry. Only a part of the names is kept at a time, the smallest that come after the part before: for most directories that
 * is all of them, and a large one is read several times instead of filling the host's memory.
 */
public final class Listing {
    /** Beside its characters, what a name takes while the smallest are sought: string, array, entry of the set. */
    private static final int BYTES_PER_NAME = 96;
    /** So much may stay when the guest has seen the end, for those that go back. */
    private static final long KEPT_AT_END = 4096;

    private final Directory directory;
    private final DotEntries dots;
    private final ListingRoom room;
    private List<String> names = List.of();
    /** How many names come before those kept. */
    private long first;
    /** The last name before those that are read next; null at the start. */
    private String last;
    /** Whether nothing comes after the names kept. */
    private boolean complete;
    private long taken;

    public Listing(Directory directory, DotEntries dots) {
        this.directory = directory;
        this.dots = dots;
        this.room = directory.host().listingRoom();
    }

    /** Forgets what was read: the directory is read anew. */
    public void rewind() {
        keep(List.of(), 0);
        first = 0;
        last = null;
        complete = false;
    }

    /** The name behind a cookie; null when there are no more. */
    public String name(long cookie) throws IOException {
        if (cookie < first) {
            rewind();
        }
        while (cookie - first >= names.size()) {
            if (complete) {
                return null;
            }
            advance();
        }
        return names.get((int) (cookie - first));
    }

    /** The guest has seen the last name. */
    public void atEnd() {
        if (taken > KEPT_AT_END) {
            first += names.size();
            keep(List.of(), 0);
        }
    }

    /** Gives back what it kept. */
    public void close() {
        keep(List.of(), 0);
    }

    private void advance() throws IOException {
        first += names.size();
        keep(List.of(), room.take());
        List<String> next = new ArrayList<>();
        if (first == 0 && dots == DotEntries.LISTED) {
            next.add(".");
            next.add("..");
        }
        Smallest smallest = new Smallest(last, taken);
        try {
            directory.list(smallest);
        } catch (IOException e) {
            rewind();
            throw e;
        }
        next.addAll(smallest.names);
        complete = !smallest.more;
        last = smallest.names.isEmpty() ? last : smallest.names.last();
        room.give(taken - smallest.bytes);
        taken = smallest.bytes;
        names = next;
    }

    private void keep(List<String> newNames, long newTaken) {
        names = newNames;
        room.give(taken);
        taken = newTaken;
    }

    private static long bytes(String name) {
        return BYTES_PER_NAME + 2L * name.length();
    }

    /** The smallest names after a given one that have room, at least one. */
    private static final class Smallest implements Directory.Names {
        private final String after;
        private final long room;
        private final TreeSet<String> names = new TreeSet<>();
        private long bytes;
        /** Whether a name was left out that comes after those kept. */
        private boolean more;

        Smallest(String after, long room) {
            this.after = after;
            this.room = room;
        }

        @Override
        public void add(String name) {
            if (after != null && name.compareTo(after) <= 0 || more && name.compareTo(names.last()) > 0 || !names.add(name)) {
                return;
            }
            bytes += bytes(name);
            while (bytes > room && names.size() > 1) {
                bytes -= bytes(names.pollLast());
                more = true;
            }
        }
    }
}
