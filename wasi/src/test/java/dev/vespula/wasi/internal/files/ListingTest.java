package dev.vespula.wasi.internal.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.wasi.DotEntries;
import dev.vespula.wasi.FileAttributes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Listings show all names in order, whatever little of them is kept. */
class ListingTest {
    private final Host host = new Host(new StopSignal(), FileAttributes.HOST);
    private final ListingRoom room = host.listingRoom();
    private final DirectoryDouble directory = new DirectoryDouble(host);

    private static List<String> names(int count, int length) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            names.add("%06d".formatted(i) + "x".repeat(length - 6));
        }
        Collections.shuffle(names, new Random(1));
        return names;
    }

    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    private static List<String> readAll(Listing listing, long from) throws IOException {
        List<String> read = new ArrayList<>();
        for (String name = listing.name(from); name != null; name = listing.name(from + read.size())) {
            read.add(name);
        }
        listing.atEnd();
        return read;
    }

    private List<String> sorted() {
        List<String> sorted = new ArrayList<>(directory.names);
        Collections.sort(sorted);
        return sorted;
    }

    @Test
    void whatIsLargeIsReadInParts() throws IOException {
        directory.names = names(60_000, 40);
        Listing listing = new Listing(directory, DotEntries.OMITTED);
        int before = directory.uses.get();
        assertThat(listing.name(0)).isEqualTo(sorted().get(0));
        assertThat(room.left()).isBetween(ListingRoom.ALL - ListingRoom.MOST, ListingRoom.ALL - ListingRoom.MOST / 2);
        assertThat(readAll(listing, 0)).isEqualTo(sorted());
        assertThat(directory.uses.get() - before).isEqualTo(3);
        assertThat(room.left()).as("nothing is kept at the end").isEqualTo(ListingRoom.ALL);
        assertThat(listing.name(60_000)).isNull();
        assertThat(listing.name(Long.MAX_VALUE)).isNull();
        assertThat(listing.name(30_000)).as("going back reads again").isEqualTo(sorted().get(30_000));
    }

    @Test
    void whatGetsLittleRoomIsStillComplete() throws IOException {
        while (room.take() > ListingRoom.LEAST) {}
        directory.names = names(1_000, 200);
        Listing listing = new Listing(directory, DotEntries.LISTED);
        List<String> expected = sorted();
        expected.addAll(0, List.of(".", ".."));
        assertThat(readAll(listing, 0)).isEqualTo(expected);
        directory.names = names(3, 60_000);
        listing.rewind();
        assertThat(readAll(listing, 2)).as("names larger than the room").isEqualTo(sorted());
        directory.names = List.of();
        listing.rewind();
        assertThat(readAll(listing, 0)).containsExactly(".", "..");
    }

    /** What filled the host's heap: every descriptor kept all names of its directory. */
    @Test
    void manyListingsTogetherKeepLittle() throws IOException {
        directory.names = names(2_000, 240);
        List<Listing> listings = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Listing listing = new Listing(directory, DotEntries.LISTED);
            listing.name(0);
            listings.add(listing);
        }
        assertThat(room.left()).isGreaterThanOrEqualTo(-200 * ListingRoom.LEAST);
        listings.forEach(Listing::close);
        assertThat(room.left()).isEqualTo(ListingRoom.ALL);
    }

    @Test
    void namesThatComeAndGoDisturbNoOthers() throws IOException {
        while (room.take() > ListingRoom.LEAST) {}
        directory.names = names(500, 200);
        List<String> expected = sorted();
        Listing listing = new Listing(directory, DotEntries.OMITTED);
        List<String> read = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            read.add(listing.name(i));
        }
        directory.names = new ArrayList<>(directory.names);
        directory.names.removeAll(expected.subList(0, 50));
        directory.names.add("!");
        for (String name = listing.name(100); name != null; name = listing.name(read.size())) {
            read.add(name);
        }
        assertThat(read).isEqualTo(expected);
    }

    @Test
    void readingEndsWhenTheGuestIsTold() throws IOException {
        directory.names = names(10, 10);
        Listing listing = new Listing(directory, DotEntries.OMITTED);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> listing.name(0)).isInstanceOfSatisfying(ErrnoException.class,
                e -> assertThat(e.errno()).isEqualTo(Errno.INTR));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(readAll(listing, 0)).isEqualTo(sorted());
        assertThat(room.left()).isGreaterThan(ListingRoom.ALL - 4096);
    }
}
